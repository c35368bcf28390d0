"""Pages of the docs that the program writes itself, by doing what they tell of. `make docs` runs it."""

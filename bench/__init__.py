"""Side-by-side timings: xl-addin beside the script that a user would write. `make bench` runs them."""

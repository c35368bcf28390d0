"""What is missing, and how to mend it: told by `doctor`, on the screen or in a sheet."""

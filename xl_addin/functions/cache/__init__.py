"""What the services answered, kept: each thing asked once, however many cells want it."""

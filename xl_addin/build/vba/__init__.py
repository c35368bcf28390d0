"""A VBA project as the file `vbaProject.bin`, written without Excel (ADR 15), and our modules in it."""

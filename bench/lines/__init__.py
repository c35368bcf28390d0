"""The lines of the table, one module each: `measure`, and `LINE` with the words for it."""

"""Any list of a service into a sheet, a CSV, a JSON file or onto the screen."""

"""What a service really has of a row: one module a system, one witness a template."""

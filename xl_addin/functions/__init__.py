"""Cell functions: each declared once, evaluated from a cache of what the services were asked."""

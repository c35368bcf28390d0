"""xl-addin: money between a spreadsheet and Organizze, Iziago and iZi, each row sent exactly once."""

__version__ = "0.1.0"

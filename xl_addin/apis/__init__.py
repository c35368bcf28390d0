"""The services' own words: one client a service, on one way to speak JSON."""

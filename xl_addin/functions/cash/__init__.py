"""Cash over all services that are set up, currencies kept apart."""

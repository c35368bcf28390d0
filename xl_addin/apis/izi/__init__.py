"""iZi: electronic invoices and charges in Bolivia."""

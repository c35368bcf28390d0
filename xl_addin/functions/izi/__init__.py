"""iZi in cells: what the journal knows, for iZi itself cannot be asked."""

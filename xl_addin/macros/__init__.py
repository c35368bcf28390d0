"""What the ribbon's buttons do: the same rooms as the commands, with Excel as the desk (ADR 18)."""

"""The add-in's file: `xl-addin.xlam`, our VBA, the ribbon and the sheets that both read from (ADR 15)."""

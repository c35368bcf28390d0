"""Files of transfers as banks get them (ISO 20022 pain.001): read, compared, printed for who signs, saved."""

"""Values that money needs: exact amounts, calendar dates, secrets."""

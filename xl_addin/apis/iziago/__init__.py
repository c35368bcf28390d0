"""Iziago: account statements, cash forecasts, transfers and third parties, by a profile of its API."""

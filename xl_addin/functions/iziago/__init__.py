"""Iziago in cells."""

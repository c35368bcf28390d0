"""Organizze: accounts, cards, categories, budgets, transactions and transfers (API v2, beta)."""

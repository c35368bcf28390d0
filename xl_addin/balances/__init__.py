"""Balances that Organizze does not give: an anchor, and the paid transactions since."""

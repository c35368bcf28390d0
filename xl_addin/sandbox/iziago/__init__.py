"""Iziago. The vendor publishes what can be done, without paths or fields, so those are all assumed.

What the assumed profile says is served to the letter (design, sections 4 and 5); OAuth 2.0 is served as
RFC 6749 and RFC 6750 say.
"""

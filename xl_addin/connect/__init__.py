"""From settings and credentials to clients that can speak: one module a service, three functions in each.

`party(settings)` says who would speak and needs no credentials; `client(settings)` is ready to speak;
`client_as(...)` takes credentials that are given.
"""

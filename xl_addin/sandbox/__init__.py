"""The services, on this machine: strict by their documents, able to fail in every way a network can.

It shares no code with the clients, so that a client's mistake is not repeated here. `server` starts it;
`systems` is the table of what it serves.
"""

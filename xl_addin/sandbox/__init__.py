"""The services on this machine: strict by their documents, independent of our clients."""

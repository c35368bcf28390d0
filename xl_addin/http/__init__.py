"""One way to speak HTTP for all services: encrypted, bounded in time and size, honest about what left."""

"""The services' clients with the cache between: whatever only reads may be built on them unchanged."""

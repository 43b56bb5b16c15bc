"""The rules of the catalogue: plain Python, no I/O."""

"""The rules of search: plain Python, no I/O."""

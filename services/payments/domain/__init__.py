"""The rules of payments: plain Python, no I/O."""

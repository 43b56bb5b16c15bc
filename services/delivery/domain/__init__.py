"""The rules of delivery: plain Python, no I/O."""

"""The rules of orders: plain Python, no I/O."""

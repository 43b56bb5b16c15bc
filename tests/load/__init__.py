"""Load: how much the platform does, and what each order costs in processor time."""

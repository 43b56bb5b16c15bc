"""Search beside a plain `match` query of the same index, suggestions, indexing, and sizes."""

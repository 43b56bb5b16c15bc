"""What the search service answers; `searching` is the path of a query from top to bottom."""

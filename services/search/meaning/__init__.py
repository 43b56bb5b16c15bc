"""What words mean here: the seeded meanings, and the lexicon that finds them in a query."""

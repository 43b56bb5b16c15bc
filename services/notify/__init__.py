"""Owns what Haat tells people: whom, in which words, by which channel, and whether it left."""

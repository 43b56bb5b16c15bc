"""Owns the search index: what is on sale, findable by words, place, kind and price."""

"""The nameko shell of the search service."""

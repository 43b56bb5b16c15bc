"""The nameko shell of the catalog service."""

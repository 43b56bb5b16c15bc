"""The nameko shell of the payments service."""

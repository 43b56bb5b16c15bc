"""The nameko shell of the orders service."""

"""The nameko shell of the delivery service."""

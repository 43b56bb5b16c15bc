"""The nameko shell of the notify service."""

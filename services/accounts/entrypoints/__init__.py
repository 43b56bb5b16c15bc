"""The nameko shell of the accounts service."""

"""The operations of the API, by service."""

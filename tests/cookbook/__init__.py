"""Executes the cookbook in docs/api: what every block prints is what its page says."""

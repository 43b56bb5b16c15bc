"""Clients of Haat's public API."""

"""The notify service without servers."""

"""The accounts service without servers."""

"""The published description of the HTTP API, its examples and the catalogue of errors."""

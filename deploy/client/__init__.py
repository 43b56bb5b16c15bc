"""Makes the typed part of `clients/python` from docs/openapi.json."""

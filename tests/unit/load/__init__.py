"""Pure parts of the load tests."""

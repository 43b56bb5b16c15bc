"""The read side of the catalogue: straight from the collections to what the API shows."""

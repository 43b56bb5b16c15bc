"""What stands behind the ports of the search service."""

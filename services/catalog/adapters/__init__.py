"""What stands behind the ports of the catalog service."""

"""What stands behind the ports of the payments service."""

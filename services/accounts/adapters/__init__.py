"""What stands behind the ports of the accounts service."""

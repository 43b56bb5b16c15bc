"""What stands behind the ports of the orders service."""

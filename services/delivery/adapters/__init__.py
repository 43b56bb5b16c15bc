"""What stands behind the ports of the delivery service."""

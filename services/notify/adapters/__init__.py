"""What stands behind the ports of the notify service."""

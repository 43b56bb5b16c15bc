"""How Haat is set up: local, containers, gateway, monitoring, sample, demo."""

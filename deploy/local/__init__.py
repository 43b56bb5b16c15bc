"""The local set-up: real backing servers and all services on one machine, without Docker."""

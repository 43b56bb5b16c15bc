"""The published description, tried out against the running gateway: what it says, holds."""

"""The demonstration: one order through the whole platform, told as it happens."""

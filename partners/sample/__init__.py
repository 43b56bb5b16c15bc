"""A logistics partner in one file: its parcels are really picked up and delivered."""

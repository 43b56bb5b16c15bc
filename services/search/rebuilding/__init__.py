"""Makes the index anew from the catalogue, compares the two, and mends what differs."""

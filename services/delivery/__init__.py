"""Owns parcels: which partner carries each consignment, how far it has come, and its proof."""

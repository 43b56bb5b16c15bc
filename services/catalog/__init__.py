"""Owns sellers, what they offer, and its stock: who may sell what, and how much is left."""

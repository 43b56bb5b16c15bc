"""Owns orders: what a buyer committed to, one consignment per seller, and how far it has come."""

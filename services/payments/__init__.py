"""Owns payments: each rupee of an order from promise to capture, void or refund."""

"""Haat's services: one folder each; none imports another."""

"""Parked messages: looked at, replayed, dropped, by hand and on record."""

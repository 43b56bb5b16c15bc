"""Attacks: each test tries what an attacker would, and fails where the defence is gone."""

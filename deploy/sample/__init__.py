"""The sample district: sellers and products of Deoghar, and their way in through the public API."""

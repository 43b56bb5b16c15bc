"""The published events: the only thing that services know about each other."""

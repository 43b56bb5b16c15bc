"""What the containers need that is neither Haat's code nor a published image."""

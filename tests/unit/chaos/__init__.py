"""The checker of the chaos runs is checked: each promise is broken on purpose."""

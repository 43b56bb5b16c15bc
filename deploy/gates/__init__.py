"""Quality gates that no tool has ready: known weaknesses of dependencies, secrets in files."""

"""The sub-commands of `haat`, one module each."""

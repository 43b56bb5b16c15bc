"""The rules of the notify service, without any I/O."""

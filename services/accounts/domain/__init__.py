"""The rules of the accounts service, without any I/O."""

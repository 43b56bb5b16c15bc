"""What every service stands on; knows no service. This floor is plain Python."""

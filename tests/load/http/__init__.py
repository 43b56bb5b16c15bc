"""What the conventions of HTTP cost: the same doors by the chassis and by nameko as it comes."""

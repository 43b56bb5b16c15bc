"""What travels over the broker, described: AsyncAPI, a page for people, and rules of change."""

"""The logistics partners' side: the kit that they install, and a partner built on it."""

"""The HTTP API, described: OpenAPI 3.1 from doors and types, and the catalogue of refusals."""

from chassis.openapi.routes import doors_of

__all__ = ["doors_of"]

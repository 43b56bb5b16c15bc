"""The end-to-end platform, to be hurt."""

from tests.e2e.conftest import market

__all__ = ["market"]

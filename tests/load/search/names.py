"""What the contenders are called in figures and tables."""

from typing import Final

OURS: Final = "search"
BARE: Final = "search without facets"
PLAIN: Final = "plain"
FACETED: Final = "plain with facets"
SUGGEST: Final = "suggest"

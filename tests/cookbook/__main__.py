"""`python -m tests.cookbook [--write] [PAGE …]`: runs pages on the platform that is up (HAAT_VAR).

Without `--write` it shows where a page says something else; with it, pages say what is true now.
"""

import argparse
import difflib
import sys
from pathlib import Path

from deploy.local.settings import ROOT, Settings, load_settings
from tests.cookbook.masks import compared, without_secrets
from tests.cookbook.pages import Block, Page
from tests.cookbook.running import outputs_of

FOLDER = ROOT / "docs" / "api"


def pages() -> list[Page]:
    """All of them."""
    return [Page(path) for path in sorted(FOLDER.glob("*.md"))]


def differences(page: Page, settings: Settings) -> list[str]:
    """Where the page says something else, line by line."""
    return [
        line
        for block, output in zip(page.blocks, outputs_of(page, settings), strict=True)
        for line in _different(block, output)
    ]


def renew(page: Page, settings: Settings) -> bool:
    """Write what is printed now where it differs; whether anything did."""
    outputs = outputs_of(page, settings)
    kept = [
        without_secrets(output) if list(_different(block, output)) else block.output
        for block, output in zip(page.blocks, outputs, strict=True)
    ]
    before, after = page.text, page.written(kept)
    if before != after:
        page.path.write_text(after, encoding="utf-8")
    return before != after


def _different(block: Block, output: str) -> list[str]:
    said = compared(block.output, block.differs).splitlines()
    printed = compared(output, block.differs).splitlines()
    head = block.script.strip().splitlines()[0]
    return list(difflib.unified_diff(said, printed, f"page: {head}", "printed", lineterm="", n=1))


def main() -> int:
    """1 when a page is not true (any more)."""
    parser = argparse.ArgumentParser(prog="python -m tests.cookbook", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write what is printed")
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE")
    options = parser.parse_args()
    chosen = [Page(path) for path in options.pages] or pages()
    settings, wrong = load_settings(), 0
    for page in chosen:
        if options.write:
            print(page.path.name, "was renewed" if renew(page, settings) else "is true")
        elif found := differences(page, settings):
            wrong = 1
            print(*found, sep="\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main())

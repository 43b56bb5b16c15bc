"""A page of the cookbook: blocks for the shell, each with what it prints."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BLOCK: Final = re.compile(
    r"^```sh\n(?P<script>.*?)^```\n"
    r"(?:(?P<between>\n(?:<!-- differs: [^\n]*? -->\n+)?)"
    r"^```(?:text|json)\n(?P<output>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
_DIFFERS: Final = re.compile(r"<!-- differs: (.*?) -->")


@dataclass(frozen=True)
class Block:
    """What is typed, and what the page says that is printed; `differs` is what may be otherwise."""

    script: str
    output: str
    differs: str


@dataclass(frozen=True)
class Page:
    """One file of docs/api."""

    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def blocks(self) -> list[Block]:
        """In their order."""
        return [_block(match) for match in _BLOCK.finditer(self.text)]

    def written(self, outputs: list[str]) -> str:
        """The page with these outputs in place of its own."""
        left = iter(outputs)

        def renewed(match: re.Match[str]) -> str:
            output, between = next(left), match["between"] or "\n"
            told = f"{between}```{_kind(output)}\n{output}\n```\n" if output else ""
            return f"```sh\n{match['script']}```\n{told}"

        return _BLOCK.sub(renewed, self.text)


def _block(match: re.Match[str]) -> Block:
    differs = _DIFFERS.search(match["between"] or "")
    output = (match["output"] or "").strip("\n")
    return Block(match["script"], output, differs[1] if differs else "")


def _kind(output: str) -> str:
    return "json" if output.startswith(("{", "[")) else "text"

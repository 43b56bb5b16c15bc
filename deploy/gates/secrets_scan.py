"""`python -m deploy.gates.secrets_scan`: nothing in the repository looks like a secret.

detect-secrets reads every file that git knows or would add. What only looks like one is listed in
`known-secrets.json` by its hash; `--accept` writes that list anew, for a person to read its diff.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from deploy.local.settings import ROOT

KNOWN = Path(__file__).with_name("known-secrets.json")
_SCAN = Path(sys.executable).with_name("detect-secrets")
_AT_ONCE = 500


class Finding(NamedTuple):
    """What looks like a secret; `hashed` is its SHA-1, by which it is known again."""

    path: str
    kind: str
    hashed: str
    line: int = 0

    @property
    def known_as(self) -> tuple[str, str, str]:
        return self.path, self.kind, self.hashed


def main(arguments: Sequence[str]) -> int:
    """0 when all that was found is known; 1 for anything new."""
    found = scan(ROOT, tracked(ROOT))
    if arguments == ["--accept"]:
        accept(found)
        return 0
    fresh = unknown(found)
    for one in fresh:
        print(f"{one.path}:{one.line}: {one.kind}")
    if fresh:
        print("If these are none: python -m deploy.gates.secrets_scan --accept")
    return 1 if fresh else 0


def tracked(root: Path) -> list[str]:
    """All files of the checkout that are not ignored, but for the list of what is known."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    own = KNOWN.relative_to(ROOT).as_posix()
    names = {name for name in done.stdout.split("\0") if name and name != own}
    return sorted(name for name in names if (root / name).is_file())


def scan(root: Path, names: Sequence[str]) -> list[Finding]:
    """What detect-secrets finds in these files."""
    groups = (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE))
    return sorted(one for group in groups for one in _scanned(root, group))


def unknown(found: Iterable[Finding]) -> list[Finding]:
    """What is not in the list."""
    known = {tuple(entry) for entry in json.loads(KNOWN.read_text(encoding="utf-8"))}
    return [one for one in found if one.known_as not in known]


def accept(found: Iterable[Finding]) -> None:
    """Write the list anew, without lines: these move."""
    entries = sorted({one.known_as for one in found})
    text = ",\n".join(f" {json.dumps(entry)}" for entry in entries)
    KNOWN.write_text(f"[\n{text}\n]\n", encoding="utf-8")


def _scanned(root: Path, names: Sequence[str]) -> Iterable[Finding]:
    command = [str(_SCAN), "scan", "--no-verify", *names]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    for path, ones in json.loads(done.stdout)["results"].items():
        for one in ones:
            yield Finding(path, one["type"], one["hashed_secret"], one["line_number"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

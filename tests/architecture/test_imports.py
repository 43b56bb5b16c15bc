"""Who may import whom: the rules of `.importlinter`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_the_import_rules_hold():
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_service_is_under_the_rules():
    rules = (ROOT / ".importlinter").read_text(encoding="utf-8")
    services = {path.parent.name for path in (ROOT / "services").glob("*/bootstrap.py")}
    assert services
    for name in services:
        assert rules.count(f"services.{name}\n") == 2, name  # independence and layers

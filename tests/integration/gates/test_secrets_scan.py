"""The scan for secrets finds what somebody leaves in a file, and knows again what is none."""

import subprocess
from pathlib import Path

import pytest

from deploy.gates import secrets_scan
from deploy.gates.secrets_scan import accept, scan, tracked, unknown

PLANTED = {
    "settings.py": 'password = "' + "correct-horse-battery" + '"\n',  # in two, for the scan itself
    "deploy.yaml": "aws: AKIA" + "IOSFODNN7EXAMPLQ\n",
    "notes.txt": "amqp://orders:" + "h4lf-a-secret@broker/haat\n",
    "key.pem": "-----BEGIN " + "PRIVATE KEY-----\nMC4CAQ==\n",
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an empty list of what is known."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.setattr(secrets_scan, "KNOWN", tmp_path / "known.json")
    (tmp_path / "known.json").write_text("[]")
    (tmp_path / "plain.py").write_text('greeting = "namaste"\n')
    (tmp_path / ".gitignore").write_text("var\n")
    return tmp_path


def names(root: Path) -> list[str]:
    listed = ["git", "ls-files", "--others", "--exclude-standard"]
    return subprocess.run(listed, cwd=root, capture_output=True, text=True).stdout.split()


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_secret_is_found(checkout: Path, name: str):
    (checkout / name).write_text(PLANTED[name])
    found = unknown(scan(checkout, names(checkout)))
    assert {(one.path, one.line) for one in found} == {(name, 1)}


def test_a_file_without_secrets_is_clean(checkout: Path):
    assert scan(checkout, ["plain.py"]) == []


def test_what_was_accepted_is_known_again_on_another_line_but_not_in_another_file(checkout: Path):
    planted = PLANTED["settings.py"]
    (checkout / "settings.py").write_text(planted)
    accept(scan(checkout, ["settings.py"]))
    (checkout / "settings.py").write_text("\n\n" + planted)
    (checkout / "other.py").write_text(planted)
    found = unknown(scan(checkout, ["settings.py", "other.py"]))
    assert {one.path for one in found} == {"other.py"}


def test_every_file_that_git_would_add_is_scanned():
    root = Path(__file__).parents[3]
    found = tracked(root)
    assert {"README.md", "Dockerfile", "deploy/gates/secrets_scan.py"} <= set(found)
    assert "deploy/gates/known-secrets.json" not in found
    assert [name for name in found if name.startswith("var/")] == []

"""The promises of the chassis name tests that exist."""

import re
from pathlib import Path

CHASSIS = Path(__file__).parents[2] / "chassis"
README = (CHASSIS / "README.md").read_text("utf-8")


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (CHASSIS / link).exists()] == []


def test_every_test_that_is_named_exists():
    named = re.findall(r"`(test_\w+)`", README)
    files = [CHASSIS / link for link in re.findall(r"\]\(([^)]+\.py)\)", README)]
    known = "".join(file.read_text("utf-8") for file in files)
    assert named
    assert [name for name in named if f"def {name}(" not in known] == []


def test_every_promise_links_a_test_or_a_page():
    promises = [part for part in README.split("\n\n") if part.startswith("**")]
    assert len(promises) == 16
    assert [promise for promise in promises if "](" not in promise] == []

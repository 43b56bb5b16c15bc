"""docs/security.md promises nothing that no test shows."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "security.md").read_text("utf-8")
LINKS = re.findall(r"\[([^\]]+)\]\(([^)#]+)\)", PAGE)
RISKS = [line for line in PAGE.splitlines() if re.match(r"\| API\d", line)]


def test_every_link_of_the_page_leads_somewhere():
    assert [link for _, link in LINKS if not (DOCS / link).exists()] == []


def test_every_sentence_that_is_linked_is_a_test():
    tests = [(words, DOCS / link) for words, link in LINKS if re.search(r"/test_\w+\.py$", link)]
    named = [
        (file.name, words)
        for words, file in tests
        if words != "a test"
        and f"def test_{words.replace(' ', '_')}(" not in file.read_text("utf-8")
    ]
    assert named == []
    assert len(tests) > 100


def test_each_of_the_ten_risks_is_walked_and_shown_by_a_test():
    assert [line.split(" ")[1] for line in RISKS] == [f"API{number}" for number in range(1, 11)]
    assert [line[:40] for line in RISKS if "](../tests/" not in line] == []


def test_each_attack_names_the_test_that_tries_it():
    attacks = PAGE.partition("## Attacks")[2].partition("## OWASP")[0]
    rows = [line for line in attacks.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 20
    assert [row[:40] for row in rows if "](../tests/" not in row] == []


def test_every_file_of_attacks_is_on_the_page():
    files = {file.name for file in Path(__file__).parent.glob("test_*.py")}
    assert {name for name in files if f"attacks/{name}" not in PAGE} == set()

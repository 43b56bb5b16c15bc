"""What the house style measures: sizes, names, docstrings, and no path of one machine."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CODE = ("contracts", "chassis", "services", "partners", "clients", "deploy")
MADE = "Made by `haat client`."
MOST_LINES_OF_A_FILE, MOST_LINES_OF_A_FUNCTION = 300, 40
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work/|root/|home/\w|Users/\w|tmp/brief)")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*folders: str) -> list[Path]:
    """The Python files of these folders."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found
    return found


def where(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if isinstance(node, Function | ast.ClassDef) else ""
    return f"{path.relative_to(ROOT)}{line}"


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def test_no_file_is_too_long():
    long = {
        where(path): len(lines)
        for path in files(*CODE, "tests")
        if len(lines := path.read_text(encoding="utf-8").splitlines()) > MOST_LINES_OF_A_FILE
        and MADE not in lines[0]
    }
    assert long == {}


def test_no_function_is_too_long():
    long = {
        where(path, node): lines
        for path in files(*CODE, "tests")
        if MADE not in path.read_text(encoding="utf-8").partition("\n")[0]
        for node in nodes(path)
        if isinstance(node, Function)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_no_module_has_a_name_that_says_nothing():
    named = [
        where(path)
        for path in files(*CODE, "tests")
        if FORBIDDEN_NAMES & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ]
    assert named == []


def test_every_module_says_what_it_owns():
    silent = [
        where(path)
        for path in files(*CODE, "tests")
        if (text := path.read_text(encoding="utf-8")) and not ast.get_docstring(ast.parse(text))
    ]
    assert silent == []


def test_every_public_class_says_what_it_is():
    silent = [
        where(path, node)
        for path in files(*CODE)
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def tracked() -> list[Path]:
    """All files of the repository that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
        return []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_nothing_holds_a_path_of_one_machine():
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path != Path(__file__)
        for number, line in enumerate(lines(path), 1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []

"""A small sample to spoil."""

from pathlib import Path

import pytest
from district_folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)

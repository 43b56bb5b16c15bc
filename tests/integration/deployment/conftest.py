"""Kustomize builds, made once per session."""

import functools
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
OVERLAYS = ROOT / "deploy" / "k8s" / "overlays"
Build = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def build() -> Build:
    """The manifests of an overlay, as the cluster would get them."""
    return kustomized


@functools.cache
def kustomized(overlay: str) -> list[dict[str, Any]]:
    tool = ["kustomize", "build"] if shutil.which("kustomize") else ["kubectl", "kustomize"]
    command = [*tool, str(OVERLAYS / overlay)]
    return list(yaml.safe_load_all(subprocess.run(command, capture_output=True, check=True).stdout))

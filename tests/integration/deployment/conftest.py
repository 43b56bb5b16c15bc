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
OWN = ROOT / "var" / "tools" / "bin" / "kustomize"
Build = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def build() -> Build:
    """The manifests of an overlay, as the cluster would get them."""
    return kustomized


@functools.cache
def kustomized(overlay: str) -> list[dict[str, Any]]:
    command = [*_tool(), str(OVERLAYS / overlay)]
    return list(yaml.safe_load_all(subprocess.run(command, capture_output=True, check=True).stdout))


def _tool() -> list[str]:
    """The one that bootstrap.sh has built where the machine had none, else the machine's."""
    found = str(OWN) if OWN.exists() else shutil.which("kustomize")
    return [found, "build"] if found else ["kubectl", "kustomize"]

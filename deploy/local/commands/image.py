"""`haat image`: builds the container image, with Docker or with buildah where there is none."""

import argparse
import subprocess

from deploy.local.settings import Settings

NAME = "image"
HELP = "build the container image"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which image: all services share one."""
    parser.add_argument("target", nargs="?", default="service", help="service, sandbox, gateway")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """The build's exit code."""
    script = str(settings.root / "deploy" / "image" / "build.sh")
    return subprocess.run([script, options.target], cwd=settings.root, check=False).returncode

"""What docs/openapi.json says of the API holds at the gateway, whatever is sent."""

import os
import subprocess
import sys

from deploy.local.settings import ROOT
from tests.conftest import TEST_ENVIRONMENT

SEED = 20261121
_BESIDE = 1300
"""Its ports above those of the other tests' platform: what it tries out leaves traces."""


def test_schemathesis_finds_nothing():
    own = {
        "HAAT_TEST_VAR": "var/schemathesis",
        "HAAT_TEST_PORT_OFFSET": str(int(TEST_ENVIRONMENT["HAAT_PORT_OFFSET"]) + _BESIDE),
    }
    command = [sys.executable, "-W", "ignore", "-m", "tests.schemathesis", f"--seeds={SEED}"]
    ended = subprocess.run(
        [*command, "--down"],
        cwd=ROOT,
        env=os.environ | own,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout[-20_000:] + ended.stderr[-5_000:]

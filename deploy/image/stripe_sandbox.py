"""The payment sandbox as one container: localstripe, and the proxy that payments talks to.

When either ends, so does the other, and the container's restart policy starts both afresh.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

FOLDER = "/var/haat/stripe"
LOCALSTRIPE_PORT, PROXY_PORT = "8420", "8421"
COMMANDS = (
    ("/opt/tools/bin/python", "deploy/local/localstripe_process.py", "--port", LOCALSTRIPE_PORT),
    (
        *(sys.executable, "-m", "deploy.local.stripe_proxy", "--host", "0.0.0.0"),  # noqa: S104
        *("--port", PROXY_PORT, "--upstream", f"http://127.0.0.1:{LOCALSTRIPE_PORT}"),
        *("--answers", f"{FOLDER}/answers.sqlite"),
    ),
)


def main() -> int:
    """Run both until one ends or SIGTERM comes."""
    os.environ.setdefault("LOCALSTRIPE_STATE", f"{FOLDER}/localstripe.pickle")
    return run_together(COMMANDS)


def run_together(commands: Sequence[Sequence[str]]) -> int:
    """Start all, wait for the first end, end the rest; 0 when SIGTERM came first, else 1."""
    stops: list[int] = []
    processes = [subprocess.Popen(command) for command in commands]

    def stop(number: int, _frame: FrameType | None) -> None:
        stops.append(number)
        end(processes)

    signal.signal(signal.SIGTERM, stop)
    os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
    end(processes)
    for process in processes:
        process.wait()
    return 0 if stops else 1


def end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask every process that still runs to end."""
    for process in processes:
        if process.poll() is None:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())

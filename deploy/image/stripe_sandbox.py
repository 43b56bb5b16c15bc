"""The payment sandbox as one container: localstripe, and the proxy that payments talks to.

When either ends, so does the other, and the container's restart policy starts both afresh.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from chassis.settings import text_of

FOLDER = "/var/haat/stripe"
WEBHOOK_SECRET = "LOCALSTRIPE_WEBHOOK_SECRET"  # noqa: S105 - the name of one
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
    if secret := text_of(WEBHOOK_SECRET, os.environ):
        os.environ[WEBHOOK_SECRET] = secret
    return run_together(COMMANDS)


def run_together(commands: Sequence[Sequence[str]]) -> int:
    """Start all, wait for the first end, end the rest; 0 when SIGTERM came first, else 1."""
    awaited = {signal.SIGTERM, signal.SIGCHLD}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, awaited)  # none can slip by before the wait

    def unblock() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    processes = [subprocess.Popen(command, preexec_fn=unblock) for command in commands]
    came = signal.SIGCHLD
    while came == signal.SIGCHLD and all(process.poll() is None for process in processes):
        came = signal.Signals(signal.sigwait(awaited))
    end(processes)
    for process in processes:
        process.wait()
    return 0 if came == signal.SIGTERM else 1


def end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask every process that still runs to end."""
    for process in processes:
        if process.poll() is None:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())

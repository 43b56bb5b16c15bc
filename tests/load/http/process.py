"""One contender as a process: `python -m tests.load.http.process ours|bare`."""

import sys

import eventlet

eventlet.monkey_patch()

from tests.load.http import bare, ours  # noqa: E402

if __name__ == "__main__":
    sys.exit({"ours": ours, "bare": bare}[sys.argv[1]].main())

"""The process that asks, with greenlets as a service has them: a job on its input, JSON out."""

import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
import eventlet  # noqa: E402

eventlet.monkey_patch()

import sys  # noqa: E402

from tests.load.search.asking import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())

"""`python -m services.search.rebuilding rebuild|verify|repair|rollback`."""

import sys

from services.search.rebuilding.command import main

sys.exit(main())

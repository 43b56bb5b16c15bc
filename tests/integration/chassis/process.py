"""The process of the tiny service: patched before anything else is imported."""

import sys
import warnings
from importlib import import_module

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
eventlet = import_module("eventlet")
eventlet.monkey_patch()
sys.exit(import_module("tests.integration.chassis.workbench").main())

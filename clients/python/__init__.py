"""Typed client of Haat's public API."""

from .haat import Haat
from .pages import each
from .problems import Fault, HaatFailure, Problem, Unreachable
from .session import Session

__all__ = ["Fault", "Haat", "HaatFailure", "Problem", "Session", "Unreachable", "each"]

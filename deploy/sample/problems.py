"""What can go wrong between a client and the platform."""

from clients.python import Problem as ApiProblem
from clients.python import Unreachable

__all__ = ["ApiProblem", "NoCode", "Refused", "Unreachable"]


class NoCode(Exception):
    """The one-time code did not reach the sandbox in time."""


class Refused(Exception):
    """The platform refused rows of the sample: a line for each."""

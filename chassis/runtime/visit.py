"""One request while it is answered: who asks, because of what, and how often."""

from werkzeug.wrappers import Request

from chassis.context import Cause
from chassis.limits import Limiter, TooManyRequests
from chassis.people import Person
from chassis.runtime.request import network_of


class Visit:
    """What is known of a request so far."""

    def __init__(self, request: Request, cause: Cause) -> None:
        self.request, self.cause = request, cause
        self.person: Person | None = None
        self.headers: dict[str, str] = {}
        """What the answer says besides, whatever becomes of the request."""

    def count(self, limiter: Limiter | None) -> None:
        """Count it for its caller; raises `TooManyRequests`."""
        if limiter is None:
            return
        name = limiter.rate.name
        self.headers["RateLimit-Policy"] = limiter.rate.policy
        try:
            left = limiter.take(self.person.id if self.person else network_of(self.request))
        except TooManyRequests as hasty:
            self.headers["RateLimit"] = f'"{name}";r=0;t={hasty.wait}'
            raise
        self.headers["RateLimit"] = f'"{name}";r={left.remaining};t={left.reset}'

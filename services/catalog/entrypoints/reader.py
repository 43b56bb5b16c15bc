"""Who reads an open door: its `raw` headers are asked, because it lets strangers in too."""

from chassis.doors import Call
from chassis.people import Person, Tokens


def reader_of(call: Call, tokens: Tokens) -> Person | None:
    """The caller if they gave a token, None for strangers; a bad token is refused."""
    scheme, _, token = call.headers.get("Authorization", "").partition(" ")
    return tokens.person(token) if scheme.lower() == "bearer" and token else None

"""The document store: SecantusDB, which speaks MongoDB's protocol, as a process of its own."""

from deploy.local.program import Program
from deploy.local.settings import Settings


def mongo_url(settings: Settings) -> str:
    """The local server's address."""
    return f"{settings.url('MONGO', 'mongodb')}/?directConnection=true"


def mongo_programs(settings: Settings) -> list[Program]:
    """The server, unless HAAT_MONGO_URL names another MongoDB.

    The two durability flags are not optional: without them a kill -9 loses acknowledged writes.
    Checkpoints come often since recovery from the log forgets the options of younger indexes:
    `unique` and `sparse` (seen in 0.5.3-beta.165).
    """
    if settings.given.get("HAAT_MONGO_URL", mongo_url(settings)) != mongo_url(settings):
        return []
    home = settings.var / "mongo"
    command = (
        str(settings.tools / "bin" / "secantusd-rs"),
        *("--host", "127.0.0.1", "--port", str(settings.port("MONGO"))),
        *("--storage-path", str(home / "data"), "--log-level", "WARNING"),
        *("--sync-on-commit", "--data-nonlogged", "--cache-size", "256M"),
        *("--checkpoint-seconds", "10"),
    )
    return [
        Program(
            name="mongo",
            command=command,
            directory=home,
            ports=("MONGO",),
            ready=(settings.url("MONGO", "tcp"),),
        )
    ]

"""The message sandbox as a program: see sandbox.py for what it does."""

from deploy.local.program import Program
from deploy.local.settings import Settings


def message_programs(settings: Settings) -> list[Program]:
    """The sandbox runs in the tools' environment, which carries its SMTP library."""
    return [
        Program(
            name="sandbox",
            patient=True,
            command=(
                *(str(settings.tools / "bin" / "python"), "-m", "deploy.local.sandbox"),
                *("--smtp-port", str(settings.port("SMTP"))),
                *("--http-port", str(settings.port("SANDBOX"))),
                *("--folder", str(settings.var / "sandbox")),
            ),
            directory=settings.root,
            ports=("SMTP", "SANDBOX"),
            ready=(settings.url("SMTP", "tcp"), settings.url("SANDBOX") + "/sms"),
        )
    ]

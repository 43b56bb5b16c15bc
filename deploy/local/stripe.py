"""The payment sandbox: localstripe, and our idempotency proxy before it."""

from deploy.local.credentials import credentials
from deploy.local.program import PYTHON, Program
from deploy.local.settings import Settings


def stripe_programs(settings: Settings) -> list[Program]:
    """localstripe as a process of its own, and the proxy that payments talks to."""
    return [_localstripe(settings), _proxy(settings)]


def _localstripe(settings: Settings) -> Program:
    home = settings.var / "stripe"
    return Program(
        name="localstripe",
        patient=True,
        command=(
            *(str(settings.tools / "bin" / "python"), "-m", "deploy.local.localstripe_process"),
            *("--port", str(settings.port("LOCALSTRIPE"))),
        ),
        directory=settings.root,
        environment={
            "LOCALSTRIPE_STATE": str(home / "localstripe.pickle"),
            "LOCALSTRIPE_WEBHOOK_URL": f"{settings.url('GATEWAY')}/v1/webhooks/stripe",
            "LOCALSTRIPE_WEBHOOK_SECRET": credentials(settings)["HAAT_STRIPE_WEBHOOK_SECRET"],
        },
        ports=("LOCALSTRIPE",),
        ready=(settings.url("LOCALSTRIPE", "tcp"),),
    )


def _proxy(settings: Settings) -> Program:
    return Program(
        name="stripe",
        patient=True,
        command=(
            *(PYTHON, "-m", "deploy.local.stripe_proxy"),
            *("--port", str(settings.port("STRIPE"))),
            *("--upstream", settings.url("LOCALSTRIPE")),
            *("--answers", str(settings.var / "stripe" / "answers.sqlite")),
        ),
        directory=settings.root,
        ports=("STRIPE",),
        ready=(settings.url("STRIPE", "tcp"),),
    )

"""Haat's own processes: the seven services and the sample logistics partner."""

from deploy.local.environment import service_environment
from deploy.local.program import PYTHON, Program
from deploy.local.settings import SERVICES, Settings, read_env_file

PARTNER = "sample-partner"
AFTERWARDS = frozenset({"payments", "delivery", "notify"})
"""Services that react to what was accepted; nobody waits at their door for it."""


def service_programs(settings: Settings) -> list[Program]:
    """The services; SIGTERM lets each finish what it has begun."""
    return [
        Program(
            name=name,
            command=(PYTHON, "-m", "services", name),
            directory=settings.root,
            environment=service_environment(settings, name),
            ports=(name.upper(),),
            ready=(settings.url(name.upper()) + "/readyz",),
            patient=name in AFTERWARDS,
        )
        for name in SERVICES
    ]


def partner_programs(settings: Settings) -> list[Program]:
    """The sample partner, once its credentials are in `partner.env` of the var folder."""
    credentials = read_env_file(settings.var / "partner.env")
    if not credentials:
        return []
    return [
        Program(
            name=PARTNER,
            command=(PYTHON, "-m", "partners.sample"),
            directory=settings.root,
            environment=credentials,
            patient=True,
        )
    ]

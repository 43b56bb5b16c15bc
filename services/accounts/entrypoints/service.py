"""The accounts service as nameko runs it."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.probes import Probes
from services.accounts import bootstrap
from services.accounts.entrypoints.api import Api
from services.accounts.entrypoints.erasures import Erasures
from services.accounts.entrypoints.introducing import Introductions
from services.accounts.entrypoints.machines import Machines
from services.accounts.entrypoints.parked import ParkedMessages
from services.accounts.entrypoints.profiles import Profiles
from services.accounts.entrypoints.rights import Rights
from services.accounts.entrypoints.roles import Roles
from services.accounts.entrypoints.second_step import SecondStep
from services.accounts.entrypoints.sessions import Sessions
from services.accounts.entrypoints.trail import AuditTrail


class AccountsService(
    Api,
    Erasures,
    Introductions,
    Machines,
    ParkedMessages,
    AuditTrail,
    Profiles,
    Rights,
    Roles,
    SecondStep,
    Sessions,
    Probes,
):
    """All doors of accounts."""

    name = "accounts"
    service = Assembled(bootstrap.build)


SERVICE = AccountsService

"""The accounts service as nameko runs it."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.probes import Probes
from services.accounts import bootstrap
from services.accounts.entrypoints.api import Api
from services.accounts.entrypoints.machines import Machines
from services.accounts.entrypoints.parked import ParkedMessages


class AccountsService(Api, Machines, ParkedMessages, Probes):
    """All doors of accounts."""

    name = "accounts"
    service = Assembled(bootstrap.build)


SERVICE = AccountsService

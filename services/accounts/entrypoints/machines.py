"""HTTP doors of the accounts service for partners' machines."""

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.accounts.bootstrap import Accounts
from services.accounts.commands import ProveMachine, RegisterMachine
from services.accounts.entrypoints.bodies import MachineBody, SecretBody
from services.accounts.ports import Token
from services.accounts.queries import MachineView


class Machines:
    """Register, log in."""

    service: Assembled[Accounts]

    @http("POST", "/v1/machines", role="admin", status=201, secret=True)
    def register_machine(self, call: Call, body: MachineBody) -> MachineView:
        """Register a partner's machine; the answer alone holds its secret, which follows its id."""
        machine_id = call.id_for("mch")
        secret = self.service.handle(
            RegisterMachine(machine_id=machine_id, name=body.name, grant=body.grant())
        )
        return MachineView(machine_id=machine_id, secret=secret)

    @http("POST", "/v1/machine-tokens", status=201, open=True)
    def prove_machine(self, call: Call, body: SecretBody) -> Token:
        """Trade a machine's secret for a token."""
        token: Token = self.service.handle(
            ProveMachine(machine_id=body.machine_id, secret=body.secret)
        )
        return token

"""HTTP doors of the accounts service for partners' machines."""

from chassis.answers import IdempotencyKeyMissing
from chassis.doors import Call
from chassis.ids import derived_id
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

    @http("POST", "/v1/machines", role="admin", status=201, raw=True)
    def register_machine(self, call: Call, body: MachineBody) -> MachineView:
        """Register a partner's machine; the answer alone holds its secret.

        Kept answers would hold it too, so the key makes the id instead and the id the secret.
        """
        machine_id = derived_id("mch", call.who.id, _key(call))
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


def _key(call: Call) -> str:
    key = call.headers.get("Idempotency-Key", "")
    if not 8 <= len(key) <= 200:
        raise IdempotencyKeyMissing(field="Idempotency-Key", allowed="8 to 200 characters")
    return key

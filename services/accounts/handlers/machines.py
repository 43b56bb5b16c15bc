"""Partners' machines and their secrets."""

from datetime import timedelta
from typing import Final

from chassis.answers import IdempotencyKeyReused
from services.accounts.commands import ProveMachine, RegisterMachine
from services.accounts.domain.machine import Machine
from services.accounts.domain.refusals import MachineNotProved, SecretShownBefore
from services.accounts.ports import Ports, Token

MACHINE_TOKEN: Final = timedelta(hours=1)


def register_machine(command: RegisterMachine, ports: Ports) -> str:
    """Its secret. A repeat answers the same, until the signing key has changed."""
    secret = ports.signer.machine_secret(command.machine_id)
    machine = ports.machines.find(command.machine_id)
    if machine is None:
        fresh = Machine.register(command.machine_id, command.name, command.grant, secret)
        ports.machines.add(fresh)
        return secret
    if (machine.name, machine.grant) != (command.name, command.grant):
        raise IdempotencyKeyReused(field="Idempotency-Key")
    if not machine.knows(secret):
        raise SecretShownBefore(field="machine_id")
    return secret


def prove_machine(command: ProveMachine, ports: Ports) -> Token:
    """A token for an hour."""
    machine = ports.machines.find(command.machine_id)
    if machine is None or not machine.knows(command.secret):
        raise MachineNotProved(field="secret")
    return ports.signer.token(machine.id, [machine.grant], "hi", MACHINE_TOKEN)

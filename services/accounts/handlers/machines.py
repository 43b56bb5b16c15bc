"""Partners' machines, their API keys, and the tokens that these bring."""

from datetime import timedelta
from typing import Final

from chassis.answers import IdempotencyKeyReused
from services.accounts.commands.machines import (
    MakeKey,
    ProveKey,
    RegisterMachine,
    RevokeKey,
    RotateKey,
)
from services.accounts.domain.api_key import (
    ApiKey,
    check_expiry,
    check_scopes,
    hash_of,
    taken_apart,
)
from services.accounts.domain.key_refusals import (
    ApiKeyNotProved,
    KeyNotFound,
    MachineNotFound,
    SecretShownBefore,
)
from services.accounts.domain.machine import Machine
from services.accounts.ports import Ports, Token

MACHINE_TOKEN: Final = timedelta(hours=1)


def register_machine(command: RegisterMachine, ports: Ports) -> Machine:
    """The machine; a repeat is the same one."""
    machine = ports.machines.find(command.machine_id)
    if machine is None:
        machine = Machine.register(command.machine_id, command.name, command.grant)
        ports.machines.add(machine)
    if (machine.name, machine.grant) != (command.name, command.grant):
        raise IdempotencyKeyReused(field="Idempotency-Key")
    return machine


def make_key(command: MakeKey, ports: Ports) -> tuple[ApiKey, str]:
    """The key and how it is written, this once."""
    machine = _machine(command.machine_id, ports)
    key = ports.api_keys.find(command.key_id)
    if key is None:
        now = ports.clock.now()
        check_expiry(command.expires_at, now)
        check_scopes(command.scopes, machine.grant.role, command.within)
        machine.take(command.key_id)
        key = _new(command, ports)
    if (key.machine_id, key.name, key.scopes) != (machine.id, command.name, command.scopes):
        raise IdempotencyKeyReused(field="Idempotency-Key")
    return key, _written(key, ports)


def rotate_key(command: RotateKey, ports: Ports) -> tuple[ApiKey, str]:
    """The successor and how it is written; it lives as long as the key was made for."""
    machine = _machine(command.machine_id, ports)
    old = _key(command.key_id, machine.id, ports)
    now = ports.clock.now()
    check_scopes(old.scopes, machine.grant.role, command.within)
    until = now + timedelta(hours=command.overlap_hours)
    old.hand_over(command.successor_id, at=now, until=until)
    key = ports.api_keys.find(command.successor_id)
    if key is None:
        machine.take(command.successor_id)
        wanted = MakeKey(
            key_id=command.successor_id,
            machine_id=machine.id,
            name=old.name,
            scopes=old.scopes,
            made_by=command.made_by,
            within=[],
            expires_at=now + (old.made_to_end - old.made_at) if old.made_to_end else None,
        )
        key = _new(wanted, ports)
    return key, _written(key, ports)


def revoke_key(command: RevokeKey, ports: Ports) -> ApiKey:
    """The key, which opens nothing any more; a repeat changes nothing."""
    machine = _machine(command.machine_id, ports)
    key = _key(command.key_id, machine.id, ports)
    key.revoke(at=ports.clock.now())
    machine.drop(key.id)
    return key


def prove_key(command: ProveKey, ports: Ports) -> Token:
    """A token for an hour. Unknown, wrong, expired and revoked get the same answer."""
    key_id, secret = taken_apart(command.api_key)
    key, now = ports.api_keys.find(key_id), ports.clock.now()
    if key is None or not key.knows(secret) or not key.is_good(now):
        raise ApiKeyNotProved(field="api_key")
    key.use(at=now)
    machine = _machine(key.machine_id, ports)
    return ports.signer.token(machine.id, [machine.grant], "hi", MACHINE_TOKEN, scopes=key.scopes)


def _new(command: MakeKey, ports: Ports) -> ApiKey:
    key = ApiKey(
        id=command.key_id,
        status="active",
        machine_id=command.machine_id,
        name=command.name,
        scopes=command.scopes,
        secret_hash=hash_of(ports.signer.secret_of(command.key_id)),
        made_by=command.made_by,
        made_at=ports.clock.now(),
        made_to_end=command.expires_at,
        expires_at=command.expires_at,
    )
    ports.api_keys.add(key)
    return key


def _written(key: ApiKey, ports: Ports) -> str:
    """Raises `SecretShownBefore` once the signing key has changed: it cannot be had again."""
    secret = ports.signer.secret_of(key.id)
    if not key.knows(secret):
        raise SecretShownBefore(field="key_id")
    return key.written(secret)


def _machine(machine_id: str, ports: Ports) -> Machine:
    machine = ports.machines.find(machine_id)
    if machine is None:
        raise MachineNotFound(field="machine_id")
    return machine


def _key(key_id: str, machine_id: str, ports: Ports) -> ApiKey:
    key = ports.api_keys.find(key_id)
    if key is None or key.machine_id != machine_id:
        raise KeyNotFound(field="key_id")
    return key

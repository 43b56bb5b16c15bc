"""Makes the sample logistics partner known to the platform, and starts its process."""

from clients.python import Haat
from clients.python.types.accounts import KeyBody, MachineBody
from clients.python.types.delivery import NewPartner, PartnerBody
from deploy.local.credentials import write_private
from deploy.local.settings import Settings, read_env_file
from deploy.sample.client import PATIENCE_SECONDS, Client
from deploy.sample.reading import read

PARTNER_NAME = "Baidyanath Couriers"
ADMIN_PHONE = "+919900000001"
ADMIN_PIN = "719385"
"""Of the demo's admin, who exists on this machine alone."""
SCOPES = ("shipment.read", "shipment.report")
DELIVERY_DAYS = 2


def enrol(settings: Settings) -> bool:
    """Machine account and API key, partner, queue and broker user; its settings go to
    `partner.env`.

    Whether it is new: False when the partner was enrolled before.
    """
    file = settings.var / "partner.env"
    if "HAAT_PARTNER_API_KEY" in read_env_file(file):
        return False
    gateway, sandbox = settings.url("GATEWAY"), settings.url("SANDBOX")
    with Client(gateway, sandbox, patience=PATIENCE_SECONDS) as admin:
        admin.login(ADMIN_PHONE).take_second_step(ADMIN_PIN)
        partner, api_key = _make_known(admin.api)
    user = f"{partner.broker_user}:{partner.broker_password}"
    values = {
        "HAAT_PARTNER_AMQP_URL": f"amqp://{user}@127.0.0.1:{settings.port('RABBITMQ')}/haat",
        "HAAT_PARTNER_QUEUE": partner.queue,
        "HAAT_PARTNER_API_URL": gateway,
        "HAAT_PARTNER_API_KEY": api_key,
        "HAAT_PARTNER_DOORSTEP_URL": sandbox,
        "HAAT_PARTNER_DOOR_SECONDS": "20",
        "HAAT_PARTNER_DRAIN_SECONDS": "25",
    }
    write_private(file, "".join(f"{key}={value}\n" for key, value in values.items()))
    return True


def _make_known(admin: Haat) -> tuple[NewPartner, str]:
    """The partner and its API key; the same ones when it is done again."""
    machine = MachineBody(name=PARTNER_NAME, role="partner", area="district:324")
    machine_id = admin.accounts.register_machine(machine, key="haat-demo-machine").machine_id
    wanted = PartnerBody(
        name=PARTNER_NAME,
        machine_id=machine_id,
        pins=pins(),
        days=DELIVERY_DAYS,
        cod=True,
    )
    partner = admin.delivery.register_partner(wanted, key="haat-demo-partner")
    depot = KeyBody(name="depot", scopes=list(SCOPES))
    key = admin.accounts.make_key(machine_id, depot, key="haat-demo-api-key")
    return partner, key.api_key


def pins() -> list[str]:
    """The PIN codes of the sample district."""
    return sorted({pin.pin for pin in read().district.pins})

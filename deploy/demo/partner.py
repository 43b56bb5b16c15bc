"""Makes the sample logistics partner known to the platform, and starts its process."""

from deploy.local.credentials import write_private
from deploy.local.settings import Settings, read_env_file
from deploy.sample.client import Client, patient_session
from deploy.sample.reading import read

ADMIN_PHONE = "+919900000001"
DELIVERY_DAYS = 2


def enrol(settings: Settings) -> bool:
    """Machine account, partner, queue and broker user; its settings go to `partner.env`.

    Whether it is new: False when the partner was enrolled before.
    """
    file = settings.var / "partner.env"
    if read_env_file(file):
        return False
    gateway, sandbox = settings.url("GATEWAY"), settings.url("SANDBOX")
    with Client(gateway, sandbox, session=patient_session()) as admin:
        admin.login(ADMIN_PHONE)
        machine = admin.post(
            "/v1/machines",
            {"name": "Baidyanath Couriers", "role": "partner", "area": 324},
            key="haat-demo-machine",
        )
        wanted = {
            "name": "Baidyanath Couriers",
            "machine_id": machine["machine_id"],
            "pins": pins(),
            "days": DELIVERY_DAYS,
            "cod": True,
        }
        partner = admin.post("/v1/partners", wanted, key="haat-demo-partner")
    user = f"{partner['broker_user']}:{partner['broker_password']}"
    values = {
        "HAAT_PARTNER_AMQP_URL": f"amqp://{user}@127.0.0.1:{settings.port('RABBITMQ')}/haat",
        "HAAT_PARTNER_QUEUE": partner["queue"],
        "HAAT_PARTNER_API_URL": gateway,
        "HAAT_PARTNER_MACHINE_ID": machine["machine_id"],
        "HAAT_PARTNER_SECRET": machine["secret"],
        "HAAT_PARTNER_DOORSTEP_URL": sandbox,
        "HAAT_PARTNER_DOOR_SECONDS": "20",
        "HAAT_PARTNER_DRAIN_SECONDS": "25",
    }
    write_private(file, "".join(f"{key}={value}\n" for key, value in values.items()))
    return True


def pins() -> list[str]:
    """The PIN codes of the sample district."""
    return sorted({pin.pin for pin in read().district.pins})

"""All words that Haat sends, by template."""

from typing import Final

from services.notify.domain.rendering import Template
from services.notify.domain.templates.orders import ORDERS
from services.notify.domain.templates.parcels import PARCELS
from services.notify.domain.templates.payouts import PAYOUTS
from services.notify.domain.templates.rights import RIGHTS
from services.notify.domain.templates.sellers import SELLERS

TEMPLATES: Final[dict[str, Template]] = ORDERS | PARCELS | SELLERS | PAYOUTS | RIGHTS

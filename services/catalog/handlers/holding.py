"""Stock for an order, at the prices of now."""

from itertools import groupby

from chassis.ids import derived_id
from contracts.calls import HeldStock, HoldStock, WantedLine
from contracts.values import Consignment, OrderLine
from services.catalog.domain.refusals import LineNotValid, NotSoldByPiece, ProductNotFound
from services.catalog.domain.stock import Claim, Hold, Stock
from services.catalog.ports import Offer, Ports

Held = tuple[Offer, OrderLine]


def hold_stock(command: HoldStock, ports: Ports) -> HeldStock:
    """Hold every line or none: a refusal comes before anything is written.

    A line that is held or sold to this order already stays as it was, at its first price.
    """
    ids = [line.product_id for line in command.lines]
    if len(set(ids)) < len(ids):
        raise LineNotValid(field="lines", allowed="each product once")
    offers = ports.shelf.offers(ids)
    held: list[Held] = []
    for number, line in enumerate(command.lines):
        offer, stock = offers.get(line.product_id), ports.stocks.find(line.product_id)
        if offer is None or stock is None:
            raise ProductNotFound(field=f"lines[{number}].product_id")
        claim = stock.claim_of(command.order_id)
        if claim is None:
            _check(line, offer, f"lines[{number}]")
        claim = _hold(command, line, offer, stock, field=f"lines[{number}].quantity")
        held.append((offer, _line(offer, claim)))
    return HeldStock(consignments=_consignments(command.order_id, held))


def _check(line: WantedLine, offer: Offer, field: str) -> None:
    if not offer.on_sale:
        raise ProductNotFound(field=f"{field}.product_id")
    if offer.kind == "service":
        raise NotSoldByPiece(field=f"{field}.product_id", allowed="goods")
    if line.quantity < 1:
        raise LineNotValid(field=f"{field}.quantity", allowed="1 or more")


def _hold(command: HoldStock, line: WantedLine, offer: Offer, stock: Stock, *, field: str) -> Claim:
    wanted = Hold(
        order_id=command.order_id,
        quantity=line.quantity,
        unit_price=offer.unit_price,
        until=command.until,
    )
    return stock.hold(wanted, field=field)


def _line(offer: Offer, claim: Claim) -> OrderLine:
    return OrderLine(
        product_id=offer.product_id,
        title=offer.title,
        quantity=claim.quantity,
        unit_price=claim.unit_price,
        hsn=offer.hsn,
        gst_bp=offer.gst_bp,
        weight_g=offer.weight_g,
    )


def _consignments(order_id: str, held: list[Held]) -> list[Consignment]:
    """One for each seller, in the order of their ids; lines keep theirs."""
    found = []
    for seller_id, group in groupby(sorted(held, key=_seller_id), key=_seller_id):
        pairs = list(group)
        offer = pairs[0][0]
        consignment = Consignment(
            consignment_id=derived_id("con", order_id, seller_id),
            seller_id=seller_id,
            seller_person_id=offer.seller_person_id,
            seller_name=offer.seller_name,
            from_pin=offer.from_pin,
            lines=[line for _, line in pairs],
            areas=offer.areas,
        )
        found.append(consignment)
    return found


def _seller_id(held: Held) -> str:
    return held[0].seller_id

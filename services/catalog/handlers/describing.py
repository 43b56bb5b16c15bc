"""From an empty draft to an officer's word on it."""

from typing import Any

from msgspec.structs import replace

from chassis.people import Person
from services.catalog.commands import DecideProduct, DraftProduct, EditProduct, SubmitProduct
from services.catalog.domain.disclosures import check_details, check_disclosed, check_may_sell
from services.catalog.domain.product import Product
from services.catalog.domain.refusals import ReasonMissing
from services.catalog.domain.rights import must, must_decide
from services.catalog.domain.seller import Seller
from services.catalog.domain.stock import Stock
from services.catalog.handlers import assisting
from services.catalog.handlers.finding import product_named, seller_named
from services.catalog.ports import Ports


def draft_product(command: DraftProduct, ports: Ports) -> None:
    """Keep the draft and, before it, its stock: a product is never without one."""
    if ports.products.find(command.product_id):
        return
    seller = seller_named(command.seller_id, ports)
    must(command.by, "product.draft", seller)
    check_details(command.kind, command.details)
    if ports.stocks.find(command.product_id) is None:
        ports.stocks.add(Stock.of(command.product_id, command.stock))
    product = Product(
        id=command.product_id,
        status="draft",
        seller_id=command.seller_id,
        kind=command.kind,
        details=command.details,
        areas=seller.areas,
    )
    _entered(product, seller, command.by)
    assisting.note(product, seller, command.by, "drafted", ports)
    ports.products.add(product)


def edit_product(command: EditProduct, ports: Ports) -> None:
    """Change some of the description; the seller hears of it when it is submitted."""
    product, seller = product_named(command.product_id, ports)
    must(command.by, "product.edit", seller)
    product.must_be_at(command.if_match)
    changes: dict[str, Any] = dict(command.changes)
    details = replace(product.details, **changes)
    check_details(product.kind, details)
    product.edit(details)
    _entered(product, seller, command.by)


def submit_product(command: SubmitProduct, ports: Ports) -> None:
    """Ask for review of what is complete; a repeat asks once."""
    product, seller = product_named(command.product_id, ports)
    must(command.by, "product.submit", seller)
    if product.status == "submitted":
        return
    check_may_sell(seller)
    check_disclosed(product)
    product.submit()
    _entered(product, seller, command.by)
    assisting.note(product, seller, command.by, "submitted", ports)


def decide_product(command: DecideProduct, ports: Ports) -> None:
    """An officer's word; one that stands already is not said again."""
    product, seller = product_named(command.product_id, ports)
    must_decide(command.by, "product.decide", seller, entered_by=product.entered_by)
    if command.decision == "approve":
        if product.status != "approved":
            product.approve(seller, command.grade, by=command.by.id)
        return
    if not command.reason:
        raise ReasonMissing(field="reason")
    if product.status != "rejected":
        product.reject(seller, command.reason, by=command.by.id)


def _entered(product: Product, seller: Seller, by: Person) -> None:
    if by.id != seller.owner_id:
        product.entered(by.id)

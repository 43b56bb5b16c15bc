"""What becomes of a seller's listings when they may not sell any more, and when they may again."""

from chassis.context import current
from contracts.catalog import SellerReinstated, SellerSuspended
from services.search.ports import Ports, Standing


def on_seller_suspended(event: SellerSuspended, ports: Ports) -> None:
    """All that they have is out of sight, and what they publish later."""
    _heed(event.seller_id, ports, ok=False)


def on_seller_reinstated(event: SellerReinstated, ports: Ports) -> None:
    """What they have live is in sight again."""
    _heed(event.seller_id, ports, ok=True)


def _heed(seller_id: str, ports: Ports, *, ok: bool) -> None:
    """The newest word counts, whichever was heard now: a repeat ends what a crash cut short."""
    standing = ports.sellers.note(seller_id, Standing(ok, current().sequence))
    product_ids = ports.titles.allow_all(seller_id, standing)
    ports.index.change_all(
        product_ids, lambda listing: listing.allow(standing.ok, standing.sequence)
    )

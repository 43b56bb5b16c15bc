"""What stays of an order whose buyer or maker asked to be forgotten."""

from services.orders.commands import CancelOrder, ForgetPerson
from tests.unit.orders.pretend import BUYER, World, wish


def forget(world: World, person_id: str = BUYER, id: str = "evt_erased") -> None:
    """As the door does it for each order of the person."""
    world.hear(ForgetPerson(order_id="ord_1", person_id=person_id), id=id)  # type: ignore[arg-type]


def forgotten(world: World) -> tuple[bool, str, str, str]:
    """Whether the buyer is still part of it, and what is left of the address."""
    order = world.order()
    to = order["deliver_to"]
    return BUYER in (order["buyer_id"], *order["readers"]), to["name"], to["phone"], to["pin"]


def test_a_maker_who_is_forgotten_leaves_the_buyer_theirs(world: World):
    world.do(wish())
    maker = world.order()["readers"][1]
    world.do(CancelOrder(order_id="ord_1", reason="buyer"))
    forget(world, maker)
    assert maker not in world.order()["readers"]
    assert forgotten(world)[0]
    assert world.order()["deliver_to"]["phone"] != ""

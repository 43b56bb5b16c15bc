"""Everything that the catalog service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.calls import HoldStock
from contracts.message import Message
from services.catalog.commands import (
    CountStock,
    DecideProduct,
    DecideSeller,
    DraftProduct,
    EditProduct,
    ExpireHolds,
    PauseProduct,
    PublishProduct,
    RegisterSeller,
    ReinstateSeller,
    ReleaseHold,
    RetireProduct,
    SellStock,
    SubmitProduct,
    SuspendSeller,
    TakeBackStock,
)
from services.catalog.handlers.describing import (
    decide_product,
    draft_product,
    edit_product,
    submit_product,
)
from services.catalog.handlers.holding import hold_stock
from services.catalog.handlers.letting_in import (
    decide_seller,
    register_seller,
    reinstate_seller,
    suspend_seller,
)
from services.catalog.handlers.offering import pause_product, publish_product, retire_product
from services.catalog.handlers.stocking import (
    count_stock,
    expire_holds,
    release_hold,
    sell_stock,
    take_back_stock,
)
from services.catalog.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    RegisterSeller: register_seller,
    DecideSeller: decide_seller,
    SuspendSeller: suspend_seller,
    ReinstateSeller: reinstate_seller,
    DraftProduct: draft_product,
    EditProduct: edit_product,
    SubmitProduct: submit_product,
    DecideProduct: decide_product,
    PublishProduct: publish_product,
    PauseProduct: pause_product,
    RetireProduct: retire_product,
    CountStock: count_stock,
    HoldStock: hold_stock,
    SellStock: sell_stock,
    ReleaseHold: release_hold,
    TakeBackStock: take_back_stock,
    ExpireHolds: expire_holds,
}

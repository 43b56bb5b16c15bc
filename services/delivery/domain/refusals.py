"""Why the delivery service may refuse."""

from chassis.errors import Conflict, Invalid, NotFound, TooMany
from chassis.refusals import PinNotValid as PinNotValid
from chassis.refusals import ReasonMissing as ReasonMissing
from contracts.values import Text


class PartnerNotFound(NotFound):
    """No such partner."""

    text = Text(hi="यह डिलीवरी पार्टनर नहीं मिला।", en="There is no such partner.")


class MachineTaken(Conflict):
    """One machine, one partner."""

    text = Text(
        hi="इस machine_id का पार्टनर पहले से है।", en="There is a partner with this machine_id already."
    )


class ShipmentNotFound(NotFound):
    """No such parcel, or not the caller's."""

    text = Text(hi="यह पार्सल नहीं मिला।", en="There is no such shipment.")


class TimeNotValid(Invalid):
    """A step from the future, or from before Haat."""

    text = Text(
        hi="समय सही नहीं है; भविष्य का समय न भेजें।", en="This time cannot be; do not send a future one."
    )


class ReasonNotKnown(Invalid):
    """Not one of the reasons that everybody uses."""

    text = Text(hi="यह कारण सूची में नहीं है।", en="This reason is not in the list.")


class CodeMissing(Invalid):
    """A delivery needs its proof."""

    text = Text(hi="खरीदार का कोड भेजें।", en="Send the buyer's code.")


class DeliveryCodeWrong(Invalid):
    """Not the buyer's code."""

    text = Text(hi="कोड सही नहीं है; खरीदार से फिर पूछें।", en="The code is wrong; ask the buyer again.")


class DeliveryCodeTriesUsedUp(TooMany):
    """Guessing ends here until staff issue a new code."""

    text = Text(
        hi="बहुत सारे गलत कोड; हाट के कार्यालय से बात करें।",
        en="Too many wrong codes; please call the Haat office.",
    )
    retry_after = 0  # waiting does not help


class NoCodeNow(Conflict):
    """There is nobody at the door who could need a code."""

    text = Text(
        hi="पार्सल डिलीवरी पर नहीं है; कोड की ज़रूरत नहीं।",
        en="The parcel is not out for delivery; no code is needed.",
    )

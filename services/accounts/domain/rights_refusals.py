"""Why a consent or an erasure may be refused."""

from chassis.errors import Conflict, Invalid, NotFound, TooMany
from contracts.values import Text


class NoticeNotFound(NotFound):
    """No such notice, or no such version of it."""

    text = Text(hi="यह सूचना नहीं मिली।", en="There is no such notice.")


class NoticeOutdated(Conflict):
    """Who says yes has to have seen what holds now."""

    text = Text(
        hi="सूचना बदल चुकी है; पहले नई सूचना दिखाएँ।",
        en="The notice has changed; show the new one first.",
    )


class ConsentNotAsked(Invalid):
    """This use rests on law, or is not in the notice: there is nothing to agree to."""

    text = Text(hi="इस काम के लिए सहमति नहीं माँगी जाती।", en="No consent is asked for this purpose.")


class ConsentNotFound(NotFound):
    """They never said yes to this."""

    text = Text(hi="ऐसी कोई सहमति नहीं मिली।", en="There is no such consent.")


class ConsentsChangedTooOften(TooMany):
    """Every yes and no is kept for ever: so many in a day are no person's."""

    text = Text(
        hi="आज बहुत बार बदला गया; कल कोशिश करें।", en="Changed too often today; try again tomorrow."
    )
    retry_after = 3600


class ErasureNotFound(NotFound):
    """Nobody asked for it."""

    text = Text(hi="मिटाने का कोई अनुरोध नहीं है।", en="Erasure has not been asked for.")


class OrdersUnderWay(Conflict):
    """What was bought or sold has to be delivered, and may be given back, first."""

    text = Text(
        hi="{orders} ऑर्डर अभी चल रहे हैं या लौटाए जा सकते हैं; उनके बाद जानकारी मिटाई जा सकती है।",
        en="{orders} orders are under way or can still be returned; erasure comes after them.",
    )


class StaffNotErased(Conflict):
    """Who holds an office gives it back first: their acts have to stay accountable."""

    text = Text(hi="पहले अपनी ज़िम्मेदारियाँ (roles) वापस करें।", en="Have your roles taken back first.")

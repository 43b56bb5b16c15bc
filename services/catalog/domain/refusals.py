"""Why the catalogue may refuse."""

from chassis.errors import Conflict, Forbidden, Invalid, NotFound
from chassis.refusals import OwnEntry as OwnEntry
from chassis.refusals import ReasonMissing as ReasonMissing
from contracts.values import Text


class SellerNotFound(NotFound):
    """No such seller, or not for the caller to see."""

    text = Text(hi="यह विक्रेता नहीं मिला।", en="There is no such seller.")


class ProductNotFound(NotFound):
    """No such product, or not on sale."""

    text = Text(hi="यह सामान नहीं मिला।", en="There is no such product.")


class DistrictNotKnown(Invalid):
    """Not a district of the Local Government Directory."""

    text = Text(hi="यह ज़िला कोड नहीं मिला।", en="There is no district with this code.")


class CategoryNotKnown(Invalid):
    """Not a category, or not one of this kind."""

    text = Text(hi="यह श्रेणी नहीं चलती।", en="This is not a category of the kind {kind}.")


class CraftNotKnown(Invalid):
    """Not a craft or trade of the list."""

    text = Text(hi="यह शिल्प सूची में नहीं है।", en="This craft is not in the list.")


class HindiMissing(Invalid):
    """The Hindi words are missing or not in Devanagari."""

    text = Text(hi="हिंदी में, देवनागरी लिपि में लिखें।", en="Write the Hindi words in Devanagari.")


class TaxRateNotKnown(Invalid):
    """Not a GST rate that goods or services have."""

    text = Text(hi="यह GST दर मान्य नहीं है।", en="There is no such GST rate.")


class RadiusOfGoods(Invalid):
    """Goods are sent; only who serves travels so far and no further."""

    text = Text(
        hi="दूरी केवल सेवा के लिए लिखें; सामान भेजा जाता है।",
        en="Only a service has a radius; goods are sent.",
    )


class DisclosureMissing(Invalid):
    """What the law asks to be shown is not there; `field` is the first, the text names all."""

    text = Text(hi="बिक्री से पहले यह भरें: {missing}", en="Missing before it may be sold: {missing}")


class SellerNotApproved(Conflict):
    """Nobody has let the seller sell yet, or no longer."""

    text = Text(hi="विक्रेता को अभी मंज़ूरी नहीं है।", en="The seller is not approved.")


class OwnBeneficiary(Forbidden):
    """Nobody says of themselves that they are beneficiary of a scheme."""

    text = Text(
        hi="योजना का लाभार्थी होना केवल अधिकारी दर्ज करते हैं।",
        en="Only staff record that a maker is beneficiary of a scheme.",
    )


class GstEnrolmentMissing(Conflict):
    """Without GSTIN or enrolment number nobody sells through a platform (Notif 34, 37/2023)."""

    text = Text(
        hi="बेचने के लिए GSTIN या GST नामांकन संख्या चाहिए।",
        en="To sell, the seller needs a GSTIN or a GST enrolment number.",
    )


class ProductNotEditable(Conflict):
    """Only what an officer has yet to see, or has sent back, can be changed."""

    text = Text(
        hi="“{now}” सामान बदला नहीं जा सकता।", en="The product is {now} and cannot be changed."
    )


class OutOfStock(Conflict):
    """Fewer pieces are free than wanted."""

    text = Text(hi="केवल {free} बचे हैं।", en="Only {free} left.")


class OrderTakenBack(Conflict):
    """The order was cancelled: what would be held for it now, nobody would give back."""

    text = Text(
        hi="यह ऑर्डर रद्द हो चुका है; इसके लिए सामान नहीं रखा जाएगा।",
        en="The order is cancelled; nothing is held for it any more.",
    )


class NotSoldByPiece(Invalid):
    """Services are booked, not bought."""

    text = Text(hi="यह सेवा है; इसे बुक करें।", en="This is a service; it is booked, not bought.")


class LineNotValid(Invalid):
    """Fewer than one piece, or a product twice."""

    text = Text(
        hi="हर सामान एक बार और कम से कम एक लिखें।", en="Name each product once, one piece or more."
    )

"""What Haat keeps of people, why, on which ground and until when: one table for all services.

People see it under `GET /v1/me/data`; docs/retention.md is made from it; tests compare it with the
indexes and tasks that carry it out.
"""

from typing import Final, Literal

from contracts.message import Message
from contracts.values import Text

Ground = Literal["consent", "service", "law", "security"]
"""Why it may be kept: a yes, what the person themselves asked for (Digital Personal Data Protection
Act 2023, section 7(a)), a law that demands it, or to keep others from harm."""
Way = Literal["ttl", "task", "erasure", "never"]
"""What ends it: an index of the database, a periodic task, the person's erasure, or nothing."""
HOUR: Final = 3600
DAY: Final = 24 * HOUR
YEAR: Final = 365 * DAY


class Kept(Message):
    """What one service keeps in these collections; `law` says that it outlives an erasure.

    `seconds` after which it ends, 0 where no time ends it.
    """

    service: str
    collections: tuple[str, ...]
    what: Text
    why: Text
    ground: Ground
    until: Text
    after_erasure: Text
    way: Way
    seconds: int = 0
    law: bool = False


_GONE: Final = Text(hi="मिट जाता है", en="is erased")
_ENDS: Final = Text(hi="अपने समय पर मिटता है", en="ends at its time")
_NOBODY: Final = Text(hi="किसी व्यक्ति का नहीं", en="is of no person")
_ACCOUNT: Final = Text(hi="जब तक खाता है", en="as long as the account is there")
_LAW: Final = Text(hi="क़ानून के अनुसार 8 साल", en="8 years, as tax law demands")
_GUESSING: Final = Text(hi="कोड का दुरुपयोग रोकने के लिए", en="To stop the misuse of codes")

KEPT: Final = (
    Kept(
        service="accounts",
        collections=("accounts",),
        what=Text(hi="फ़ोन, नाम, भाषा, ई-मेल, भूमिकाएँ", en="Phone, name, language, e-mail, roles"),
        why=Text(hi="लॉग इन और संपर्क", en="To log in and be reached"),
        ground="service",
        until=_ACCOUNT,
        after_erasure=Text(hi="केवल आईडी रहती है", en="only the id is left"),
        way="erasure",
    ),
    Kept(
        service="accounts",
        collections=("logins",),
        what=Text(hi="लॉग इन के कोड", en="Codes to log in"),
        why=Text(hi="लॉग इन", en="To log in"),
        ground="service",
        until=Text(hi="1 घंटा", en="1 hour"),
        after_erasure=_ENDS,
        way="ttl",
        seconds=HOUR,
    ),
    Kept(
        service="accounts",
        collections=("phone_limits",),
        what=Text(hi="कोड कितनी बार माँगा गया", en="How often codes were asked for"),
        why=_GUESSING,
        ground="security",
        until=Text(hi="25 घंटे", en="25 hours"),
        after_erasure=_ENDS,
        way="ttl",
        seconds=25 * HOUR,
    ),
    Kept(
        service="accounts",
        collections=("network_limits",),
        what=Text(hi="नेटवर्क के पते का हैश", en="A hash of the network's address"),
        why=_GUESSING,
        ground="security",
        until=Text(hi="2 घंटे", en="2 hours"),
        after_erasure=_ENDS,
        way="ttl",
        seconds=2 * HOUR,
    ),
    Kept(
        service="accounts",
        collections=("sessions",),
        what=Text(hi="लॉग इन, उपकरण, मोटा नेटवर्क पता", en="Sessions, devices, rough address"),
        why=Text(hi="आप देख सकें कि कहाँ लॉग इन हैं", en="So that you see where you are logged in"),
        ground="security",
        until=Text(hi="समाप्ति के 30 दिन बाद तक", en="30 days after its end"),
        after_erasure=_GONE,
        way="ttl",
        seconds=30 * DAY,
    ),
    Kept(
        service="accounts",
        collections=("pins",),
        what=Text(hi="PIN का हैश", en="A hash of the PIN"),
        why=Text(hi="संवेदनशील कामों के लिए", en="For sensitive acts"),
        ground="security",
        until=_ACCOUNT,
        after_erasure=_GONE,
        way="erasure",
    ),
    Kept(
        service="accounts",
        collections=("consents",),
        what=Text(hi="सहमतियाँ", en="Consents"),
        why=Text(hi="सहमति का प्रमाण", en="As proof of consent"),
        ground="law",
        until=Text(hi="वापस लेने के बाद भी", en="also after they are withdrawn"),
        after_erasure=Text(hi="बिना नाम और फ़ोन के रहती हैं", en="are kept without name and phone"),
        way="never",
        law=True,
    ),
    Kept(
        service="accounts",
        collections=("erasures",),
        what=Text(hi="मिटाने के अनुरोध", en="Requests for erasure"),
        why=Text(hi="अनुरोध पूरा करने का प्रमाण", en="As proof that they were met"),
        ground="law",
        until=Text(hi="हमेशा, केवल आईडी और समय", en="always, id and time alone"),
        after_erasure=Text(hi="बिना नाम और फ़ोन के रहते हैं", en="are kept without name and phone"),
        way="never",
        law=True,
    ),
    Kept(
        service="accounts",
        collections=("trail", "trail_checkpoints"),
        what=Text(hi="किसने किस पर क्या किया (ढका हुआ)", en="Who did what to which object, masked"),
        why=Text(hi="जवाबदेही", en="Accountability"),
        ground="law",
        until=Text(hi="कम से कम 8 साल", en="8 years at least"),
        after_erasure=Text(hi="केवल आईडी के साथ रहता है", en="is kept by id alone"),
        way="never",
        law=True,
    ),
    Kept(
        service="accounts",
        collections=("machines", "api_keys"),
        what=Text(hi="साझेदारों के प्रोग्राम और उनकी key", en="Partners' programs and their keys"),
        why=Text(hi="साझेदारों का लॉग इन", en="So that partners log in"),
        ground="service",
        until=Text(hi="key हटने के 1 साल बाद तक", en="1 year after a key's end"),
        after_erasure=_NOBODY,
        way="ttl",
        seconds=YEAR,
    ),
    Kept(
        service="catalog",
        collections=("sellers", "products"),
        what=Text(hi="बेचने वाले का नाम, गाँव, कहानी, सामान", en="Makers' names, villages, goods"),
        why=Text(hi="हाट पर बेचना", en="To sell at Haat"),
        ground="consent",
        until=Text(hi="जब तक बेचते हैं", en="as long as they sell"),
        after_erasure=Text(
            hi="बिके सामान के बिल में नाम क़ानूनन रहता है", en="the name stays on bills, as law demands"
        ),
        way="never",
        law=True,
    ),
    Kept(
        service="orders",
        collections=("orders",),
        what=Text(hi="ऑर्डर, राशि, पता", en="Orders, amounts, address"),
        why=Text(hi="सामान पहुँचाना और हिसाब", en="To deliver, and for the books"),
        ground="law",
        until=_LAW,
        after_erasure=Text(
            hi="नाम, फ़ोन, पता मिट जाते हैं; राशि, ज़िला और पिन रहते हैं",
            en="name, phone and address are erased; amounts, district and PIN are kept",
        ),
        way="never",
        law=True,
    ),
    Kept(
        service="payments",
        collections=("payments",),
        what=Text(hi="भुगतान और वापसी की राशि", en="Amounts paid and refunded"),
        why=Text(hi="हिसाब और कर", en="Books and tax"),
        ground="law",
        until=_LAW,
        after_erasure=Text(hi="केवल आईडी के साथ रहती है", en="are kept by id alone"),
        way="never",
        law=True,
    ),
    Kept(
        service="payments",
        collections=("payees", "payout_accounts"),
        what=Text(hi="बैंक खाता (कूट में)", en="Bank account, encrypted"),
        why=Text(hi="बेचने वाले को पैसा देना", en="To pay makers"),
        ground="law",
        until=_LAW,
        after_erasure=Text(hi="कूट में रहता है", en="is kept encrypted"),
        way="never",
        law=True,
    ),
    Kept(
        service="delivery",
        collections=("shipments",),
        what=Text(hi="पार्सल का पता और रास्ता", en="A parcel's address and road"),
        why=Text(hi="पार्सल पहुँचाना", en="To deliver"),
        ground="service",
        until=Text(hi="अंत के 90 दिन बाद तक पता", en="the address until 90 days after its end"),
        after_erasure=_ENDS,
        way="task",
        seconds=90 * DAY,
    ),
    Kept(
        service="notify",
        collections=("contacts",),
        what=Text(hi="फ़ोन, नाम, भाषा, ई-मेल", en="Phone, name, language, e-mail"),
        why=Text(hi="सूचना देना", en="To tell you what happens"),
        ground="service",
        until=_ACCOUNT,
        after_erasure=_GONE,
        way="erasure",
    ),
    Kept(
        service="notify",
        collections=("notices",),
        what=Text(hi="भेजे गए संदेश", en="Messages that were sent"),
        why=Text(hi="यह दिखाना कि क्या बताया गया", en="To show what you were told"),
        ground="service",
        until=Text(hi="1 साल", en="1 year"),
        after_erasure=_GONE,
        way="ttl",
        seconds=YEAR,
    ),
    Kept(
        service="search",
        collections=("searches",),
        what=Text(
            hi="खोजे गए शब्द और चुना गया सामान, बिना किसी पहचान के",
            en="Words searched for and goods chosen, without whose",
        ),
        why=Text(hi="खोज को बेहतर बनाने के लिए", en="To make search better"),
        ground="service",
        until=Text(hi="90 दिन", en="90 days"),
        after_erasure=_NOBODY,
        way="ttl",
        seconds=90 * DAY,
    ),
    Kept(
        service="search",
        collections=("titles",),
        what=Text(
            hi="बिकने वाला सामान और बनाने वाले का नाम", en="Goods on sale and their makers' names"
        ),
        why=Text(hi="ताकि लोग सामान खोज सकें", en="So that people find them"),
        ground="consent",
        until=Text(hi="जब तक बेचते हैं", en="as long as they sell"),
        after_erasure=Text(hi="बिक्री बंद होते ही खोज में नहीं दिखता", en="found no more once off sale"),
        way="never",
    ),
    Kept(
        service="search",
        collections=("meanings",),
        what=Text(hi="किस कर्मचारी ने कौन सा शब्द जोड़ा", en="Which of the staff added which word"),
        why=Text(hi="जवाबदेही", en="Accountability"),
        ground="service",
        until=Text(hi="जब तक शब्द है", en="as long as the word is there"),
        after_erasure=Text(hi="केवल आईडी रहती है", en="only the id is left"),
        way="never",
    ),
    Kept(
        service="every service",
        collections=("answers",),
        what=Text(hi="API के उत्तर", en="Answers of the API"),
        why=Text(hi="दोहराया अनुरोध दो बार न हो", en="So that a repeat does nothing twice"),
        ground="service",
        until=Text(hi="90 दिन", en="90 days"),
        after_erasure=_ENDS,
        way="ttl",
        seconds=90 * DAY,
    ),
)

IMPERSONAL: Final = {
    "accounts": ("ceilings",),
    "catalog": ("stocks",),
    "orders": ("coverages",),
    "delivery": ("partners", "cancellations"),
    "search": ("coverages", "sellers", "sales", "learned"),
}
"""Collections with nothing of a person's."""

"""Why a login, a person or a machine may be refused."""

from chassis.errors import Invalid, NotFound, TooMany, Unavailable
from chassis.refusals import PhoneNotValid as PhoneNotValid
from contracts.values import Text


class EmailNotValid(Invalid):
    """Not an e-mail address."""

    text = Text(hi="ई-मेल का पता सही नहीं है।", en="This is not an e-mail address.")


class CodeAskedTooSoon(TooMany):
    """The last code has only just gone out."""

    text = Text(
        hi="कोड अभी भेजा गया है; {seconds} सेकंड बाद फिर माँगें।",
        en="A code was sent just now; ask again in {seconds} seconds.",
    )


class TooManyCodes(TooMany):
    """So many codes were asked for this phone, and none was proved."""

    text = Text(
        hi="इस नंबर पर बहुत बार कोड माँगा गया; {minutes} मिनट बाद कोशिश करें।",
        en="Too many codes were asked for this number; try again in {minutes} minutes.",
    )


class TooManyCodesHere(TooMany):
    """So many codes were asked for from this network address, and not proved."""

    text = Text(
        hi="इस नेटवर्क से बहुत बार कोड माँगा गया; {seconds} सेकंड बाद कोशिश करें।",
        en="Too many codes were asked for from this network; try again in {seconds} seconds.",
    )


class TooManyWrongCodes(TooMany):
    """So many wrong codes came from this network address."""

    text = Text(
        hi="इस नेटवर्क से बहुत बार गलत कोड आया; {seconds} सेकंड बाद कोशिश करें।",
        en="Too many wrong codes came from this network; try again in {seconds} seconds.",
    )


class CodesRunOut(TooMany):
    """This minute's codes, for everybody, are used up."""

    text = Text(
        hi="इस समय बहुत लोग लॉग इन कर रहे हैं; {seconds} सेकंड बाद कोशिश करें।",
        en="Very many people are logging in just now; try again in {seconds} seconds.",
    )


class ChannelNotOffered(Invalid):
    """Codes do not go out in this way here."""

    text = Text(hi="कोड इस तरीके से नहीं भेजा जाता।", en="Codes are not sent in this way.")


class CodeNotSent(Unavailable):
    """The SMS or call did not leave; the login can be asked for again at once."""

    text = Text(hi="कोड नहीं भेजा जा सका; फिर कोशिश करें।", en="The code could not be sent; try again.")


class LoginNotFound(NotFound):
    """No such login, or one of long ago."""

    text = Text(
        hi="यह लॉग इन नहीं मिला; नया कोड माँगें।", en="There is no such login; ask for a new code."
    )


class WrongCode(Invalid):
    """Not the code that was sent."""

    text = Text(hi="कोड गलत है। {left} कोशिश बाकी।", en="The code is wrong. Tries left: {left}.")


class CodeExpired(Invalid):
    """The code was good for five minutes."""

    text = Text(
        hi="कोड का समय निकल गया; नया कोड माँगें।", en="The code has expired; ask for a new one."
    )


class CodeUsed(Invalid):
    """Each code opens once."""

    text = Text(
        hi="यह कोड इस्तेमाल हो चुका है; नया कोड माँगें।",
        en="The code was used already; ask for a new one.",
    )


class TriesUsedUp(Invalid):
    """Too many wrong codes for this login."""

    text = Text(
        hi="बहुत बार गलत कोड डाला गया; नया कोड माँगें।", en="Too many wrong codes; ask for a new one."
    )


class PersonNotFound(NotFound):
    """No such person."""

    text = Text(hi="यह व्यक्ति नहीं मिला।", en="There is no such person.")


class KindNotFit(Invalid):
    """Officers are there for something; nobody else has a kind."""

    text = Text(
        hi="अधिकारी का काम (kind) बताना ज़रूरी है; और किसी के लिए यह नहीं होता।",
        en="An officer's role needs a kind; no other role has one.",
    )

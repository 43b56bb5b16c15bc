"""Why a login, a person or a machine may be refused."""

from chassis.errors import Conflict, Invalid, NotFound, TooMany, Unauthenticated, Unavailable
from contracts.values import Text


class PhoneNotValid(Invalid):
    """Not an E.164 number."""

    text = Text(hi="फ़ोन नंबर +91 से शुरू करके लिखें।", en="Write the phone number with its country code.")


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
        hi="इस नंबर पर बहुत बार कोड माँगा गया; एक घंटे बाद कोशिश करें।",
        en="Too many codes were asked for this number; try again in an hour.",
    )


class CodeNotSent(Unavailable):
    """The SMS did not leave; the login can be asked for again at once."""

    text = Text(hi="SMS नहीं भेजा जा सका; फिर कोशिश करें।", en="The SMS could not be sent; try again.")


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


class SecretShownBefore(Conflict):
    """The machine exists, and its secret cannot be shown again."""

    text = Text(
        hi="यह मशीन पहले से दर्ज है; उसका गुप्त कोड दोबारा नहीं दिखाया जाता।",
        en="This machine is registered already; its secret is not shown again.",
    )


class MachineNotProved(Unauthenticated):
    """Unknown machine or wrong secret: not told which."""

    text = Text(hi="मशीन या उसका गुप्त कोड गलत है।", en="The machine or its secret is wrong.")

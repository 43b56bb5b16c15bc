"""Why a machine or its API key may be refused."""

from chassis.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from contracts.values import Text


class MachineNotFound(NotFound):
    """No such machine."""

    text = Text(hi="यह मशीन नहीं मिली।", en="There is no such machine.")


class KeyNotFound(NotFound):
    """This machine has no such key."""

    text = Text(hi="यह API key नहीं मिली।", en="There is no such API key.")


class TooManyKeys(Conflict):
    """A machine has so many keys that some must be forgotten ones."""

    text = Text(
        hi="इस मशीन की बहुत सी API key हैं; पहले पुरानी हटाएँ।",
        en="This machine has too many API keys; revoke old ones first.",
    )


class KeyEnded(Conflict):
    """It is revoked, expired, or has a successor already."""

    text = Text(
        hi="यह API key हटाई जा चुकी है, समाप्त है या बदली जा चुकी है।",
        en="This API key is revoked, has expired or was rotated before.",
    )


class ExpiryNotAhead(Invalid):
    """A key that would be of no use."""

    text = Text(hi="समाप्ति का समय आगे का होना चाहिए।", en="A key must end at a later time.")


class ScopeNotKnown(Invalid):
    """Not an action that such a machine may do at all."""

    text = Text(
        hi="ऐसी मशीन के लिए यह अनुमति नहीं होती।", en="This is no action that such a machine may do."
    )


class ScopeNotHeld(Forbidden):
    """A key that may do some things only makes no key that may do more."""

    text = Text(
        hi="आपकी key से अधिक अनुमति वाली key नहीं बनाई जा सकती।",
        en="A key cannot be given more than your own key may do.",
    )


class SecretShownBefore(Conflict):
    """The key exists, and its secret cannot be shown again."""

    text = Text(
        hi="यह API key पहले से है; उसका गुप्त भाग दोबारा नहीं दिखाया जाता।",
        en="This API key exists already; its secret is not shown again.",
    )


class ApiKeyNotProved(Unauthenticated):
    """Unknown, wrong, expired or revoked: not told which."""

    text = Text(hi="API key सही नहीं है।", en="The API key does not hold.")

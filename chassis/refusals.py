"""Refusals that several services tell: one class each, so that a code means one thing."""

from chassis.errors import Forbidden, Invalid
from contracts.values import Text


class PhoneNotValid(Invalid):
    """Not an E.164 number."""

    text = Text(hi="फ़ोन नंबर +91 से शुरू करके लिखें।", en="Write the phone number with its country code.")


class PinNotValid(Invalid):
    """Not a PIN code."""

    text = Text(hi="PIN कोड 6 अंकों का होता है।", en="A PIN code has 6 digits.")


class ReasonMissing(Invalid):
    """A no, a failed attempt or an act on others' things without its reason."""

    text = Text(hi="कारण लिखना ज़रूरी है।", en="A reason is needed.")


class OwnEntry(Forbidden):
    """Nobody decides on what is theirs, or what they entered."""

    text = Text(hi="अपनी ही प्रविष्टि पर निर्णय नहीं ले सकते।", en="You cannot decide on your own entry.")

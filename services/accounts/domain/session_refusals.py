"""Why a session, a PIN or a profile may be refused."""

from chassis.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from contracts.values import Text


class SessionEnded(Unauthenticated):
    """It ended, was ended, or never was: not told which."""

    text = Text(hi="आप लॉग आउट हो चुके हैं; फिर से लॉग इन करें।", en="You are logged out; log in again.")


class SessionNotFound(NotFound):
    """No such session of the caller's."""

    text = Text(hi="यह लॉग इन नहीं मिला।", en="There is no such session.")


class FreshLoginNeeded(Forbidden):
    """Only for who proved a code a short while ago."""

    text = Text(
        hi="इसके लिए कोड से अभी-अभी लॉग इन किया होना ज़रूरी है।",
        en="This needs a login by code of the last ten minutes.",
    )


class WeakPin(Invalid):
    """A PIN that would be among the first guesses."""

    text = Text(
        hi="यह PIN आसानी से पहचाना जा सकता है; कोई और 6 अंक चुनें।",
        en="This PIN is easily guessed; choose six other digits.",
    )


class WrongPin(Invalid):
    """Not the PIN."""

    text = Text(hi="PIN गलत है। {left} कोशिश बाकी।", en="The PIN is wrong. Tries left: {left}.")


class PinLocked(Forbidden):
    """Five wrong PINs in a row."""

    text = Text(
        hi="PIN बंद है; कोड से लॉग इन करके नया PIN बनाएँ।",
        en="The PIN is locked; log in by code and set a new one.",
    )


class PinNeeded(Forbidden):
    """The phone has several profiles, and this one is opened with its PIN."""

    text = Text(hi="यह प्रोफ़ाइल अपने PIN से खुलती है।", en="This profile is opened with its PIN.")


class ProfileNotFound(NotFound):
    """No such profile on this phone."""

    text = Text(hi="इस फ़ोन पर ऐसी कोई प्रोफ़ाइल नहीं है।", en="There is no such profile on this phone.")


class TooManyProfiles(Conflict):
    """The phone has as many as it may."""

    text = Text(
        hi="इस फ़ोन पर और प्रोफ़ाइल नहीं बन सकतीं।", en="There can be no more profiles on this phone."
    )


class RoleNotFound(NotFound):
    """The person was not given that role."""

    text = Text(hi="इस व्यक्ति के पास यह भूमिका नहीं है।", en="The person does not have this role.")


class OwnRoles(Forbidden):
    """Nobody gives roles to themselves, or takes their own."""

    text = Text(
        hi="अपनी भूमिकाएँ कोई दूसरा अधिकारी ही बदल सकता है।",
        en="Your own roles are for another admin to change.",
    )

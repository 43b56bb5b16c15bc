"""The words of what accounts sends: codes, and news of a PIN."""

from collections.abc import Mapping
from typing import Final

from contracts.values import Text

CODE_SMS: Final = Text(
    hi="{code} हाट में लॉग इन करने का कोड है। यह किसी को न बताएँ।",
    en="{code} is your code to log in to Haat. Do not share it with anyone.",
)
"""The code is the only number in it, so that phones and people find it."""
CODE_CALL: Final = Text(
    hi="हाट में लॉग इन करने का कोड है: {code}। फिर से: {code}। यह किसी को न बताएँ।",
    en="Your code to log in to Haat is: {code}. Once more: {code}. Do not share it with anyone.",
)
"""Read aloud, digit by digit, twice."""
PIN_SMS: Final[Mapping[str, Text]] = {
    "set": Text(
        hi="हाट: आपका PIN बदला गया। आपने नहीं किया? हेल्पलाइन को बताएँ।",
        en="Haat: your PIN was set. If it was not you, tell the helpline.",
    ),
    "locked": Text(
        hi="हाट: 5 गलत PIN डाले गए, PIN बंद है। कोड से लॉग इन करके नया बनाएँ।",
        en="Haat: 5 wrong PINs were entered and yours is locked. Log in by code and set a new one.",
    ),
    "cleared": Text(
        hi="हाट: आपका PIN हटाया गया। आपने नहीं माँगा? हेल्पलाइन को बताएँ।",
        en="Haat: your PIN was taken away. If you did not ask for that, tell the helpline.",
    ),
}

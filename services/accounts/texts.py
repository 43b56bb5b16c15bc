"""The words of the login SMS."""

from typing import Final

from contracts.values import Text

CODE_SMS: Final = Text(
    hi="{code} हाट में लॉग इन करने का कोड है। यह किसी को न बताएँ।",
    en="{code} is your code to log in to Haat. Do not share it with anyone.",
)
"""The code is the only number in it, so that phones and people find it."""

"""What people hear of the use of their own information."""

from typing import Final

from contracts.values import Text
from services.notify.domain.rendering import Template

RIGHTS: Final = {
    "consent_recorded": Template(
        needs={"uses": "words", "objection": "objection"},
        sms=Text(
            hi="हाट: अधिकारी ने आपकी सहमति लिखी: {uses}। "
            "आपत्ति हो तो ब्लॉक कार्यालय में {objection} बताएँ।",
            en="Haat: an officer noted your consent: {uses}. "
            "To object, tell the block office {objection}.",
        ),
    ),
    "erasure_asked": Template(
        needs={"due": "when"},
        sms=Text(
            hi="हाट: आपकी जानकारी {due} के बाद मिटा दी जाएगी। न चाहें तो पहले लॉग इन करके रोकें।",
            en="Haat: your information will be erased after {due}. To stop it, log in before then.",
        ),
    ),
    "erasure_taken_back": Template(
        needs={},
        sms=Text(
            hi="हाट: आपकी जानकारी नहीं मिटाई जाएगी।", en="Haat: your information will not be erased."
        ),
    ),
}

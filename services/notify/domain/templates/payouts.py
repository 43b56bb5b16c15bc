"""What sellers hear of the account to which their money goes: of each step, since it is money."""

from typing import Final

from contracts.values import Text
from services.notify.domain.rendering import Template

PAYOUTS: Final = {
    "payout_entered": Template(
        needs={"account": "account"},
        sms=Text(
            hi="हाट: भुगतान खाता {account} दर्ज हुआ, अभी जाँच में है। आपने नहीं किया तो इसे वापस लें या "
            "अधिकारी को बताएँ।",
            en="Haat: payout account {account} was entered and will be checked. If it was not you, "
            "withdraw it or tell an officer.",
        ),
    ),
    "payout_entered_for": Template(
        needs={"account": "account", "objection": "objection"},
        sms=Text(
            hi="हाट: अधिकारी ने आपके लिए भुगतान खाता {account} दर्ज किया। गलत हो तो आपत्ति संख्या "
            "{objection} बताएँ।",
            en="Haat: an officer entered payout account {account} for you. If that is wrong, "
            "object with the number {objection}.",
        ),
    ),
    "payout_approved": Template(
        needs={"account": "account", "when": "when"},
        sms=Text(
            hi="हाट: भुगतान खाता {account} मंज़ूर हुआ, {when} से चालू होगा। आपका नहीं है तो उससे पहले बताएँ।",
            en="Haat: payout account {account} is approved, in use from {when}. Not yours? Tell us "
            "before then.",
        ),
    ),
    "payout_refused": Template(
        needs={"account": "account", "reason": "said"},
        sms=Text(
            hi="हाट: भुगतान खाता {account} नहीं माना गया। कारण: {reason}",
            en="Haat: payout account {account} was not accepted. Reason: {reason}",
        ),
    ),
    "payout_withdrawn": Template(
        needs={"account": "account"},
        sms=Text(
            hi="हाट: भुगतान खाता {account} वापस ले लिया गया; उसमें पैसा नहीं जाएगा।",
            en="Haat: payout account {account} was withdrawn; no money will go there.",
        ),
    ),
    "payout_active": Template(
        needs={"account": "account"},
        sms=Text(
            hi="हाट: अब से आपका पैसा खाते {account} में आएगा।",
            en="Haat: from now on your money goes to the account {account}.",
        ),
    ),
}

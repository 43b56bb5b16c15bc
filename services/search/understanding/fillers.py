"""Words of a spoken sentence that only carry it: verbs, politeness, questions."""

from typing import Final

from services.search.language import is_stop, words
from services.search.understanding.sentence import Sentence

_HINDI: Final = (
    "चाहते चाहूंगा चाहूंगी चाहेंगे हम मैं तुम तुमको आपको इसे उसे वहां यहां इधर कब कौन कौनसा कौनसी कहीं किसी "
    "नमस्ते नमस्कार हेलो सुनो सुनिए सर मैडम दीदी अंकल राहा रहा रही रहे रहूं हुआ हुई होगा होगी होना सकता सकती "
    "सकते सके जाए जाएगा जाएगी जाये जल्दी तुरंत अभी आज थोड़ा थोड़ी बहुत सा सी मिल मिलना मिलेगे मिलेंगे कर करना "
    "करने करके करो कीजिए दीजिएगा दिला दिलवा दिलाओ दिखा खोज खोजना खोजो ढूंढ ढूंढना ढूंढ़ तलाश मंगा मंगवा ले लो "
    "बता चाह प्रकार तरह वगैरह कल परसों"
)
_HINGLISH: Final = (
    "chahte chahunga chahungi chahenge chaahiye chahye hum ham tum tumko aapko ise use wahan yahan "
    "idhar kab kaun kon kaunsa kaunsi konsa kahin kisi namaste namaskar hello hi suno suniye sir "
    "madam mam didi uncle raha rahi rahe rhe rha rhi hu hun hua hui hoga hogi hona sakta sakti "
    "sakte sake jaye jaaye jayega jayegi jae jaldi turant abhi aaj thoda thodi bahut bohot sa mil "
    "milna milege milenge kar karna karne karke karo kro kijiye dijiyega dila dilwa dilao khoj "
    "khojna khojo dhundh dhundhna dhund dhoondh talash manga mangwa le lo bta btao tarah vagairah "
    "lagbhag kal parso"
)
_ENGLISH: Final = (
    "want wanted wants would like can could do does have has there kindly sell selling sells "
    "available availability stock search searching where what which who how much when today now "
    "urgent urgently quick quickly someone somebody something anyone anything help us im am be "
    "provide require required tell send bring them these those also just very so about approx "
    "approximately"
)
FILLERS: Final = frozenset(words(" ".join((_HINDI, _HINGLISH, _ENGLISH))))


def drop_fillers(sentence: Sentence) -> None:
    """Drop them and the stop words of both languages."""
    sentence.drop(
        at for at in sentence.left() if sentence.words[at] in FILLERS or is_stop(sentence.words[at])
    )

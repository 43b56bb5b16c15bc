"""Near the one who asks: "mere paas", "near me", "आस पास"."""

from typing import Final

from services.search.understanding.phrases import Phrases
from services.search.understanding.sentence import Sentence

NEAR_ME: Final = Phrases(
    "near me; near by; nearby; near; near my home; near my house; nearest; closest; close by; "
    "close to me; around me; around here; in my area; my area; "
    "mere paas; mere paas me; mere paas ka; mere aas paas; mere aaspaas; mere nazdeek; mere karib; "
    "mere ghar ke paas; mere ghar ke nazdeek; hamare paas; hamare ghar ke paas; apne paas; "
    "ghar ke paas; ghar ke nazdeek; ghar ke karib; yahan ke paas; yahan paas me; "
    "aas paas; aaspaas; aas paas me; ass pass; paas me; paas; paas ka; paas ki; paas ke; "
    "nazdeek; nazdeek me; najdiki; sabse nazdeek; sabse paas; karib me; nikat; mere nikat; "
    "mere ilake me; mere gaon me; mere mohalle me; mere shahar me"
)
OF: Final = Phrases("ke")


def read_nearness(sentence: Sentence) -> None:
    """Take the phrases; `read_place` goes before, which takes "Madhupur ke paas".

    What is near a thing ("bed ke paas ki dari") is not near anybody.
    """
    for at in sentence.each(NEAR_ME):
        if not sentence.before(at.start, OF):
            sentence.take("near_me", True, at)

"""How people speak of prices."""

from typing import Final

from services.search.understanding.phrases import Phrases

RUPEES: Final = Phrases(
    "rs; re; inr; rupee; rupees; rupaye; rupay; rupye; rupya; rupaiya; rupiya; रु; रू; रुपये; रुपए; "
    "रुपया; रूपये; रूपए; रुपैया"
)
AT_MOST_BEFORE: Final = Phrases(
    "under; below; upto; up to; till; within; less than; lesser than; not more than; no more than; "
    "not above; at most; max; maximum; budget; budget of; my budget is; mera budget; cheaper than; "
    "only; sirf; zyada se zyada; adhik se adhik"
)
AT_MOST_AFTER: Final = Phrases(
    "se kam; se kum; se niche; se neeche; ke niche; se sasta; se saste; se andar; ke andar; "
    "ke ander; ke under; ke bhitar; ke beech; tak; tak ka; tak ki; tak ke; tak me; or less; "
    "and below; or below; and under; or under; max; maximum; se zyada nahi; se upar nahi; "
    "se adhik nahi; budget; ka budget; ke budget; ki range; range; me; ki keemat; wala; wali; "
    "wale; only; matra"
)
AT_LEAST_BEFORE: Final = Phrases(
    "above; over; more than; greater than; at least; atleast; minimum; min; starting; "
    "starting from; not less than; not below; kam se kam; costlier than"
)
AT_LEAST_AFTER: Final = Phrases(
    "se zyada; se jyada; se jada; se upar; se uper; se oopar; ke upar; se adhik; se mehnga; plus; "
    "or more; and above; or above; and more; kam se kam; se kam nahi"
)
EACH: Final = Phrases(
    "kilo; kg; per kg; per kilo; prati kilo; a kg; ka kilo; ke kilo; piece; per piece; each; "
    "prati piece; per dozen; darjan; per darjan; per; ek"
)
OF_PRICE: Final = Phrases("ka; ki; ke")
BETWEEN_BEFORE: Final = Phrases("between; from; range; price; rate; daam; keemat; budget")
BETWEEN: Final = Phrases("se; to; and; aur; till; se lekar; ya; or")
BETWEEN_AFTER: Final = Phrases(
    "tak; tak ka; tak ki; tak ke; ke beech; ke beech me; ke beech ka; ke beech ki; ke bich; "
    "ke bich me; ke andar; ke madhya; range; ki range; ki range me; wala; wali; wale; me"
)
CHEAP: Final = Phrases(
    "sasta; saste; sasti; sabse sasta; cheap; cheaper; cheapest; affordable; economical; kifayati; "
    "किफायती; inexpensive; low price; low cost; low rate; low budget; lowest price; less price; "
    "kam price; kam daam; kam keemat; kam paise; kam paisa; kam rate; kam budget; kam kharch; "
    "reasonable; reasonable price; budget; budget friendly; discount"
)
COSTLY: Final = Phrases(
    "mehnga; mehenga; mahnga; mehngi; mehnge; महंगा; महंगी; महंगे; costly; expensive; premium; "
    "luxury; high price; high end"
)

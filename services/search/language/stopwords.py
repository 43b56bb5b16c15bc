"""Words that say nothing about what is looked for, in Hindi, Hinglish and English."""

from services.search.language.words import words

NEAR_ME: frozenset[str] = frozenset(
    words(
        "near nearby nearest me paas pass nazdeek najdeek nazdik najdik aaspaas aspas"
        " पास नज़दीक नजदीक निकट आसपास करीब"
    )
)
"""Words of "near me": said of the place, never of the goods."""

_HINDI = (
    "का की के को से में पर है हैं हूं हो था थी थे और या तो भी ही ने एवं व यह वह ये वो इस उस"
    " मुझे मुझको मेरे मेरा मेरी हमें हमको हमारे आप आपके अपना अपनी अपने कोई कुछ जो कि चाहिए"
    " चाहिये चाहता चाहती चाहते वाला वाली वाले वालों लिए लिये दो दे दीजिए दीजिये दिखाओ दिखाइए"
    " दिखाएं बताओ बताइए बताएं भेजो ढूंढो मंगवाना मंगाना खरीदना खरीदने लेना लेनी लेने कहां"
    " कैसे कितने कितना कितनी क्या मिलेगा मिलेगी मिलता मिलती मिले दाम कीमत भाव रेट प्राइस"
    " ऑनलाइन ओनलाइन प्लीज कृपया जी भैया भाई अच्छा अच्छी अच्छे बढ़िया सबसे रहा रही रहे गया गई गयी करना"
)
_HINGLISH = (
    "ka ki ke ko se me mein mai main par pe hai hain hoon ho tha thi the aur ya to toh bhi"
    " hi ne yah ye yeh vo wo woh is us mujhe mujhko mera mere meri hume humko hamko hamare"
    " aap aapke apna apni apne koi kuch kuchh jo chahiye chahie chaiye chahiy chaheye chahta"
    " chahti wala wali wale waala waali waale vala vali vale liye lie do dedo de dijiye"
    " dikhao dikhaiye dikha dikhaye batao bataiye bata bhejo dhundo dhoondo mangwana mangana"
    " kharidna kharidne lena leni lene kahan kaha kaise kitne kitna kitni kya milega milegi"
    " milta milti mile dam daam kimat keemat bhav rate plz pls ji bhaiya bhai accha acha"
    " achha achhi acchi acche badhiya sabse raha rahi rahe rha rhi gaya gayi karna"
)
_ENGLISH = (
    "a an the of for in on at to with and or by from is are am i my we our you your it this"
    " that please buy price cost best online good want need looking get find show give some"
    " any shop rs inr rupees"
)

STOP: frozenset[str] = frozenset(words(" ".join((_HINDI, _HINGLISH, _ENGLISH)))) | NEAR_ME


def is_stop(word: str) -> bool:
    """Tell whether a clean word carries nothing to look for."""
    return word in STOP

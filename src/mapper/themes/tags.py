"""Language tags (BCP 47) as far as labels need them: a language of ISO 639, then what says more, as in zh-Hans."""

import re

UNITED_NATIONS = ("en", "fr", "es", "ru", "zh", "ar")
_TAG = re.compile(r"([a-z]{2,3})(-[A-Za-z]{4})?(-([A-Z]{2}|[0-9]{3}))?")
# The two-letter codes of ISO 639-1; codes of three letters are taken as they are.
_ISO = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy"
    " ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln"
    " lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si"
    " sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_TWO = frozenset(_ISO.split())


def known(tag: str) -> bool:
    """Say whether a tag names a language."""
    found = _TAG.fullmatch(tag)
    return found is not None and (len(found[1]) == 3 or found[1] in _TWO)

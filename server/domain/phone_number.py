"""The telephone number people sign in with: one spelling for the many ways it is typed."""

import re
import unicodedata

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}")
_FOREIGN = re.compile(r"\+[1-9]\d{6,14}")
_BETWEEN = re.compile(r"[\s\-‐–—()·.]+")
_CHINA = re.compile(r"(?:\+|00)?86(?=1[3-9]\d{9}$)")


def normalised(typed: str) -> str | None:
    """`+86 138-0013-8000` and `１３８ ００１３ ８０００` are both 13800138000; None if it is no number."""
    if len(typed) > 40:
        return None
    digits = _CHINA.sub("", _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)))
    for kind in (_MOBILE, _LANDLINE, _FOREIGN):
        if kind.fullmatch(digits):
            return digits
    return None

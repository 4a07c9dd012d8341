"""Ids say *which*, digests say *what it reads*; neither is made from the other."""

import hashlib
import re
import unicodedata


def normalise(text: str) -> str:
    """Fold what editors change without changing the meaning of a byte: NFC, white space, quotes, dashes."""
    if text.isalnum() and text.isascii():  # ids, of which there are many
        return text
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY).split())


_TYPOGRAPHY = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2013\u2014\u00a0", "''\"\"---- ", "\u00ad\u200b")


def digest(*parts: str) -> str:
    """Hash texts after normalising, each framed by its length so that ("ab", "c") and ("a", "bc") differ."""
    total = hashlib.sha256()
    for part in parts:
        raw = normalise(part).encode(errors="surrogatepass")
        total.update(f"{len(raw)}:".encode() + raw)
    return total.hexdigest()[:32]


def pair_id(type_: str, one: str, other: str) -> str:
    """Derive the id of a pair from its sorted work ids and mapping type: the same in every run."""
    left, right = sorted((one, other))
    framed = "".join(f"{len(p.encode())}:{p}" for p in (type_, left, right))
    return hashlib.sha256(framed.encode()).hexdigest()[:16]


def pair_code(pair: str) -> str:
    """Mark a pair id as one: bare, some of them read as numbers (4e14608101730286) and would come out of a spreadsheet as others."""
    return f"{_PAIR}{pair}"


def pair_id_of(code: str) -> str:
    """Give the bare pair id back; a bare one stays as it is."""
    return code.strip().removeprefix(_PAIR)


_PAIR = "pair:"
_SIGNS = re.compile(r"[\u2e80-\u9fff]")  # of scripts without blanks


def word_count(text: str) -> int:
    """Count the words of a text; of scripts without blanks two signs are taken for a word."""
    return len(_SIGNS.sub(" ", text).split()) + (len(_SIGNS.findall(text)) + 1) // 2

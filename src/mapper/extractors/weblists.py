"""Lists of web pages: which mark a browser sets before an item, as the texts of conferences write it."""

from dataclasses import dataclass
from typing import Any

from mapper.extractors import labels
from mapper.extractors.symbols import bullet
from mapper.extractors.wordnumbers import spell

DASH = "–"
_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NAMES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "none": "none",
}
_SIGNS = ("disc", "circle", "square", "dash", "bullet")
_MOST = 100_000


@dataclass
class Items:
    """Count the items of one list; `form` is empty where they have a sign and no number."""

    form: str
    count: int = 1
    step: int = 1

    def label(self, item: Any, listed: str) -> str:
        """Give the mark of an item: a letter or a Roman number with its bracket, a number alone, a dash for every sign."""
        said = item.get("value", "").strip()
        self.count = int(said) if said.lstrip("-").isdecimal() and len(said) < 7 else self.count
        form = _TYPES.get(item.get("type", "").strip()) or _form(listed, self.form)
        counted, self.count = self.count, self.count + self.step
        if form in ("", "none"):
            return "" if form else DASH
        written = spell(counted, form) if 0 < counted < _MOST else str(counted)
        return f"{written})" if form.endswith(("Letter", "Roman")) else written


def items(list_: Any, listed: str) -> Items:
    """Begin to count a list."""
    if list_ is None or list_.tag != "ol":
        return Items(_form(listed, ""))
    form = _form(listed, _TYPES.get(list_.get("type", "").strip(), "decimal"))
    backward = list_.get("reversed") is not None
    said = list_.get("start", "").strip()
    first = int(said) if said.lstrip("-").isdecimal() and len(said) < 7 else sum(child.tag == "li" for child in list_) if backward else 1
    return Items(form, first, -1 if backward else 1)


def _form(listed: str, usual: str) -> str:
    """Say how a list counts by the name that a style has for it; as usual where it has none."""
    if listed in _SIGNS or (listed[:1] in "\"'" and listed):
        return ""
    return _NAMES.get(listed, usual)


def written(text: str) -> str:
    """Give the mark that a word processor wrote before a paragraph of a list when it saved the page."""
    mark = " ".join(text.split())
    return bullet(mark) if len(mark) == 1 and not (mark.isdigit() or labels.is_label(f"{mark})")) else mark

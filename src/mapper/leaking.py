"""Leaking: whether a ranking lives from identifiers and citations, told by taking them out of the texts."""

from mapper.ablation import FIGURES, difference
from mapper.evaluate import Judged, Setting, look
from mapper.findings import Section
from mapper.masking import mask
from mapper.metrics import Measured
from mapper.proposals import corpora, fused

HEAD = "without identifiers and citations (a ranking that lives from them falls)"


def leak(setting: Setting) -> Section:
    """Rank the same texts without identifiers and citations, and lay both rankings side by side."""
    gold = mask(setting.gold)
    left, right = corpora(gold.left, gold.right, setting.tools, setting.notify)
    masked = look(gold, left, right, fused(left, right, ~gold.same, setting.tools), setting.tools)
    rows = (("as written", _figures(setting.judged)), ("masked", _figures(masked)), ("difference", difference(masked, setting.judged)))
    return Section("masked", HEAD, rows, plain=("as written", "masked"))


def _figures(judged: Judged) -> tuple[tuple[str, Measured], ...]:
    found = judged.figures()
    return tuple((name, found[name]) for name in FIGURES)

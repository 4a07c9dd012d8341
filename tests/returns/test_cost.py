"""What a file of many rows costs: the log is read once, however many rows are held against it."""

from dataclasses import replace

from mapper.returns import desk, judging
from mapper.returns.answers import Wish
from mapper.returns.outcomes import Fate
from mapper.returns.reading import read
from tests.returns.sheets import LATER, workbook


def evident(workspace):
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


class Counted(tuple):
    """Count how often a log is walked, or cut, as a whole."""

    walks = 0

    def __iter__(self):
        type(self).walks += 1
        return super().__iter__()

    def __getitem__(self, at):
        type(self).walks += isinstance(at, slice)
        return super().__getitem__(at)


def test_the_log_is_walked_as_often_for_many_rows_as_for_one(small, tmp_path):
    pairs = evident(small)
    for mapped in pairs:
        small.decide(mapped, relation="mutual-interest")
    path = workbook(small, tmp_path, *((m.pair, {"decision": "reject", "reviewer": "anna"}) for m in pairs))
    found = read(path, small.settings.limits)
    with small.open() as store:
        laid = desk.lay(small.settings, store, store.decisions(), found.answers)
    told = {}
    rows = [one for one in found.answers if one.touched]
    for many in (1, len(rows)):
        standing = replace(laid.standing, decisions=Counted(laid.standing.decisions))
        counted = replace(laid, standing=standing, log=Counted(laid.log))
        Counted.walks = 0
        outcomes = judging.judge_all(counted, rows[:many], Wish(), at=LATER)
        told[many] = (Counted.walks, {one.fate for one in outcomes})
    assert len(rows) > 3
    assert told[1] == told[len(rows)]
    assert told[1][1] == {Fate.ACCEPTED}

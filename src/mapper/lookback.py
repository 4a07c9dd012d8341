"""Looking back: what stands at the end of the decision log, read from there and no further than need be, so that its length does not count."""

from collections.abc import Iterator, Sequence

from mapper.types import Decision, Verdict

JUDGED = (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE, Verdict.CONFIRM)


def effective_back(newest: Iterator[Decision], reviewer: str) -> Iterator[Decision]:
    """Give one person's verdicts that were not taken back, newest first, from a log given newest first."""
    undone: set[str] = set()
    for event in newest:
        if event.reviewer == reviewer and event.verdict is Verdict.UNDO:
            undone.add(event.undoes)
        elif event.reviewer == reviewer and event.verdict in JUDGED and event.event not in undone:
            yield event


def last_said(newest: Iterator[Decision], reviewer: str) -> tuple[Decision, ...]:
    """Give the last of a person's verdicts that was not taken back, with all of the same act, which stands together in the log; oldest first."""
    act: list[Decision] = []
    for event in effective_back(_until_whole(newest, act), reviewer):
        act.append(event)
    return tuple(reversed(act))


def _until_whole(newest: Iterator[Decision], act: Sequence[Decision]) -> Iterator[Decision]:
    """Give events until the act that is being gathered is whole."""
    for event in newest:
        if act and (not event.batch or event.batch != act[0].batch):
            return
        yield event


def gone(newest: Iterator[Decision], said: Sequence[Decision]) -> list[Decision]:
    """Name those of some verdicts that stand no more, or never did: who takes one back does so behind it."""
    sought, undone = {one.event for one in said}, set()
    while sought and (event := next(newest, None)):
        sought.discard(event.event)
        if event.verdict is Verdict.UNDO:
            undone.add((event.undoes, event.reviewer))
    return [one for one in said if one.event in sought or one.verdict not in JUDGED or (one.event, one.reviewer) in undone]

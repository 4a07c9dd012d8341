"""Batch: accept what nobody has decided on above a likelihood that the person names, once they have seen what that is; one act, one undo."""

from collections.abc import Sequence
from math import sqrt

from mapper.decisions import DECIDED
from mapper.errors import count
from mapper.mapping import Mapped, likelihood
from mapper.review import acting
from mapper.review.reviewer import Reviewer
from mapper.review.screen import Panel
from mapper.types import BANDS, State

FEW = 10  # decided pairs, below which no share is told
_SHOWN = 6  # of the least likely pairs
_SURE = 1.96  # standard deviations that hold 95 in 100


def ask(reviewer: Reviewer) -> None:
    """Ask above which likelihood; nobody accepts by a score that they do not want to see."""
    if told := acting.barred(reviewer):
        reviewer.message = told
    elif reviewer.blind:
        reviewer.message = "blind: a batch goes by the scores, and they are hidden"
    else:
        reviewer.ask(
            f"accept all undecided above which likelihood (0.9), or of which band ({', '.join(BANDS)}); empty: none: ",
            lambda line: _take(reviewer, line),
        )


def _take(reviewer: Reviewer, line: str) -> None:
    if not line:
        reviewer.message = "nothing was accepted"
    elif _least(line) is None and line.casefold() not in BANDS:
        reviewer.message = f"{line!r} is neither a likelihood between 0 and 1 nor a band; nothing was accepted"
    else:
        _preview(reviewer, line.casefold())


def _least(line: str) -> float | None:
    """Read a likelihood; None where it is none."""
    try:
        number = float(line.replace(",", "."))
    except ValueError:
        return None
    return number if 0 < number < 1 else None


def above(mapped: Mapped, line: str) -> bool:
    """Say whether a pair is as likely as a number, or of a band; a pair without a number is above none."""
    least, proposal = _least(line), mapped.proposal
    if proposal is None:
        return False
    return proposal.band == line if least is None else proposal.probability is not None and proposal.probability >= least


def chosen(reviewer: Reviewer, line: str) -> list[Mapped]:
    """Give the undecided pairs of the queue that lie above, the least likely first; one without a proposed relation is none of them."""
    found = [one for one in acting.untouched(reviewer) if above(one, line) and one.proposal and one.proposal.relation]
    return sorted(found, key=lambda one: (likelihood(one), one.pair))


def _preview(reviewer: Reviewer, line: str) -> None:
    """Show what would be accepted, and how well that went so far; only the whole answer accepts."""
    reviewer.take_in()
    found = chosen(reviewer, line)
    if not found:
        reviewer.message = f"no undecided pair of the queue is {_named(line)}; nothing was accepted"
        return
    wanted = f"accept {len(found)}"

    def take(answer: str) -> None:
        reviewer.panel, reviewer.page = Panel.EVIDENCE, 0
        if answer.casefold().split() != wanted.split():
            reviewer.message = f"nothing was accepted: {wanted!r} was not typed"
        else:
            acting.record(reviewer, [(one, acting.accepting(reviewer, one)) for one in found])

    reviewer.panel, reviewer.page = Panel.FACTS, 0
    reviewer.facts = tuple(preview(reviewer, found, line))
    reviewer.ask(f"type {wanted} to accept them in one act, anything else goes back: ", take)


def preview(reviewer: Reviewer, found: Sequence[Mapped], line: str) -> list[str]:
    """Tell what a batch would accept: how many, the least likely, and how sure that is."""
    filters = f", only {reviewer.filters}" if str(reviewer.filters) else ""
    told = [f"ACCEPT {count(len(found), 'pair')} that nobody has decided on, {_named(line)}{filters}, each with its proposed relation"]
    told += [_lowest(found), estimate(list(reviewer.pairs.now(reviewer.room.mapped)), {one.type for one in found}, line), "", "the least likely:"]
    told += [f"  {_likely(one)}  {one.left} with {one.right}: {one.proposal.relation if one.proposal else ''}" for one in found[:_SHOWN]]
    more = len(found) - _SHOWN
    return [*told, *([f"  and {more} more, up to {_likely(found[-1])}"] if more > 0 else [])]


def _named(line: str) -> str:
    least = _least(line)
    return f"of likelihood {line}" if least is None else f"at a likelihood of {least:g} or more"


def _lowest(found: Sequence[Mapped]) -> str:
    numbers = [one.proposal.probability for one in found if one.proposal and one.proposal.probability is not None]
    without = len(found) - len(numbers)
    told = [f"lowest likelihood {min(numbers):.2f}"] if numbers else []
    return "; ".join([*told, *([f"{without} of them have a word and no number"] if without else [])])


def _likely(one: Mapped) -> str:
    proposal = one.proposal
    return "" if proposal is None else proposal.band if proposal.probability is None else f"{proposal.probability:.2f}"


def estimate(pairs: Sequence[Mapped], types: set[str], line: str) -> str:
    """Say what share of such pairs people accepted one by one, with its interval of 95 %; what was decided in an act of many says nothing of it."""
    alone = [one for one in pairs if one.type in types and above(one, line) and one.state is not State.STALE and _read_alone(one)]
    accepted = sum(one.state is State.ACCEPTED for one in alone)
    if len(alone) < FEW:
        return f"no estimate: too few decided ({len(alone)} such pairs were decided one by one, {FEW} say something)"
    low, high = interval(accepted, len(alone))
    told = f"people decided {len(alone)} such pairs one by one and accepted {accepted}"
    return f"{told}: precision {100 * accepted / len(alone):.0f} % (95 % interval {100 * low:.0f} to {100 * high:.0f} %)"


def _read_alone(mapped: Mapped) -> bool:
    """Say whether somebody decided on a pair for itself; what came back in a file was filled in row by row."""
    return any(said.verdict in DECIDED and not (said.batch and said.origin == "human") for said in mapped.decisions)


def interval(hits: int, of: int) -> tuple[float, float]:
    """Give the score interval of a share at 95 % (Wilson, Journal of the American Statistical Association 22, 1927)."""
    share, square = hits / of, _SURE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = _SURE / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)

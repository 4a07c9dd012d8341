"""Commands about single verdicts and the log of them: decide, undo, agreement, decisions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.cli.shared import HERE, AsJson, Folder, Reviewer, Type, choose, clean, note, now, print_json, spelled, workspace
from mapper.errors import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapper.store import Store
    from mapper.types import Decision

_RELATION = "The relation; if left out the one you gave before, else the proposed one, else the one that others settled on."
_DIRECTION = "Which side a one-way relation starts from: left-to-right or right-to-left; by the same rule if left out."
_ACT = "Take back all that was recorded in one act, as `import` names it (b-…), whoever said it; --as says who takes it back."
_PAIR = "A pair's id, or its start of six characters or more; or two documents, also where no proposal joins them. Then accept, reject or unsure."


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (decide, undo, agreement, decisions):
        app.command()(command)


def decide(
    words: Annotated[list[str], typer.Argument(metavar="PAIR|DOC DOC VERDICT", help=_PAIR, show_default=False)],
    relation: Annotated[str, typer.Option(help=_RELATION, show_default=False)] = "",
    reason: Annotated[str, typer.Option(help="Why not: the code of a reason.", show_default=False)] = "",
    comment: Annotated[str, typer.Option(help="A comment.", show_default=False)] = "",
    direction: Annotated[str, typer.Option(help=_DIRECTION, show_default=False)] = "",
    type_: Type = "",
    reviewer: Reviewer = "",
    folder: Folder = HERE,
) -> None:
    """Record one verdict without a screen. It goes to the same log, with the same checks."""
    from mapper.review import deciding, people

    *pair, verdict = words
    said = deciding.word(verdict, relation, reason, comment, direction)
    with workspace(folder) as (settings, store):
        person = people.known(settings, reviewer, store.reviewers())
        made, known = deciding.decide(settings, store, deciding.Typed(tuple(pair), type_), said, reviewer=person.name, at=now())
    typer.echo(clean(f"{made.pair}  {_told(made)}  {made.left} with {made.right}  by {made.reviewer}"))
    for sentence in (*person.notes, *known):
        note(clean(sentence))


def undo(
    reviewer: Reviewer = "",
    batch: Annotated[
        str, typer.Option(help="Take back all that was recorded in this one act, as `import` names it; whoever said it.", show_default=False)
    ] = "",
    folder: Folder = HERE,
) -> None:
    """Take back what you said last, verdict or adjudication. Of whatever day; run it again to go further back.

    What was given in one act (a family of pairs, a file that was imported) goes as one: of others' words only with --batch.
    """
    if batch:
        _undo_batch(batch, reviewer, folder)
        return
    from mapper import decisions
    from mapper.review import people

    with workspace(folder) as (settings, store):
        undone = decisions.undo(store, reviewer=(person := people.known(settings, reviewer, store.reviewers())).name, at=now())
    _tell_undone(undone)
    for sentence in person.notes:
        note(clean(sentence))


def _undo_batch(batch: str, reviewer: str, folder: Path) -> None:
    """Take back an act, whoever spoke in it."""
    from mapper import acts, pipeline

    with workspace(folder) as (settings, store):
        carried = pipeline.settled(settings, store).library.successions.carried
        undone = acts.undo(store, batch, at=now(), by=reviewer, carried=carried)
    _tell_undone(undone.events, named=True)
    people = len({one.reviewer for one in undone.events})
    earlier = f"; {count(undone.earlier, 'other')} had been before" if undone.earlier else ""
    note(f"taken back: {count(len(undone.events), 'verdict')} of {count(people, 'reviewer')}, given in {undone.batch}{earlier}")


def _tell_undone(undone: "Sequence[Decision]", *, named: bool = False) -> None:
    from mapper import claims

    for one in undone:
        kind = "adjudication" if one.adjudicates else "verdict"
        whose = f" by {one.reviewer}" if named else ""
        said = claims.words(one) or f"the {kind} {_told(one)} of {one.at}{whose}: {one.pair}  {one.left} with {one.right}"
        typer.echo(clean(f"taken back: {said}"))


def _told(decision: "Decision") -> str:
    from mapper.decisions import reads

    return ", ".join(word for word in (decision.verdict.value, reads(decision), decision.reason) if word)


def agreement(as_json: AsJson = False, folder: Folder = HERE) -> None:
    """Say how often every two reviewers agree. With Cohen's kappa and Gwet's AC1, which take off what chance would give, and 95 % intervals."""
    from mapper import agreement as room

    with workspace(folder) as (_, store):
        found = room.compare(store.decisions())
    for one in found:
        if as_json:
            print_json(one.as_json())
        else:
            typer.echo("\n".join(map(clean, one.lines())))
    if not found:
        note("no two reviewers decided the same pair yet")


def decisions(
    reviewer: Annotated[str, typer.Option("--as", help="Only events of this reviewer.", show_default=False)] = "",
    type_: Type = "",
    verdict: Annotated[str, typer.Option(help="Only this: accept, reject, unsure, skip, confirm or undo.", show_default=False)] = "",
    pair: Annotated[str, typer.Option(help="Only this pair: its id, or its start of six characters or more.", show_default=False)] = "",
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """List the decision log, oldest event first."""
    from mapper.decisions import without_controls
    from mapper.reports.jsonl import decision_json
    from mapper.types import Verdict

    choose("verdict", verdict, Verdict)
    with workspace(folder) as (settings, store):
        log = without_controls(store.decisions())
        reviewer = spelled("reviewer", reviewer, [*settings.reviewers, *(one.reviewer for one in log)]) if log else reviewer
        type_ = spelled("mapping", type_, [*(kind.name for kind in settings.types), *(one.type for one in log)])
        pair = pair and _meant(store, log, pair)
    wanted = {"reviewer": reviewer, "type": type_, "verdict": verdict, "pair": pair}
    found = [one for one in log if all(not value or getattr(one, key) == value for key, value in wanted.items())]
    for one in found:
        if as_json:
            print_json(decision_json(one))
        else:
            taken_back = f" of {one.undoes[:8]}" if one.undoes else " (adjudication)" if one.adjudicates else ""
            comment = f'  "{one.comment}"' if one.comment else ""
            typer.echo(
                clean(f"{one.event[:8]}  {one.at}  {one.reviewer:<12} {_told(one)}{taken_back}  {one.pair}  {one.left} with {one.right}{comment}")
            )
    note(f"{len(found)} of {len(log)} events")


def _meant(store: "Store", log: "Sequence[Decision]", typed: str) -> str:
    """Find the id of a pair that is proposed now or was ever decided on."""
    from mapper import finding

    sides = {(one.pair, one.left, one.right) for one in store.proposals()} | {(one.pair, one.left, one.right) for one in log}
    return finding.one_id({pair: f"{left} with {right}" for pair, left, right in sides}, typed)

"""What `runs` says: every run with what it was made from, and one of them part by part."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mapper import ingredients, runs
from mapper.errors import count, few
from mapper.ingredients import Ingredients
from mapper.store import RunRecord, Store

_SHOWN = 12  # letters of a digest
_FILES = 40  # files that are named on the page of one run


@dataclass(frozen=True)
class Row:
    """Hold one run as a line; `kept` counts the proposals that the store still keeps of it."""

    record: RunRecord
    kept: int

    def line(self) -> str:
        """Tell the run in one line."""
        record = self.record
        made, seen = ingredients.of(record), runs.log_seen(record)
        files = count(len(now(made)), "file") if made else "files not noted"
        mappings = ", ".join(runs.made(record)) or "no mapping"
        proposed = count(len(runs.pairs(record)), "proposal") + (" (kept)" if self.kept else "")
        flags = "  DEGRADED" if runs.degraded(record) else ""
        decided = f"{seen.events} events of the log seen"
        return f"{record.id}  {record.at}  {record.state:<4}  {proposed}, {files}, {decided}: {mappings}{flags}"

    def as_json(self) -> dict[str, Any]:
        """Tell the run as an object: its manifest, with its state and how many of its proposals are kept."""
        return {**runs.manifest_of(self.record), "run": self.record.id, "at": self.record.at, "state": self.record.state, "kept": self.kept}


def listed(store: Store) -> list[Row]:
    """Give the runs, oldest first."""
    return [row(store, record) for record in store.runs()]


def row(store: Store, record: RunRecord) -> Row:
    """Give one run."""
    return Row(record, len(store.pairs(record.id)))


def page(one: Row) -> list[str]:
    """Tell one run in full: its settings, models and versions with their digests, its files, how far the log had come."""
    record, made = one.record, ingredients.of(one.record)
    seen, told = runs.log_seen(record), runs.manifest_of(record)
    kept = f"{one.kept} of the proposals are kept in the store" if one.kept else "its proposals are no longer kept in the store"
    head = f"{seen.events} events, the last {seen.event[:_SHOWN]}" if seen.events else "empty"
    lines = [
        f"{record.id} of {record.at}, {record.state}",
        f"  proposed   {count(len(runs.pairs(record)), 'pair')}; {kept}",
        f"  from       {count(told.get('documents', 0), 'document')} by the model {told.get('model', 'not noted')}",
        f"  log        {head}",
        *(f"  degraded   {sentence}" for sentence in runs.degraded(record)),
        *(f"  mapping    {name}{_signed(record, name)}" for name in runs.made(record)),
        *(f"  learned    {sentence}" for sentence in runs.taught(record)),
        *(f"  odd        {sentence}" for sentence in told.get("odd", ())),
    ]
    if made is None:
        return [*lines, "  made by a mapper that kept no list of files, models and versions"]
    return [*lines, *_parts(made)]


def _signed(record: RunRecord, name: str) -> str:
    made = runs.signatures(record)
    if made is None:
        return ""
    other = "" if runs.made(record).get(name) == runs.basis(record) else ", taken over from an earlier run"
    return f"  proposals {made[name][:_SHOWN]}{other}" if name in made else f"  no proposals{other}"


def _parts(made: Ingredients) -> Iterator[str]:
    yield from (f"  model      {name}  {weights or 'has no weights'}" for name, weights in made.models)
    yield from (f"  setting    {sha256[:_SHOWN]}  {name}" for name, sha256 in made.settings)
    yield "  versions   " + ", ".join(f"{name} {version[:_SHOWN]}" for name, version in made.versions)
    yield f"  seed       {made.seed}"
    files = now(made)
    earlier = len(made.sources) - len(files)
    yield f"  files      {len(files)}" + (f", and {count(earlier, 'earlier content')} of them" if earlier else "")
    yield from (f"    {one.sha256[:_SHOWN]}  {one.size:>10}  {one.name}" for one in files[:_FILES])
    if len(files) > _FILES:
        yield f"    and {len(files) - _FILES} more ({few(one.name for one in files[_FILES:])}); --json gives all"


def now(made: Ingredients) -> list[ingredients.Input]:
    """Give the content that each file had when the run was made, by name."""
    return [last for _, last in sorted({one.name: one for one in made.sources}.items())]

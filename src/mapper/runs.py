"""Runs: what one was made from, so that the same inputs are known as the same run."""

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from mapper import __version__, ingredients
from mapper.errors import MapperError
from mapper.identity import digest
from mapper.ingredients import Ingredients
from mapper.lessons import Lesson
from mapper.library import Known, Library
from mapper.settings import Settings
from mapper.shipped import shipped
from mapper.store import Head, RunRecord, Store, codec
from mapper.types import Proposal


@dataclass(frozen=True)
class Manifest:
    """Say what a run is made from; its id is derived from that, never from the clock."""

    version: str
    model: str
    mappings: str
    inputs: str
    documents: int
    calibration: str
    degraded: tuple[str, ...]
    editions: tuple[tuple[str, str, str, str, int | None], ...]
    made: tuple[tuple[str, str], ...] = ()
    learned: tuple[tuple[str, int], ...] = ()
    odd: tuple[str, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    ingredients: Ingredients | None = None

    @property
    def basis(self) -> str:
        """Say what proposals are made from: the same inputs, settings and model give the same basis."""
        return _basis(vars(self))

    @property
    def run(self) -> str:
        """Name the run by the basis on which each mapping was last made, so that a run of one mapping does not pass for a run of all."""
        return "run-" + digest(self.basis, *(f"{name}|{basis}" for name, basis in self.made))[:12]

    def after(self, before: RunRecord | None, names: Iterable[str]) -> "Manifest":
        """Note that these mappings are made now, and the others as they were before."""
        known = made(before) if before else {}
        return replace(self, made=tuple(sorted((known | dict.fromkeys(names, self.basis)).items())))

    def taught(self, before: RunRecord | None, now: Container[str], learned: Mapping[str, int], lessons: Iterable[Lesson] = ()) -> "Manifest":
        """Note on how many decisions the likelihoods and the weights of each mapping stand; the mappings that are not made now keep theirs."""
        kept = {name: count for name, count in learned_from(before).items() if name not in now} if before else {}
        told = [*lessons, *(lesson for lesson in lessons_of(before) if lesson.type not in now)] if before else lessons
        return replace(self, learned=tuple(sorted({**kept, **learned}.items())), lessons=tuple(sorted(told, key=lambda one: one.type)))

    def as_json(self, at: str, log: Head, proposed: Sequence[Proposal] = ()) -> str:
        """Write the manifest with the time it was made live, what it proposed, and how far the decision log had come: a witness beside it."""
        made = {"pairs": sorted(one.pair for one in proposed), "proposals": ingredients.signed(proposed)}
        told = {"run": self.run, "at": at, "log": asdict(log), **made, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _basis(told: Mapping[str, Any]) -> str:
    return digest(*(told[key] for key in ("version", "model", "mappings", "inputs", "calibration")), *told["degraded"])


def basis(record: RunRecord) -> str:
    """Say what the mappings that a run made itself were made from; empty where the manifest tells too little."""
    told = json.loads(record.manifest)
    return _basis(told) if "calibration" in told else ""


def manifest(
    settings: Settings, library: Library, *, model: str, said: Mapping[str, Mapping[str, bool]] | None = None, degraded: tuple[str, ...] = ()
) -> Manifest:
    """Describe the run that these settings, documents and verdicts would make; `said` holds for each mapping that learns what people agree on."""
    return Manifest(
        version=__version__,
        model=model,
        mappings=digest(str(settings.floor), *map(repr, settings.types), *ingredients.pinned(settings), *ingredients.terms(), *_own(settings)),
        inputs=digest(*(codec.write(document) for document in library.current.values())),
        documents=len(library.current),
        calibration=digest(_fitted(), json.dumps(said or {}, sort_keys=True)),
        degraded=degraded,
        editions=tuple((d.id, d.edition.label, d.status.value, d.digest, d.edition.year) for d in library.current.values()),
    )


def _own(settings: Settings) -> tuple[str, ...]:
    """Give the profiles of a workspace's own, by name and digest; a workspace without any keeps the ids of its runs."""
    return tuple(f"{name} {sha256}" for name, sha256 in ingredients.own(settings))


def _fitted() -> str:
    """Say with which fitted files proposals are made, as runs have always named it."""
    return digest(*(path.read_text(encoding="utf-8") for path in sorted(shipped("models").glob("*.json"))))


def learned_from(record: RunRecord) -> dict[str, int]:
    """Say for each mapping that learned from decisions from how many."""
    return {str(name): int(count) for name, count in json.loads(record.manifest).get("learned", ())}


def made(record: RunRecord) -> dict[str, str]:
    """Say for each mapping on which basis its proposals were made."""
    return {str(name): str(basis) for name, basis in json.loads(record.manifest).get("made", ())}


def lessons_of(record: RunRecord) -> list[Lesson]:
    """Say what came of learning the weights of each mapping that had decisions enough."""
    return [Lesson.read(raw) for raw in json.loads(record.manifest).get("lessons", ())]


def taught(record: RunRecord) -> list[str]:
    """Say in sentences what a run learned from decisions."""
    likely = [f"how likely a pair of {type_} is was learned from {count} decisions" for type_, count in learned_from(record).items()]
    return [*likely, *map(str, lessons_of(record))]


def degraded(record: RunRecord) -> list[str]:
    """Say in sentences what a run had to do without."""
    return [str(sentence) for sentence in json.loads(record.manifest).get("degraded", ())]


def editions(record: RunRecord) -> dict[str, Known]:
    """Say which edition of each work a run knew, with its status, what it read and its year."""
    return {work: Known(*known) for work, *known in json.loads(record.manifest).get("editions", ())}


def pairs(record: RunRecord) -> frozenset[str]:
    """Name the pairs that a run proposed."""
    return frozenset(json.loads(record.manifest).get("pairs", ()))


def manifest_of(record: RunRecord) -> dict[str, Any]:
    """Give all that a manifest says, as plain JSON."""
    told: dict[str, Any] = json.loads(record.manifest)
    return told


def signatures(record: RunRecord) -> dict[str, str] | None:
    """Give the digests of what a run proposed, by mapping type; None where it was made before manifests kept them."""
    found = json.loads(record.manifest).get("proposals")
    return None if found is None else {str(type_): str(sha256) for type_, sha256 in found.items()}


def log_seen(record: RunRecord) -> Head:
    """Say how far the decision log had come when a run was made."""
    return Head(**json.loads(record.manifest).get("log", {}))


def named(store: Store, said: str) -> RunRecord:
    """Find the run that is meant, by its id or by a beginning of it that no other run has; the live one where nothing is said."""
    known = store.runs()
    short = said.removeprefix("run-")
    found = [one for one in known if one.id.removeprefix("run-") == short] or [one for one in known if one.id.removeprefix("run-").startswith(short)]
    if not said:
        found = [record for record in known if record.state == "live"][-1:]
    if len(found) == 1:
        return found[0]
    if not known:
        raise MapperError("nothing was run here yet: `mapper run` first")
    raise MapperError(f"{said!r} {'names several runs' if found else 'is no run of this workspace'}; `mapper runs` lists them")


def live(store: Store) -> RunRecord | None:
    """Give the run whose proposals are the current ones."""
    done = [record for record in store.runs() if record.state == "live"]
    return done[-1] if done else None


def before_the_conference(store: Store, decided: Sequence[str]) -> RunRecord | None:
    """Give the run that people last worked on before the current texts came: the latest one of other editions, under which somebody decided.

    Runs of single mappings, of new settings or of renamed files hide no conference, nor do its files hide each other where they came in several
    batches. Where nobody decided, it is the first run of other editions. `decided` holds the moments of decisions.
    """
    others = of_other_editions(store)
    worked_on = [record for record, end in others if any(record.at <= at and (not end or at < end) for at in decided)]
    return worked_on[-1] if worked_on else others[0][0] if others else None


def of_other_editions(store: Store) -> list[tuple[RunRecord, str]]:
    """Give the runs that knew other editions than the last one did, each with the moment of the run that followed."""
    done = [record for record in store.runs() if record.state in ("live", "past")]
    if not done:
        return []
    now = _tags(done[-1])
    ends = [*(record.at for record in done[1:]), ""]
    return [(record, end) for record, end in zip(done, ends, strict=True) if _tags(record) != now]


def _tags(record: RunRecord) -> dict[str, tuple[str, str]]:
    """Say which editions were current; a corrected file or an edited theme makes no conference."""
    return {work: (known.label, known.status) for work, known in editions(record).items()}

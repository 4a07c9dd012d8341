"""Verifying: a run is made again from its files, its log and its settings, and held byte for byte against what is kept of it.

Nothing is written to the store. What cannot be had again (a file that was replaced, another model, other settings) is said, never passed over: then
the run counts as not verified. Proposals are kept for the last two runs; the digest of what it proposed stands in the manifest of every run.
"""

import json
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from mapper import ingredients, pipeline, proposing, runs, themes
from mapper.documents import Extraction, Hints, extract_all
from mapper.embeddings import Notify, VectorCache
from mapper.errors import count, few
from mapper.holdings import hold
from mapper.ingredients import DECIDED, Ingredients, Input
from mapper.library import Library
from mapper.settings import Settings
from mapper.sources import list_sources
from mapper.store import Content, Reading, RunRecord, Store, codec
from mapper.types import Decision, Document

SAME, NOTED, DIFFERS, MISSING, CANNOT = "same", "note", "differs", "missing", "cannot"
_NAMED = 12  # letters of a digest that are shown
_COMPARED = ("inputs", "documents", "editions", "degraded", "odd", "learned", "lessons")  # of a manifest, beside the proposals


@dataclass(frozen=True)
class Finding:
    """Say of one part of a run whether it is the same, differs, is missing, or cannot be the same; a note is neither good nor bad."""

    result: str
    told: str

    @property
    def good(self) -> bool:
        """Say whether it speaks for the run."""
        return self.result in (SAME, NOTED)


@dataclass(frozen=True)
class Wish:
    """Say how a run is verified: anew from the files and by the model, or from the texts and vectors that are kept."""

    quick: bool = False


def verify(settings: Settings, store: Store, record: RunRecord, wish: Wish, notify: Notify) -> list[Finding]:
    """Make a run again and say part by part whether it is the same; it is verified if all of it is."""
    made = ingredients.of(record)
    log = _log(store, record)
    if isinstance(log, Finding):
        return [log]
    told = [Finding(SAME, f"the decision log still holds the {count(len(log), 'event')} that the run saw"), *_kept(store, record)]
    if made is None:
        return [*told, *_unlisted(settings, store, record, log, notify)]
    library, read = _library(settings, store, made, wish, notify)
    proposer = proposing.prepare(settings, library, None if wish.quick else VectorCache())
    cannot = list(_cannot(settings, made, proposer.model))
    told += [*read, *cannot]
    if not cannot:
        told += [*_again(settings, record, library, log, proposer, notify), *_taken_over(store, record)]
    if any(finding.result == DIFFERS for finding in told):
        told += _other_versions(made)
    return told


def _unlisted(settings: Settings, store: Store, record: RunRecord, log: Sequence[Decision], notify: Notify) -> Iterator[Finding]:
    """Make a run again whose manifest lists no files, where what is here now has the digest that it notes; else say that nobody can."""
    library = pipeline.open_library(settings, store)
    proposer = proposing.prepare(settings, library)
    plain = runs.manifest(settings, library, model=proposer.model, said=pipeline.verdicts(log, library), degraded=proposer.degraded)
    if plain.basis == runs.basis(record) and store.proposals(record.id):
        yield Finding(
            NOTED, f"{record.id} lists no files, models and versions, but the digests of texts, settings and model that it notes are those of now"
        )
        signed = json.dumps({**json.loads(record.manifest), "proposals": ingredients.signed(store.proposals(record.id))})
        yield from _again(settings, replace(record, manifest=signed), library, log, proposer, notify)
        yield from _taken_over(store, record)
    else:
        why = "texts, settings or model are others now" if store.proposals(record.id) else "its proposals are no longer kept"
        yield Finding(CANNOT, f"{record.id} was made by a mapper that listed no files, models and versions, and {why}: nobody can make it again")


def _log(store: Store, record: RunRecord) -> list[Decision] | Finding:
    """Give the decision log as the run saw it, or what is wrong with it."""
    if problems := store.verify_log():
        return Finding(DIFFERS, problems[0])
    seen, log = runs.log_seen(record), store.decisions()
    if seen.events > len(log) or (seen.events and log[seen.events - 1].event != seen.event):
        return Finding(
            DIFFERS, f"the decision log does not hold event {seen.events} ({seen.event[:_NAMED]}) that the run saw last; see `mapper check`"
        )
    return log[: max(seen.events, 0)]


def _kept(store: Store, record: RunRecord) -> Iterator[Finding]:
    """Hold the proposals that the store keeps of a run against what its manifest says of them."""
    signed, kept = runs.signatures(record), store.proposals(record.id)
    known = runs.pairs(record)
    if known and not kept:
        what = "the digest of each mapping" if signed is not None else "the ids of its pairs alone"
        yield Finding(SAME, f"its proposals are no longer kept (those of the last two runs are); of this one the manifest has {what}")
    elif {one.pair for one in kept} != known:
        yield Finding(DIFFERS, "the store keeps other pairs of this run than its manifest names; its rows were changed after it was made")
    elif signed is not None and ingredients.signed(kept) != signed:
        now = ingredients.signed(kept)
        other = sorted(name for name in now.keys() | signed.keys() if now.get(name) != signed.get(name))
        yield Finding(DIFFERS, f"the proposals of {few(other)} that the store keeps are not those that were published; its rows were changed since")
    elif signed is not None:
        yield Finding(SAME, f"the store keeps the {count(len(kept), 'proposal')} as they were published")


def _library(settings: Settings, store: Store, made: Ingredients, wish: Wish, notify: Notify) -> tuple[Library, list[Finding]]:
    """Shelve what the run read, from its files where they are at hand, else from the texts as they were read then."""
    kept = store.readings()
    again = {} if wish.quick else _read_again(settings, made, notify)
    readings = [Reading(Content(one.name, one.sha256, one.intake), tuple(_texts(one, again, kept))) for one in made.sources]
    subtopics = [document for theme in themes.load(settings.themes) for document in themes.documents(theme)]
    told = (
        [Finding(SAME, f"the texts of {count(len(made.sources), 'file')} are taken as they were read")]
        if wish.quick
        else list(_reading(made, again, kept))
    )
    told += [Finding(MISSING, f"what was read of {one.name} is not in the store") for one in made.sources if one.sha256 not in kept]
    return hold(readings, short=frozenset(made.short)).library(subtopics), told


def _texts(one: Input, again: dict[Input, Extraction], kept: dict[str, list[Document]]) -> Sequence[Document]:
    found = again.get(one)
    return found.documents if found and not found.unread else kept.get(one.sha256, ())


def _read_again(settings: Settings, made: Ingredients, notify: Notify) -> dict[Input, Extraction]:
    """Read every content that lies in the workspace, under whatever name, as it was read then."""
    places = {source.sha256: source for folder in (settings.removed, settings.sources) if folder.is_dir() for source in list_sources(folder)}
    wanted = {one: replace(places[one.sha256], name=one.name) for one in made.sources if one.sha256 in places}
    hints = {one.name: Hints(**dict(one.hints)) for one in wanted}
    found: dict[Input, Extraction] = {}
    for one, extraction in zip(wanted, extract_all(list(wanted.values()), limits=settings.limits, hints=hints), strict=True):
        found[one] = extraction
        notify("reading again", len(found), len(wanted))
    return found


def _reading(made: Ingredients, again: dict[Input, Extraction], kept: dict[str, list[Document]]) -> Iterator[Finding]:
    """Say of the files whether they are here and read as they did."""
    same = [one for one, found in again.items() if _lines(found.documents) == _lines(kept.get(one.sha256, ()))]
    if same:
        texts = sum(len(again[one].documents) for one in same)
        yield Finding(SAME, f"{count(len(same), 'file')} read again give the same {count(texts, 'document')}")
    for one, found in again.items():
        if one not in same:
            yield Finding(DIFFERS, f"{one.name} reads otherwise now: {found.unread or _first(found.documents, kept.get(one.sha256, ()))}")
    for one in made.sources:
        if one not in again:
            yield Finding(
                MISSING, f"{one.name} as it was (sha256 {one.sha256[:_NAMED]}) is not here any more; its texts were taken as they were read then"
            )


def _lines(documents: Sequence[Document]) -> list[str]:
    return [codec.write_document(document) for document in documents]


def _first(now: Sequence[Document], before: Sequence[Document]) -> str:
    """Name the documents that are not as they were."""
    was, is_ = ({document.key: codec.write_document(document) for document in found} for found in (before, now))
    return few(sorted(work for work, label in was.keys() | is_.keys() if was.get((work, label)) != is_.get((work, label)))) or "in another order"


def _cannot(settings: Settings, made: Ingredients, model: str) -> Iterator[Finding]:
    """Say what is certainly another now, so that the proposals cannot be the same."""
    now = dict(ingredients.parts(settings))
    for name, sha256 in made.settings:
        if name != DECIDED and now.get(name) != sha256:
            how = "is not here any more" if name not in now else "is another now"
            yield Finding(CANNOT, f"the proposals cannot be the same because {name} {how}")
    for name in sorted(now.keys() - dict(made.settings).keys()):
        yield Finding(CANNOT, f"the proposals cannot be the same because {name} came since")
    before, models = (" + ".join(f"{name}@{weights}".rstrip("@") for name, weights in found) for found in (made.models, ingredients.models(model)))
    if before != models:
        yield Finding(CANNOT, f"the proposals cannot be the same because {before} made them, and {models} is here")


def _other_versions(made: Ingredients) -> Iterator[Finding]:
    now = dict(ingredients.versions())
    for name, version in made.versions:
        if now.get(name, "") != version:
            yield Finding(CANNOT, f"it need not be the same: made with {name} {version[:_NAMED]}, here is {now.get(name, '')[:_NAMED] or 'none'}")


def _again(
    settings: Settings, record: RunRecord, library: Library, log: Sequence[Decision], proposer: proposing.Proposer, notify: Notify
) -> Iterator[Finding]:
    """Propose and learn again what the run made itself, and compare the digests of each mapping and what the manifest says."""
    said = pipeline.verdicts(log, library)
    degraded = (*proposer.degraded, *themes.undefined(settings.types, settings.themes))
    plain = runs.manifest(settings, library, model=proposer.model, said=said, degraded=degraded)
    own = [type_ for type_ in settings.types if runs.made(record).get(type_.name) == runs.basis(record)]
    taught = pipeline.derived(proposer, own, library, said, notify)
    signed, now = runs.signatures(record) or {}, ingredients.signed(taught.proposals)
    for name in (type_.name for type_ in own):
        same = now.get(name) == signed.get(name)
        yield Finding(SAME if same else DIFFERS, f"{name}: the proposals come out {_HOW[same]} they were published")
    noted = replace(plain, odd=proposer.odd(own, library)).taught(None, {type_.name for type_ in own}, taught.decisions, taught.lessons)
    yield from _manifest(record, noted.as_json(record.at, pipeline.head(log)), {type_.name for type_ in own})


_HOW = {True: "byte for byte as", False: "otherwise than"}


def _manifest(record: RunRecord, again: str, own: Set[str]) -> Iterator[Finding]:
    """Compare what two manifests say of the same run, of the mappings that it made itself."""
    before, now = (_said(json.loads(manifest), own) for manifest in (record.manifest, again))
    other = [key for key in _COMPARED if before[key] != now[key]]
    if other:
        yield Finding(DIFFERS, f"the manifest comes out otherwise in {few(other)}")
    else:
        yield Finding(SAME, "the manifest says the same of the texts, of what was done without, and of what was learned")


def _said(manifest: dict[str, Any], own: Set[str]) -> dict[str, Any]:
    learned = [entry for entry in manifest.get("learned", ()) if entry[0] in own]
    lessons = [entry for entry in manifest.get("lessons", ()) if entry["type"] in own]
    return {**{key: manifest.get(key) for key in _COMPARED}, "learned": learned, "lessons": lessons}


def _taken_over(store: Store, record: RunRecord) -> Iterator[Finding]:
    """Name the mappings that a run of others took over as an earlier run had made them."""
    for name, basis in runs.made(record).items():
        if basis != runs.basis(record):
            makers = [one.id for one in store.runs() if one.id != record.id and runs.basis(one) == basis and name in runs.made(one)]
            yield Finding(NOTED, f"{name} was taken over as an earlier run made it; verify {makers[0] if makers else 'that run, which is not kept'}")

"""Actors: whom an opener tells to act, in the words of the profile."""

from collections.abc import Iterable, Iterator

from mapper.profiles import Actor, Organisation
from mapper.profiles.organisation import ACTORS

_FRONT = 13  # letters: one who is named later is not whom the clause is about ("the budgets approved by the Council")
_Found = tuple[int, int, str]


def actors(opener: str, profile: Organisation) -> str:
    """Name those that an opener addresses, in the order in which they stand; those who only help, or are told of in the task, are left out."""
    beside = profile.beside.search(opener)
    text = opener[: beside.start()] if beside else opener
    found = [*_joint(text, profile)]
    for actor in profile.actors:
        found += _alone(text, actor, found)
    found.sort()
    told = next((task.start() for task in profile.task.finditer(text) if found and task.start() >= found[0][1]), len(text))
    return ACTORS.join(dict.fromkeys(name for start, _, name in found if start < told))


def told(text: str, profile: Organisation) -> str:
    """Name those whom a clause itself tells to act, where its opener addresses nobody: "to instruct the Director to...", "that Members should..."."""
    found = profile.told.match(text)
    if found is None:
        return ""
    words = next(words for words in found.groups() if words)
    begin = min((match.start() for actor in profile.actors if (match := actor.pattern.search(words))), default=_FRONT)
    return actors(words, profile) if begin < _FRONT else ""


def clause_actors(opener: str, text: str, profile: Organisation) -> str:
    """Say who is to act: whom the opener addresses, else whom the clause itself tells to."""
    return actors(opener[:160], profile) or told(text, profile)


def _alone(text: str, actor: Actor, taken: Iterable[_Found]) -> Iterator[_Found]:
    """Find an actor outside what names another one already."""
    for match in actor.pattern.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in taken):
            yield match.start(), match.end(), actor.name


def _joint(text: str, profile: Organisation) -> Iterator[_Found]:
    """Find several actors that share a noun: "the Directors of one Bureau and the other Bureau"."""
    for together in profile.joint.finditer(text):
        named = sorted((place, name) for word, name in profile.shared if (place := text.find(word, together.start(), together.end())) >= 0)
        for count, (place, name) in enumerate(named):
            yield place if count else together.start(), together.end(), name

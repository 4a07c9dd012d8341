"""Actors: whom a text tells to act, in the words of the profile; who is thanked, elected or told of is none."""

from collections.abc import Iterable, Iterator

from mapper.profiles import Actor, Organisation, fold
from mapper.profiles.organisation import ACTORS

_FRONT = 30  # letters: one who is named later is not whom the clause is about
_REACH = 160  # letters: so far behind its verb somebody may be named
_BEFORE = 40  # letters: so far before its verb that which leads to it may begin
_WORDS, _SIGNS = 3, 8  # a clause has so many words, or so many signs in a script without blanks
_Found = tuple[int, int, str]


def addressed(opener: str, profile: Organisation) -> str:
    """Name those that an opener on a line of its own addresses; one whose verb asks nobody for anything addresses nobody."""
    opener = fold(opener)
    profile = profile.shouted if opener.isupper() else profile
    verb = profile.addressing.search(opener)
    return actors(opener[verb.end() :], profile) if verb else ""


def said(sentence: str, profile: Organisation) -> str:
    """Name those whom a sentence addresses that begins with its verb, or with the body that speaks; more such verbs may follow."""
    sentence = fold(sentence)
    verbs = [verb for verb in profile.addressing.finditer(sentence) if profile.leads.search(sentence, max(0, verb.start() - _BEFORE), verb.start())]
    ends = [*(verb.start() for verb in verbs[1:]), len(sentence)]
    found = [_first(sentence[verb.end() : min(end, verb.end() + _REACH)], profile) for verb, end in zip(verbs, ends, strict=False)]
    return ACTORS.join(dict.fromkeys(name for names in (*found, told(sentence, profile)) if names for name in names.split(ACTORS)))


def told(text: str, profile: Organisation, opener: str = "") -> str:
    """Name those whom a clause itself tells to act, where its opener addresses nobody: "to instruct the Director to...", "that Members should..."

    Where the opener is but a verb that asks, the clause begins with them.
    """
    text = fold(text)
    found = profile.told.match(text)
    if found:
        return _first(next(words for words in found.groups() if words), profile)
    return _first(text[:_REACH], profile) if opener and _asks(opener, profile) else ""


def task_of(sentence: str, profile: Organisation) -> int | None:
    """Say where a sentence that begins with an opener says what is resolved, noted or to be done; None where it only opens."""
    opened = profile.openers.match(sentence)
    if opened is None:
        return None
    verb = len(opened[0])
    task = next((task.start() for task in profile.task.finditer(sentence, verb)), None)
    if task is None and addressed(sentence, profile):
        return None
    place = verb if task is None else task
    return place if len(sentence[place:].split()) >= _WORDS or _has_no_blanks(sentence[place:]) else None


def _has_no_blanks(text: str) -> bool:
    """Say whether a text is long for one of a script without blanks."""
    return " " not in text.strip() and len(text) > _SIGNS


def _asks(opener: str, profile: Organisation) -> bool:
    """Say whether an opener ends with the verb that asks."""
    verb = next(iter(reversed(list(profile.addressing.finditer(fold(opener))))), None)
    return verb is not None and not fold(opener)[verb.end() :].strip(" :,：，")


def clause_actors(opener: str, text: str, profile: Organisation) -> str:
    """Say who is to act: whom the opener addresses, else whom the clause itself tells to; without an opener the clause is a sentence of its own."""
    return addressed(opener, profile) or told(text, profile, opener) if opener else said(text, profile)


def actors(words: str, profile: Organisation) -> str:
    """Name those that words address, in the order in which they stand; those who only help, or are told of in the task, are left out."""
    return ACTORS.join(dict.fromkeys(name for _, _, name in _named(words, profile)))


def _named(words: str, profile: Organisation) -> list[_Found]:
    beside = profile.beside.search(words)
    text = words[: beside.start()] if beside else words
    found = [*_joint(text, profile)]
    for actor in profile.actors:
        found += _alone(text, actor, found)
    found.sort()
    ends = next((task.start() for task in profile.task.finditer(text) if found and task.start() >= found[0][1]), len(text))
    return [one for one in found if one[0] < ends]


def _first(words: str, profile: Organisation) -> str:
    """Name those that words begin with; somebody of whom, or by whom, something else is said is not meant."""
    found = _named(words, profile)
    if not found or found[0][0] > _FRONT or profile.owned.search(words, 0, found[0][0]):
        return ""
    return ACTORS.join(dict.fromkeys(name for _, _, name in found))


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

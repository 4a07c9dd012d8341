"""Actors: whom an opener tells to act, in the words of the profile."""

from mapper.profiles import Organisation


def actors(opener: str, profile: Organisation) -> str:
    """Name those that an opener addresses, in the order in which they stand; those who only help are left out."""
    beside = profile.beside.search(opener)
    text = opener[: beside.start()] if beside else opener
    found: list[tuple[int, int, str]] = []
    for actor in profile.actors:
        for match in actor.pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), actor.name))
    return "; ".join(dict.fromkeys(name for _, _, name in sorted(found)))

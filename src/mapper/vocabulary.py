"""The closed vocabularies: kinds, parts, states, verdicts, changes, directions; `types` hands them on with the nouns that use them."""

from enum import StrEnum


class Kind(StrEnum):
    """Say what sort of text a document is."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    OPINION = "opinion"
    QUESTION = "question"
    MANDATE = "mandate"
    ACTIVITY = "activity"
    EVENT = "event"
    SUBTOPIC = "subtopic"
    OTHER = "other"


class Part(StrEnum):
    """Say in which part of a document a clause stands."""

    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    BODY = "body"
    RELATIONS = "relations"
    ADMINISTRATIVE = "administrative"
    ANNEX = "annex"
    TABLE = "table"


class Status(StrEnum):
    """Say what the last conference did with a document; a closed one ended without being suppressed: with its study period, or for another number."""

    IN_FORCE = "in-force"
    SUPPRESSED = "suppressed"
    CLOSED = "closed"
    DRAFT = "draft"

    @property
    def ended(self) -> bool:
        """Say whether the document is no longer in force."""
        return self in (Status.SUPPRESSED, Status.CLOSED)


class Verdict(StrEnum):
    """Say what a person said of a pair, or did with what was said before."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    SKIP = "skip"
    UNDO = "undo"
    CONFIRM = "confirm"


class State(StrEnum):
    """Say where a pair stands once proposals and decisions are settled."""

    NEW = "new"
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"
    DISPUTED = "disputed"
    STALE = "stale"
    GONE = "gone"


class Change(StrEnum):
    """Grade what a new edition did to a clause or a document."""

    UNCHANGED = "unchanged"
    EDITORIAL = "editorial"
    RENUMBERED = "renumbered"
    RECITAL_ONLY = "recital-only"
    OPERATIVE_CHANGED = "operative-changed"
    ACTOR_OR_DEADLINE_CHANGED = "actor-or-deadline-changed"
    MERGED = "merged"
    SPLIT = "split"
    ADDED = "added"
    REMOVED = "removed"
    NEW = "new"
    SUPPRESSED = "suppressed"
    CLOSED = "closed"
    IN_FORCE_AGAIN = "in-force-again"
    REWORDED = "reworded"


BANDS = ("high", "medium", "low")  # how likely a proposal is, where there is no number for it
EXCLUSION = "exclusion"  # a detail: what does not belong, though it sounds alike
CONTINUES, CONTINUES_PART = "continues", "continues part of"  # details of a Question: the id of one before it, taken on whole or in part
FORWARD, BACKWARD = "left-to-right", "right-to-left"  # which side of a pair a relation starts from; empty where it holds both ways


def turned(direction: str) -> str:
    """Give a direction as it reads with the sides exchanged."""
    return {FORWARD: BACKWARD, BACKWARD: FORWARD}.get(direction, "")

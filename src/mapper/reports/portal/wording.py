"""Wording: what the pages call things that have a code."""

from mapper.gaps import Answer

ANSWERS = {
    Answer.NOBODY: "nobody",
    Answer.PERHAPS: "a text of the Sector perhaps, not decided",
    Answer.TEXT: "a text of the Sector",
    Answer.CLAUSE: "a text of the Sector, by this clause",
}

"""Examples: what a team settled, kept beside the profile's guidelines in a file that people may edit; the key t shows them."""

import os
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mapper.decisions import DECIDED, reads
from mapper.errors import MapperError, UsageError
from mapper.review.text import clean
from mapper.toml import Table, quoted
from mapper.types import Decision

_HEAD = """# What this team settled, as examples that the key t shows. `mapper guideline` adds to it, anybody may edit it.
# mapping: the mapping's name, or its part before a colon; verdict: accept or reject; text: what is shown; pair: where it comes from, if from a pair.
"""


@dataclass(frozen=True)
class Example:
    """Show one case of a mapping, and how it was settled."""

    mapping: str
    verdict: str
    text: str
    pair: str = ""

    def as_json(self) -> dict[str, object]:
        """Give it as one object."""
        return {"mapping": self.mapping, "verdict": self.verdict, "text": self.text, "pair": self.pair}

    def line(self) -> str:
        """Tell it in a line."""
        return f"{self.mapping}  {self.verdict:<6}  {self.text}"


def load(path: Path | None) -> tuple[Example, ...]:
    """Read the examples of a workspace in the order of the file, none where there is no file; a mistake is one sentence."""
    if path is None:
        return ()
    raw = Table(path, "", _read(path))
    raw.only("example")
    entries = raw.values.get("example", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise raw.refuse("example", "written as [[example]] tables")
    return tuple(_example(Table(path, "example", entry)) for entry in entries)


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; allow reading it, or take it out of the folder") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MapperError(f"{path} is not valid TOML in UTF-8: {error}; mend that line and try again") from error


def _example(raw: Table) -> Example:
    raw.only("mapping", "verdict", "text", "pair")
    if raw.text("verdict") not in DECIDED:
        raise raw.refuse("verdict", "accept or reject")
    return Example(raw.text("mapping"), raw.text("verdict"), raw.given("text"), raw.text("pair"))


def of(said: Decision, note: str = "") -> Example:
    """Make an example of what an adjudication settled, with a note in place of its comment."""
    if not said.adjudicates:
        raise UsageError(f"{said.left} with {said.right} was not settled by adjudication; only what was settled makes an example")
    because = clean(note) or clean(said.comment) or said.reason
    told = f"{said.left} with {said.right}" + (f" ({reads(said)})" if said.relation else "") + (f": {because}" if because else "")
    return Example(said.type, said.verdict.value, told, said.pair)


def keep(path: Path, example: Example) -> str:
    """Append an example to the file, whole or not at all, and say so; one of the same pair that says the same stays, another takes its place."""
    before = load(path)
    if example in before:
        return f"{path.name} holds this example already"
    kept = [one for one in before if not one.pair or one.pair != example.pair]
    try:
        old = path.read_text(encoding="utf-8") if len(kept) == len(before) and before else "".join([_HEAD, *map(_written, kept)])
        part = path.with_name(f".{path.name}.part")
        part.write_text(old + _written(example), encoding="utf-8", newline="\n")
        os.replace(part, path)
    except OSError as error:
        raise MapperError(f"cannot write {path}: {error.strerror}; nothing was changed, allow writing there") from error
    return f"kept in {path.name} as an example that t shows"


def _written(one: Example) -> str:
    fields = (("mapping", one.mapping), ("verdict", one.verdict), ("text", one.text), ("pair", one.pair))
    return "\n[[example]]\n" + "".join(f"{name} = {quoted(value)}\n" for name, value in fields if value)


def fitting(kept: Iterable[Example], type_: str, verdict: str) -> Iterator[str]:
    """Give the examples of one mapping with one verdict, as lines of a guideline."""
    names = (type_, type_.partition(":")[0], "")
    yield from (f"  - settled here: {one.text}" for one in kept if one.verdict == verdict and one.mapping in names)


def adjudicated(said: Sequence[Decision], pair: str) -> Decision:
    """Find the adjudication that stands on a pair."""
    judged = next((one for one in said if one.adjudicates), None)
    if judged is None:
        raise UsageError(f"the pair {pair} was not settled by adjudication; only what was settled makes an example")
    return judged

"""TOML that people write: tables whose values are checked as they are read, so that a wrong key is one sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import MapperError


@dataclass(frozen=True)
class Table:
    """Read a TOML table with checked types, so that a wrong key is one sentence."""

    path: Path
    name: str
    values: Mapping[str, object]

    def refuse(self, key: str, wanted: str) -> MapperError:
        """Make the sentence for a key that is not as it should be."""
        where = f"[{self.name}] {key}" if self.name else key
        return MapperError(f"{self.path}: {where} must be {wanted}; mend it and try again")

    def only(self, *known: str) -> None:
        """Refuse a key that nobody reads: it is a slip of the hand."""
        for key in self.values:
            if key not in known:
                raise self.refuse(key, f"one of {', '.join(known)}")

    def table(self, key: str) -> "Table":
        """Give a table within; an empty one where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.refuse(key, "a table")
        return Table(self.path, key, value)

    def text(self, key: str, default: str = "") -> str:
        """Give a text."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.refuse(key, "text in quotes")
        return value

    def given(self, key: str) -> str:
        """Give a text that must be there."""
        value = self.text(key)
        if not value.strip():
            raise self.refuse(key, "given, as text in quotes")
        return value

    def number(self, key: str, default: int, least: int = 1) -> int:
        """Give a whole number."""
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.refuse(key, f"a whole number of {least} or more")
        return value

    def share(self, key: str, default: float) -> float:
        """Give a number from 0 to 1."""
        value = self.values.get(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise self.refuse(key, "a number from 0 to 1")
        return float(value)

    def flag(self, key: str) -> bool:
        """Give a yes or no; no where nothing is said."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.refuse(key, "true or false")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Give a list of texts."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.refuse(key, "a list of texts in quotes")
        return tuple(value)


def quoted(text: str) -> str:
    """Quote a text as TOML does, which is as JSON does but for the character DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

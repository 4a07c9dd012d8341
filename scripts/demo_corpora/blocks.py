"""The things that can stand on a page."""

from dataclasses import dataclass, field

from demo_corpora.ink import Style


@dataclass(frozen=True, slots=True)
class Para:
    """Hold a paragraph; `label` hangs before it, `margin` stands in the left margin, `anchor` names its page for the contents."""

    text: str
    style: Style
    label: str = ""
    label_font: str = ""
    margin: str = ""
    anchor: str = ""
    running: str = ""  # what the page heads say from here on
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leader:
    """Hold a line of the contents: the text, dots, and the page of an anchor."""

    text: str
    target: str
    style: Style


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a ruled table; `shares` are the relative widths of its columns."""

    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    style: Style
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Space:
    """Leave a blank."""

    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """Draw a rule over the measure."""

    weight: float = 0.8
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class NewPage:
    """Begin a page; a bare one has neither head nor foot."""

    bare: bool = False


Block = Para | Leader | Table | Space | Bar | NewPage

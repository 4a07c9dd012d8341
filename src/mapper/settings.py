"""A workspace's settings, parsed once at the border."""

import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from mapper import pins, profiles, register, suggestions, teams
from mapper.errors import MapperError, UsageError
from mapper.profiles import glossaries
from mapper.sides import FILTERS, Side, side
from mapper.teams import Team
from mapper.toml import Table
from mapper.types import Document, Kind

FILE = "mapper.toml"
PROFILES = "profiles"
STORE = "sqlite:///mapper.db"


@dataclass(frozen=True)
class MappingType:
    """Name which documents are paired: n-way across an attribute, left with right, or with a theme's subtopics."""

    name: str
    sides: tuple[Side, ...]
    across: str = ""
    theme: str = ""
    top: int = 8

    def joins(self, one: Side, other: Side) -> bool:
        """Say whether this mapping may pair a document of one side with one of the other."""
        if self.theme:
            return False
        left, right = self.sides[0], self.sides[-1]
        return (left.overlaps(one) and right.overlaps(other)) or (left.overlaps(other) and right.overlaps(one))

    def compares(self, one: Document, other: Document) -> bool:
        """Say whether this mapping may pair two documents."""
        if one.id == other.id or self.theme:
            return False
        if self.across:
            mine, theirs = (one.body, other.body) if self.across == "body" else (one.sector, other.sector)
            return bool(mine and theirs and mine != theirs) and self.concerns(one) and self.concerns(other)
        left, right = self.sides[0], self.sides[-1]
        return (left.matches(one) and right.matches(other)) or (left.matches(other) and right.matches(one))

    def concerns(self, document: Document) -> bool:
        """Say whether a document stands on a side of this mapping."""
        if document.kind is Kind.SUBTOPIC:
            return bool(self.theme) and document.group == self.theme
        return any(side.matches(document) for side in self.sides)


@dataclass(frozen=True)
class Publication:
    """Say what exchanged files tell of themselves: licence, whose they are, how their addresses begin; empty leaves it to the profile."""

    licence: str = ""
    creator: str = ""
    base: str = ""


@dataclass(frozen=True)
class Cover:
    """Say what papers tell of themselves: number, whose they are, agenda item, whom to ask, until when; empty is left to who finishes them."""

    number: str = ""
    source: str = ""
    agenda: str = ""
    contact: str = ""
    deadline: str = ""


@dataclass(frozen=True)
class Limits:
    """Bound what one source file may cost: seconds of processor time, memory and size in MiB, pages."""

    seconds: int = 120
    memory_mb: int = 1536
    pages: int = 5000
    size_mb: int = 300


@dataclass(frozen=True)
class Settings:
    """Hold everything that `mapper.toml` says."""

    root: Path
    store_url: str = STORE
    model: str = "default"
    reviewers: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    floor: float = 0.1
    rescore: str = ""
    types: tuple[MappingType, ...] = ()
    publication: Publication = field(default_factory=Publication)
    cover: Cover = field(default_factory=Cover)
    team: Team = field(default_factory=Team)

    @property
    def people(self) -> tuple[str, ...]:
        """Name those who may decide, where any are named: the reviewers, and who leads them."""
        lead = (self.team.lead,) if self.team.lead and self.reviewers else ()
        return tuple(dict.fromkeys((*self.reviewers, *lead)))

    @property
    def sources(self) -> Path:
        """Name the folder that sources are dropped into."""
        return self.root / "sources"

    @property
    def themes(self) -> Path:
        """Name the folder of theme definitions."""
        return self.root / "themes"

    @property
    def profiles(self) -> Path:
        """Name the folder of profiles and glossaries of its own; it need not be there."""
        return self.root / PROFILES

    @property
    def templates(self) -> Path:
        """Name the folder of templates of papers that take the place of the shipped ones; it need not be there."""
        return self.root / "templates"

    @property
    def pins(self) -> Path:
        """Name the file of what people said is boilerplate; it is there once somebody said it."""
        return self.root / pins.FILE

    @property
    def areas(self) -> Path:
        """Name the register of areas; it is there once a pair was accepted and `mapper run` wrote it down, or somebody said something of an area."""
        return self.root / register.FILE

    @property
    def suggestions(self) -> Path:
        """Name the file of subtopics that were suggested; it is there once somebody asked for them."""
        return self.root / suggestions.FILE

    @property
    def controls(self) -> Path:
        """Name the list of pairs of which a team knows the answer; it need not be there."""
        return self.root / teams.CONTROLS

    @property
    def guidelines(self) -> Path:
        """Name the file of examples that the team settled; it is there once somebody kept one."""
        return self.root / teams.GUIDELINES

    @property
    def cache(self) -> Path:
        """Name the folder that may be deleted at any time and costs only time."""
        return self.root / ".mapper" / "cache"

    @property
    def removed(self) -> Path:
        """Name the folder of sources that were taken out; nothing is read from it."""
        return self.root / ".mapper" / "removed"

    def mapping_type(self, name: str) -> MappingType:
        """Find a mapping type by name."""
        for kind in self.types:
            if kind.name == name:
                return kind
        known = ", ".join(kind.name for kind in self.types)
        raise UsageError(f"no mapping named {name!r} in {self.root / FILE}; choose one of {known}")


def find(start: Path | None = None) -> Settings:
    """Load the workspace that holds the folder `start`, looking upwards as git does."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return load(folder)
    raise MapperError(f"no workspace at {start}: there is no {FILE} here or above; make one with `mapper init`")


def load(root: Path) -> Settings:
    """Read `mapper.toml`; every mistake is one sentence with the file and the key."""
    path = root / FILE
    try:
        text = path.read_bytes()
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; make a workspace with `mapper init`") from error
    found = read(text, path)
    profiles.use(root.resolve() / PROFILES)
    glossaries.glossary()
    return found


def read(text: bytes, path: Path) -> Settings:
    """Read settings as they would stand at a path."""
    try:
        raw = tomllib.loads(text.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MapperError(f"{path} is not valid TOML: {error}; mend that line and try again") from error
    return _parse(Table(path, "", raw), path.parent.resolve())


def _parse(raw: Table, root: Path) -> Settings:
    raw.only("workspace", "limits", "proposals", "export", "papers", "review", "mapping")
    workspace, limits, proposals = raw.table("workspace"), raw.table("limits"), raw.table("proposals")
    workspace.only("store", "model", "reviewers")
    limits.only("seconds", "memory_mb", "pages", "size_mb")
    proposals.only("top", "floor", "rescore")
    top = proposals.number("top", 8)
    mappings = raw.values.get("mapping", [])
    if not isinstance(mappings, list) or not all(isinstance(m, dict) for m in mappings):
        raise raw.refuse("mapping", "written as [[mapping]] tables")
    types = tuple(_mapping(Table(raw.path, "mapping", m), top) for m in mappings)
    names = [kind.name for kind in types]
    for name in names:
        if names.count(name) > 1:
            raise MapperError(f"{raw.path}: two mappings are named {name!r}; give each its own name")
    return Settings(
        root=root,
        store_url=_store_url(workspace.text("store", STORE), root),
        model=workspace.text("model", "default"),
        reviewers=workspace.words("reviewers"),
        limits=Limits(**{key: limits.number(key, getattr(Limits, key)) for key in ("seconds", "memory_mb", "pages", "size_mb")}),
        floor=proposals.share("floor", 0.1),
        rescore=proposals.text("rescore"),
        types=types,
        publication=_publication(raw.table("export")),
        cover=_cover(raw.table("papers")),
        team=teams.read(raw.table("review"), workspace.words("reviewers")),
    )


def _publication(raw: Table) -> Publication:
    raw.only("licence", "creator", "base")
    for key in ("licence", "base"):
        if (address := raw.text(key)) and not _ADDRESS.fullmatch(address):
            raise raw.refuse(key, 'an address, as in "https://example.org/mapping/"')
    return Publication(raw.text("licence"), raw.text("creator"), raw.text("base"))


def _cover(raw: Table) -> Cover:
    keys = ("number", "source", "agenda", "contact", "deadline")
    raw.only(*keys)
    return Cover(**{key: raw.text(key) for key in keys})


_ADDRESS = re.compile(r"https?://[^\s\"<>{}|\\^`]+")


def _mapping(raw: Table, top: int) -> MappingType:
    raw.only("name", "across", "theme", "top", "left", "right", *FILTERS)
    name, across, theme = raw.text("name"), raw.text("across"), raw.text("theme")
    if not name:
        raise raw.refuse("name", "given")
    if across not in ("", "body", "sector"):
        raise raw.refuse("across", '"body" or "sector"')
    two_sided = "left" in raw.values or "right" in raw.values
    if sum((bool(across), bool(theme), two_sided)) != 1:
        raise MapperError(f"{raw.path}: mapping {name!r} needs exactly one of `across`, `theme`, or `left` with `right`")
    sides = (side(raw.table("left")), side(raw.table("right"))) if two_sided else (side(raw),)
    return MappingType(name=name, sides=sides, across=across, theme=theme, top=raw.number("top", top))


def _store_url(url: str, root: Path) -> str:
    """Put a relative SQLite file into the workspace."""
    prefix = "sqlite:///"
    if url.startswith(prefix) and not url.startswith(prefix + "/"):
        return prefix + str(root / url[len(prefix) :])
    return url


def init(root: Path) -> Settings:
    """Make a workspace that already runs; refuse to touch one that is there."""
    if (root / FILE).exists():
        raise MapperError(f"{root} is a workspace already; nothing was changed")
    template = resources.files("mapper.profiles") / "workspace"
    try:
        (root / "themes").mkdir(parents=True, exist_ok=True)
        (root / "sources").mkdir(exist_ok=True)
        for theme in sorted((template / "themes").iterdir(), key=lambda entry: entry.name):
            (root / "themes" / theme.name).write_text(theme.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
        (root / FILE).write_text((template / FILE).read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    except OSError as error:
        raise MapperError(f"cannot make a workspace in {root}: {error.strerror}; choose a folder you may write to") from error
    return load(root)

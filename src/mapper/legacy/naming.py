"""Naming: which texts and groups a cell names, as far as its words and the head above it say; whom they mean is resolved later."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from mapper.legacy.tokens import Sort, Token, tokens
from mapper.profiles import Organisation
from mapper.profiles.references import between
from mapper.types import Kind

_QUESTION, _PARTY, _GROUP, _TASK, _RESOLUTION = "question", "working_party", "study_group", "task_group", "resolution"
_FIRST = (_QUESTION, _PARTY, _TASK, _RESOLUTION, "decision", "opinion", "recommendation", _GROUP)  # what a head that has several nouns is about
_FORMS = {"question": _QUESTION, "lettered": _QUESTION, "party": _PARTY, "task": _TASK, "series": "recommendation", "provisional": _RESOLUTION}
_LETTERS = re.compile(r"(\d+)([A-Z])")
_GROUPS = (_PARTY, _GROUP, _TASK)


@dataclass(frozen=True)
class Context:
    """Hold what stands above or beside a cell and speaks for it: the noun, the body, the study period, the group, all empty where nothing does."""

    noun: str = ""
    body: str = ""
    period: str = ""
    group: str = ""

    def over(self, other: "Context") -> "Context":
        """Give this context with what only the other one says; a noun without a body takes the other's where that is of the same kind or has none."""
        return Context(self.noun or other.noun, self.body or other.body, self.period or other.period, self.group or other.group)


NOTHING = Context()


@dataclass(frozen=True)
class Mention:
    """Hold one text or group that a cell names; `noun` is the key of its kind's noun, empty where only a number is said.

    `words` is what stands behind it, most often its title; `strong` tells that its own words say what it is, and not only its place.
    """

    said: str
    noun: str
    number: str
    body: str = ""
    group: str = ""
    tag: str = ""
    period: str = ""
    words: str = ""
    strong: bool = False
    work: str = ""  # where the cell holds a work id itself

    @property
    def kind(self) -> Kind | None:
        """Say of which kind it is, as far as that is known."""
        return None if not self.noun else Kind.MANDATE if self.noun in _GROUPS else Kind(self.noun)


def mentions(text: str, profile: Organisation, context: Context = NOTHING) -> list[Mention]:
    """Read a cell from left to right."""
    reader = _Reader(context)
    found = tokens(text, profile)
    for place, token in enumerate(found):
        reader.read(token, found[place + 1 :])
    return reader.finished()


def spelled_out(text: str, works: Container[str]) -> list[Mention]:
    """Read a cell that holds work ids and nothing else."""
    ids = [piece.casefold() for piece in re.split(r"[\s,;|]+", text) if piece]
    return [Mention(one, "", one, strong=True, work=one) for one in ids] if ids and all(one in works for one in ids) else []


def context_of(text: str, profile: Organisation) -> Context:
    """Read a head, or a line above a table: a noun without a number, a body, a study period, the group whose Questions are meant."""
    nouns, bodies, periods, group = [], [], [], ""
    found = tokens(text, profile)
    for place, token in enumerate(found):
        if token.sort is Sort.NOUN:
            nouns.append(_QUESTION if token.value == "question_short" else token.value)
            following = _next(found[place + 1 :])
            group = following.text if token.value == _GROUP and following and following.value == "number" else group
        bodies += [token.value] if token.sort is Sort.BODY else []
        periods += [token.text] if token.sort is Sort.PERIOD else []
    noun = next((one for one in _FIRST if one in nouns), "")
    one_body = next(iter(bodies)) if len(set(bodies)) == 1 else ""
    return Context(noun, one_body, periods[0] if len(set(periods)) == 1 else "", group)


def sides_of(title: str, profile: Organisation) -> list[Context]:
    """Read a title that names what the table joins: Questions of one body x groups of another; a noun holds for a body before it without one."""
    sides: list[Context] = []
    for token in tokens(title, profile):
        last = sides[-1] if sides else None
        if token.sort is Sort.BODY:
            if last and not last.body and last.noun:
                sides[-1] = replace(last, body=token.value)
            else:
                sides.append(Context(body=token.value))
        elif token.sort is Sort.NOUN:
            noun = _QUESTION if token.value == "question_short" else token.value
            sides = [*sides[:-1], replace(last, noun=noun)] if last and not last.noun else [*sides, Context(noun=noun)]
    later = [next((other.noun for other in sides[place:] if other.noun), "") for place in range(len(sides))]
    return [replace(side, noun=side.noun or noun) for side, noun in zip(sides, later, strict=True)]


@dataclass
class _Reader:
    """Follow the tokens of one cell; `run` counts the members of the list that is being read."""

    context: Context
    found: list[Mention] = field(default_factory=list)
    run: int = 0
    noun: str = ""
    body: str = ""
    hung: bool = False  # the last noun was one behind which a hyphen parts number and group
    waiting: bool = False  # a noun was said and no number yet
    through: bool = False
    group_next: bool = False
    wordy: bool = False
    fresh: bool = False  # words were read, and a line or a part has begun since

    def read(self, token: Token, ahead: Sequence[Token]) -> None:
        """Take one more token."""
        leading = {Sort.BODY: self._issuer, Sort.NOUN: self._noun, Sort.ITEM: self._item}
        other = {Sort.TAG: self._tag, Sort.PERIOD: self._period, Sort.THROUGH: self._through, Sort.WORD: self._word, Sort.JOINT: self._joint}
        if reader := leading.get(token.sort):
            reader(token, ahead)
        elif taker := other.get(token.sort):
            taker(token)

    def _tag(self, token: Token) -> None:
        self._run(lambda one: one if one.tag else replace(one, tag=token.text.strip()))

    def _period(self, token: Token) -> None:
        self._run(lambda one: one if one.period else replace(one, period=token.text.strip()))

    def _through(self, _token: Token) -> None:
        self.through = True

    def _joint(self, token: Token) -> None:
        """Go on with a title behind a comma; what stands on a line of its own, or behind a semicolon, may be the next number."""
        if self.wordy and token.text.strip(" ") in "\n;":
            self.fresh = True
        elif self.wordy:
            self._word(token)

    def _issuer(self, token: Token, ahead: Sequence[Token]) -> None:
        following = _next(ahead)
        if following is not None and following.sort in (Sort.NOUN, Sort.ITEM) and not token.inner:
            self.body = token.value
        elif self.run:
            self._run(lambda one: one if one.body and one.body != self.context.body else replace(one, body=token.value))
        else:
            self.body = token.value

    def _noun(self, token: Token, ahead: Sequence[Token]) -> None:
        following = _next(ahead)
        numbered = following is not None and following.sort is Sort.ITEM
        if not numbered and self.run and not self.found[-1].strong:
            self._run(lambda one: replace(one, noun=token.value, strong=True))
            return
        if token.value == _GROUP and numbered and self.run and self.found[-1].noun == _QUESTION and not self.found[-1].group:
            self.group_next = True
            return
        self.hung = token.value == "question_short"
        self.noun = _QUESTION if self.hung else token.value
        self.waiting = numbered
        if not self.run or self.wordy or self.noun != self.found[-1].noun:
            self.run = 0
        self.wordy = self.wordy and not numbered

    def _item(self, token: Token, ahead: Sequence[Token]) -> None:
        if self.group_next:
            self._run(lambda one: one if one.group else replace(one, group=token.text.strip()))
            self.group_next = False
            return
        if self.wordy and not self.waiting and (token.value == "number" or not self.found):
            self._word(token)
            return
        loose = self.wordy and not self.waiting
        made = self._made(token, strong=not loose or self.fresh)
        if self.through and self.run:
            self._between(self.found[-1], made)
        self.run = 0 if loose else self.run
        self.found.append(made)
        self.run += 1
        self.wordy = loose and not self.fresh
        self.through = self.waiting = self.fresh = False

    def _made(self, token: Token, *, strong: bool) -> Mention:
        """Make what a number names: by the noun before it, else by its form, else by the head."""
        formed = _FORMS.get(token.value, "")
        noun = self.noun or formed or self.context.noun
        if formed == _PARTY and noun in ("", _GROUP, _QUESTION):
            noun = _PARTY
        if formed == _QUESTION and noun not in (_QUESTION, _PARTY, _TASK):
            noun = _QUESTION
        number, group = re.sub(r"\s", "", token.text.strip("[] ")), ""
        if formed == _QUESTION and noun == _QUESTION:
            number, _, group = number.partition("/")
        elif noun == _QUESTION and self.hung and "-" in number:
            number, _, group = number.partition("-")
        body = self.body or self.context.body
        strong = strong and bool(self.noun or formed or self.body)
        return Mention(token.text.strip(), noun, number.upper() if formed == _PARTY else number, body, group, strong=strong)

    def _between(self, first: Mention, last: Mention) -> None:
        """Add what lies between the two ends of a range."""
        numbers: list[str] = [str(number) for number in between(first.number, last.number)]
        one, other = _LETTERS.fullmatch(first.number), _LETTERS.fullmatch(last.number)
        if one and other and one[1] == other[1] and one[2] < other[2]:
            numbers = [f"{one[1]}{chr(letter)}" for letter in range(ord(one[2]) + 1, ord(other[2]))]
        for number in numbers:
            self.found.append(replace(last, number=number, said=f"{first.said}-{last.said}"))
            self.run += 1

    def _word(self, token: Token) -> None:
        self.wordy, self.fresh = True, False
        if self.found:
            glue = "" if token.text.strip() in ",;" else " "
            self.found[-1] = replace(self.found[-1], words=f"{self.found[-1].words}{glue}{token.text.strip()}".strip())

    def _run(self, change: Callable[[Mention], Mention]) -> None:
        for place in range(len(self.found) - self.run, len(self.found)):
            self.found[place] = change(self.found[place])

    def finished(self) -> list[Mention]:
        """Give each Question without a group that of the next in its list that has one, of the group named right before it, or of the head."""
        grouped = _grouped_behind(self.found)
        found: list[Mention] = []
        for one in grouped:
            leading = found[-1] if found else None
            if one.noun != _QUESTION or one.group:
                found.append(one)
            elif leading and leading.noun == _GROUP:
                found[-1] = replace(one, group=leading.number, body=one.body or leading.body)
            else:
                before = leading.group if leading and leading.noun == _QUESTION else ""
                found.append(replace(one, group=before or self.context.group))
        return found


def _grouped_behind(read: Sequence[Mention]) -> list[Mention]:
    """Hand the group of a Question back to those before it in its list."""
    found: list[Mention] = []
    group = ""
    for one in reversed(read):
        bare = not one.noun and not one.words and one.number.isdigit() and bool(group)
        listed = bare or one.noun == _QUESTION
        group = (one.group or group) if listed else ""
        found.append(replace(one, noun=_QUESTION, group=group, strong=one.strong or bare) if listed else one)
    return found[::-1]


def _next(ahead: Iterable[Token]) -> Token | None:
    return next((token for token in ahead if token.sort is not Sort.IDLE), None)

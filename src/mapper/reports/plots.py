"""Plots: the heat maps, the subtopics of a theme by Sector and the timeline as pictures for slides; the same bytes every time."""

import io
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator, PercentFormatter

from mapper.agenda import Agenda, agenda
from mapper.agenda.happenings import Happening
from mapper.coverage import Coverage, cover
from mapper.matrices import Grid
from mapper.reports.filters import heat
from mapper.reports.grids import accepted, grids, most
from mapper.views.export import Export
from mapper.views.files import put, within
from mapper.views.layout import layout, ordered
from mapper.views.rows import rows
from mapper.views.text import shorten

_STYLE: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 11,
    "svg.hashsalt": "mapper",
    "svg.fonttype": "path",
    "text.parse_math": False,  # a dollar sign in a title is a dollar sign
    "axes.titlesize": 15,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
}
_INK, _SOFT, _LINE, _DEEP = "#1b252d", "#55636f", "#dbe1e5", "#1f6580"
_SHADES = ("#ffffff", "#e6eff3", "#c8dde6", "#9fc4d3", "#6fa6bb", "#1f6580")  # one hue, ever darker: told apart by whoever sees no colours too
_BARS = ("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#d55e00")  # Okabe and Ito (2008)
_DASHES: tuple[Any, ...] = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)))
_DPI, _PAD = 160, 0.15  # dots and white around, an inch
_LINES, _WORDS = 40, 44  # lines of a picture, letters of a name


@dataclass(frozen=True)
class Picture:
    """Hold a picture: what its files are called, its title, and its bytes as PNG and as SVG."""

    stem: str
    title: str
    png: bytes
    svg: bytes

    @property
    def files(self) -> tuple[tuple[str, bytes], tuple[str, bytes]]:
        """Give both files by name."""
        return (f"{self.stem}.png", self.png), (f"{self.stem}.svg", self.svg)


def write(export: Export, target: Path) -> list[Path]:
    """Write every picture into a folder, as PNG and as SVG."""
    found = rows(export)
    covers = [cover(theme, found) for theme in export.themes]
    files = dict(file for picture in pictures(grids(export, found), covers, agenda(export, found)) for file in picture.files)
    return put(dict(zip(within(target, files), files.values(), strict=True)))


def pictures(tables: Iterable[Grid], covers: Iterable[Coverage], happenings: Agenda) -> list[Picture]:
    """Draw the heat maps, each theme's subtopics by Sector, and the timeline; what has nothing to show is not drawn."""
    plans: list[tuple[str, str, Callable[[Figure], None], float]] = []
    for grid in tables:
        if grid.cells and len(grid.rows) <= _LINES:
            plans.append((f"heat-{grid.key}", grid.title, partial(_heat, grid=grid), 1.6 + 0.48 * len(grid.rows)))
    for covered in covers:
        if any(one.accepted for one in covered.subtopics):
            title = f"{covered.theme.title}: accepted texts on each subtopic"
            plans.append((f"subtopics-{covered.theme.id}", title, partial(_bars, covered=covered), 2.0 + 0.55 * len(covered.subtopics)))
    dated = [one for one in happenings.happenings if one.start][-_LINES:]
    if dated:
        title = "Activities and events" + (f", the last {_LINES}" if len(dated) == _LINES else "")
        plans.append(("timeline", title, partial(_timeline, dated=dated), 1.4 + 0.3 * len(dated)))
    return [_picture(*plan) for plan in plans]


def _picture(stem: str, title: str, draw: Callable[[Figure], None], height: float) -> Picture:
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # a sign that the font has not is a box
        figure = Figure(figsize=(12, max(height, 3.5)), layout=ConstrainedLayoutEngine(w_pad=_PAD, h_pad=_PAD))
        FigureCanvasAgg(figure)
        draw(figure)
        figure.axes[0].set_title(shorten(title, 90), color=_INK, pad=14)
        png, svg = io.BytesIO(), io.BytesIO()
        figure.savefig(png, format="png", dpi=_DPI, metadata={"Software": None})
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None, "Title": shorten(title, 90)})
    return Picture(stem, title, png.getvalue(), svg.getvalue())


def _heat(figure: Figure, *, grid: Grid) -> None:
    """Draw a grid: the number of pairs, and under it how many of them are accepted."""
    axes = figure.add_subplot()
    highest = most(grid)
    held = [[grid.cells.get((row, column), ()) for column in grid.columns] for row in grid.rows]
    shades = [[heat(len(cell), highest) if cell else 0 for cell in line] for line in held]
    axes.pcolormesh(shades, cmap=ListedColormap(list(_SHADES)), vmin=0, vmax=len(_SHADES) - 1, edgecolors="white", linewidth=2)
    for y, line in enumerate(held):
        for x, cell in enumerate(line):
            if cell:
                told = f"{len(cell)}\n{accepted(cell)} ✓" if accepted(cell) else str(len(cell))
                colour = "white" if shades[y][x] == len(_SHADES) - 1 else _INK
                axes.text(x + 0.5, y + 0.5, told, ha="center", va="center", color=colour, fontsize=10, linespacing=1.1)
    turned = 30 if max(map(len, grid.columns)) > 12 else 0
    axes.set_xticks([x + 0.5 for x in range(len(grid.columns))], [shorten(name, _WORDS) for name in grid.columns], rotation=turned)
    for name in axes.get_xticklabels() if turned else ():
        name.set(horizontalalignment="left", rotation_mode="anchor")
    axes.set_yticks([y + 0.5 for y in range(len(grid.rows))], [shorten(name, _WORDS) for name in grid.rows])
    axes.invert_yaxis()
    axes.xaxis.tick_top()
    _plain(axes)


def _bars(figure: Figure, *, covered: Coverage) -> None:
    """Draw the accepted texts on each subtopic, Sector by Sector in one bar; a text of several Sectors counts in each."""
    axes = figure.add_subplot()
    sectors = ordered({share.sector for one in covered.subtopics for share in one.shares if share.accepted}, layout().sectors)
    start = [0] * len(covered.subtopics)
    for number, sector in enumerate(sectors):
        widths = [sum(len(share.accepted) for share in one.shares if share.sector == sector) for one in covered.subtopics]
        drawn = axes.barh(range(len(widths)), widths, left=start, height=0.62, color=_BARS[number % len(_BARS)], edgecolor="white", label=sector)
        axes.bar_label(drawn, [f"{sector} {width}" if width else "" for width in widths], label_type="center", fontsize=9, color=_INK)
        start = [before + width for before, width in zip(start, widths, strict=True)]
    axes.set_yticks(range(len(covered.subtopics)), [shorten(one.title, _WORDS) for one in covered.subtopics])
    axes.invert_yaxis()
    axes.set_xlabel("accepted texts", color=_SOFT)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(loc="lower right", frameon=False, title="Sector")
    _plain(axes)


def _timeline(figure: Figure, *, dated: Sequence[Happening]) -> None:
    """Draw one bar a line, from the first day to the last."""
    axes = figure.add_subplot()
    starts = [_days(one.start) for one in dated]
    ends = [_days(one.end or one.start) for one in dated]
    least = max((max(ends) - min(starts)) / 150, 1.0)
    widths = [max(end - start, least) for start, end in zip(starts, ends, strict=True)]
    axes.barh(range(len(dated)), widths, left=starts, height=0.6, color=_DEEP)
    axes.set_yticks(range(len(dated)), [shorten(one.item.title or one.item.label, 52) for one in dated])
    axes.set_ylim(len(dated) - 0.4, -0.6)
    axes.xaxis_date()
    axes.xaxis.tick_top()
    axes.grid(axis="x", color=_LINE)
    axes.set_axisbelow(True)
    _plain(axes)


def curves(title: str, reads: Mapping[str, Sequence[bool]]) -> Picture:
    """Draw for each order of reading the share of what can be found over the share that is read; the dashed line is a random order."""
    return _picture("recall", title, partial(_curves, reads=reads), 7.0)


def _curves(figure: Figure, *, reads: Mapping[str, Sequence[bool]]) -> None:
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color=_SOFT, linestyle="--", linewidth=1)
    axes.axhline(0.95, color=_LINE, linewidth=1)
    for number, (name, related) in enumerate(reads.items()):
        found = [0, *accumulate(map(int, related))]
        read = [count / len(related) for count in range(len(found))]
        shares = [count / max(1, found[-1]) for count in found]
        style = {"linewidth": 2.6, "zorder": 3} if not number else {"linewidth": 1.6, "linestyle": _DASHES[number % len(_DASHES)]}
        axes.plot(read, shares, color=_BARS[number % len(_BARS)] if number else _DEEP, label=name, **style)
    axes.set(xlim=(0, 1), ylim=(0, 1.005))
    axes.set_xlabel("share of the pairs read", color=_SOFT)
    axes.set_ylabel("share of the related pairs found", color=_SOFT)
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.legend(loc="lower right", frameon=False)
    _plain(axes)


def _days(day: date | None) -> float:
    """Count the days since 1970, as a date axis does."""
    return float((day - date(1970, 1, 1)).days) if day else 0.0


def _plain(axes: Any) -> None:
    """Take frame and ticks away."""
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, colors=_INK)

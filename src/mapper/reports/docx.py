"""DOCX: the papers of a secretariat as Word files: mapping tables, a paper for each theme, a section of the report."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mapper.errors import UsageError
from mapper.reports import word
from mapper.reports.papers import report, review, tables, theme
from mapper.reports.papers.blocks import Paper
from mapper.reports.wordtemplates import template
from mapper.views.export import Export
from mapper.views.files import places, put
from mapper.views.rows import Row, rows

SORTS: Mapping[str, Callable[[Export, Sequence[Row]], list[Paper]]] = {"tables": tables.papers, "theme": theme.papers, "report": report.papers}


def papers(export: Export) -> list[Paper]:
    """Write the papers that are wanted as values; raise UsageError where there is no such sort, or nothing for it to say."""
    wanted = export.papers.only
    if wanted and wanted not in SORTS:
        raise UsageError(f"no paper named {wanted!r}; choose one of {', '.join(SORTS)}")
    found = rows(export)
    if export.recipient.name:
        if wanted:
            raise UsageError("--for goes with no other paper: it writes the one that comes back; leave --paper")
        return review.papers(export, found)
    made = [paper for name, sort in SORTS.items() if wanted in ("", name) for paper in sort(export, found)]
    if wanted and not made:
        raise UsageError(f"nothing here fills a paper of {wanted}; export the mapping that it shows, or all of them")
    return made


def write(export: Export, target: Path) -> list[Path]:
    """Write one Word file a paper; the same export gives the same bytes."""
    return draw(export, papers(export), target)


def draw(export: Export, made: Sequence[Paper], target: Path) -> list[Path]:
    """Draw papers into their templates, and write all of them or none."""
    drawn = [word.write(paper, template(paper.template, export.papers.templates), export.date) for paper in made]
    names = [paper.name for paper in made]
    return put(dict(zip(places(target, *names), drawn, strict=True))) if names else []

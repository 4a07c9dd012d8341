"""Liaison statements: a draft to the group that was named, to several, or one to every group that has a text."""

from pathlib import Path

from mapper.errors import MapperError
from mapper.reports.docx import draw
from mapper.reports.papers import groups, liaison
from mapper.views.export import Export
from mapper.views.rows import rows


def write(export: Export, target: Path) -> list[Path]:
    """Write one Word file a group; the same export gives the same bytes. Raises UsageError where a group is not known, MapperError where none is."""
    known = groups.known(export)
    wanted = groups.several(export.papers.group, known) if export.papers.group else known
    if not wanted:
        raise MapperError("no text here is of a group, so there is no liaison statement to write; add Questions or mandates, then mapper run")
    ground = liaison.ground(export, rows(export))
    return draw(export, [liaison.paper(ground, group) for group in wanted], target)

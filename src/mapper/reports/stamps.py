"""Stamps: by what properties a file that is handed out says from which state it was made, so that whoever reads it back knows; it loads no writer."""

from dataclasses import dataclass

SCHEMA = "4"  # the layout of files that come back
HINT = "choose"  # what a cell to choose in says while nobody chose


@dataclass(frozen=True)
class Stamps:
    """Name the properties: the run, how many events the log had, the last of them, the layout, and for whom the file is."""

    run: str
    events: str
    head: str
    layout: str
    reviewer: str


BOOK = Stamps("mapper_run_id", "mapper_log_events", "mapper_log_head", "mapper_schema", "mapper_reviewer")
PAPER = Stamps("mapper-run", "mapper-events", "mapper-head", "mapper-schema", "mapper-reviewer")

"""The viewer: a PDF opened at a page in the person's own program, where one can be; else the file, the page and what would open it are told.

Which program that is comes from the person's environment, never from a workspace or a document, and no shell reads the command. What may hold
macros or scripts is named and not opened.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "MAPPER_VIEWER"
_KNOWN = (
    ("evince", "--page-label={page}", "{file}"),
    ("okular", "--page", "{page}", "{file}"),
    ("zathura", "--page={page}", "{file}"),
    ("mupdf", "{file}", "{page}"),
    ("xpdf", "{file}", "{page}"),
)
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
_AWAY = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


def start(command: Sequence[str]) -> None:
    """Start a program beside this one, without a terminal; raise OSError where it cannot be started."""
    silent = subprocess.DEVNULL
    subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)


@dataclass(frozen=True)
class Viewer:
    """Open files that lie in one folder."""

    root: Path
    environ: Mapping[str, str]
    run: Callable[[Sequence[str]], None] = start

    def open(self, file: Path, page: int) -> list[str]:
        """Open a file at a page and say so; else say where it lies, and how it would be opened."""
        if told := self._refusal(file):
            return [told]
        command, why = self.command(file.resolve(), page), self._hindrance()
        if command and not why:
            try:
                self.run(command)
            except OSError as error:
                why = f"{command[0]} does not start ({error.strerror})"
            else:
                return [f"opened p. {page} of {file.name} with {command[0]}" if page else f"opened {file.name} with {command[0]}"]
        return [*self._told(file, page, why), *([f"  {shlex.join(command)}"] if command else [])]

    def _told(self, file: Path, page: int, why: str) -> Iterator[str]:
        yield f"{file}, p. {page}" if page else str(file)
        yield f"{why}; open it by hand:" if why else f'no viewer was found: say which in {VARIABLE}, as in "evince --page-label={{page}} {{file}}"'

    def _refusal(self, file: Path) -> str:
        """Say why a file is never opened: it lies elsewhere, is gone, or is of a kind that may do more than be looked at."""
        if not file.resolve().is_relative_to(self.root.resolve()):
            return f"{file.name} lies outside the workspace and is not opened"
        if not file.is_file():
            return f"{file} is not there any more"
        return "" if file.suffix.casefold() == ".pdf" else f"{file}: only PDFs are opened from here; open it by hand"

    def _hindrance(self) -> str:
        if any(self.environ.get(name) for name in _AWAY):
            return "this terminal is on another machine"
        at_home = os.name != "posix" or any(self.environ.get(name) for name in _DISPLAYS) or Path("/System/Library").exists()
        return "" if at_home or self.environ.get(VARIABLE) else "there is no screen to open it on"

    def command(self, file: Path, page: int) -> list[str]:
        """Make the command, a word for each argument; none where no program is known."""
        try:
            words = shlex.split(self.environ.get(VARIABLE, ""))
        except ValueError:
            words = []
        if words and not any("{file}" in word for word in words):
            words.append("{file}")
        path = self.environ.get("PATH", "")
        words = words or next((list(known) for known in _KNOWN if shutil.which(known[0], path=path)), [])
        return [word.replace("{page}", str(page or 1)).replace("{file}", str(file)) for word in words]

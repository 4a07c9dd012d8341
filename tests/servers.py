"""PostgreSQL servers for tests: one that the environment names, or a throw-away one of our own, started when the first test asks for it.

Ours writes without fsync: what tests kill are programs, and what a killed program wrote is with the kernel. No test takes a machine's power away.
"""

import atexit
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

NAMED = os.environ.get("MAPPER_TEST_POSTGRESQL", "")  # as in postgresql://postgres@localhost/test; each test makes a schema of its own
_BESIDE = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
_SETTINGS = ("listen_addresses=", "max_connections=60", "shared_buffers=32MB", "log_min_messages=fatal", "log_statement=none")
_RIGHTS = "local all locked scram-sha-256\nlocal all all trust\n"


def _program(name: str) -> str:
    return next((str(folder / name) for folder in _BESIDE if (folder / name).is_file()), shutil.which(name) or "")


def _user() -> str:
    """Name the user to run a server as: PostgreSQL refuses root."""
    import pwd

    if os.geteuid():
        return ""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), "root")


def lacking() -> str:
    """Say why no PostgreSQL server can be had here; nothing where one can."""
    if NAMED:
        return ""
    return ours_lacking()


def ours_lacking() -> str:
    """Say why no server of our own can run here: one that a test may stop."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed"
    if os.name != "posix":
        return "a throw-away PostgreSQL server needs unix sockets"
    if not (_program("initdb") and _program("postgres")):
        return "no PostgreSQL server: MAPPER_TEST_POSTGRESQL names none, and initdb is neither in PATH nor in /usr/lib/postgresql"
    return "PostgreSQL refuses to run as root, and there is no user postgres or nobody" if _user() == "root" else ""


@dataclass
class Server:
    """Hold a server of our own: it can be stopped and started again as a test likes."""

    folder: Path
    fsync: str = "off"
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"postgresql://tester@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        import psycopg

        settings = [word for setting in (*_SETTINGS, f"fsync={self.fsync}", f"unix_socket_directories={self.folder}") for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = _as_user([_program("postgres"), "-D", self.folder / "data", *settings], stdout=log, stderr=log)
        while True:
            try:
                psycopg.connect(self.url).close()
                return
            except psycopg.OperationalError:
                if self.process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text(errors="replace")) from None

    def stop(self) -> None:
        """Stop the server at once, as a crash would; every client loses its connection."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(3)  # SIGQUIT: an immediate shutdown
            self.process.wait()

    def remove(self) -> None:
        """Stop the server and take its folder away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _as_user(call: list[object], **more: object) -> subprocess.Popen:
    user = _user()
    extra = {"user": user, "group": _group(user), "extra_groups": []} if user else {}
    return subprocess.Popen([str(word) for word in call], cwd="/", **extra, **more)


def _group(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


@cache
def ours(fsync: str = "off") -> Server:
    """Make and start the server of this process, once; it goes when the process ends."""
    import pwd

    folder = Path(mkdtemp(prefix="mapper-pg-", dir="/tmp"))
    if user := _user():
        os.chown(folder, pwd.getpwnam(user).pw_uid, _group(user))
    _make(folder)
    (folder / "data" / "pg_hba.conf").write_text(_RIGHTS)
    server = Server(folder, fsync)
    server.start()
    atexit.register(server.remove)
    return server


def _make(folder: Path) -> None:
    """Make a database whose texts sort as a dictionary does where the server can, unlike ours: what relies on the server's order shows."""
    program = [_program("initdb"), "-D", folder / "data", "--username=tester", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    for sorting in (["--locale-provider=icu", "--icu-locale=en-US"], []):
        made = _as_user([*program, *sorting], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        told, _ = made.communicate()
        if made.returncode == 0:
            return
    raise RuntimeError(told.decode(errors="replace"))


def url() -> str:
    """Give the URL of the server to test on."""
    return NAMED or ours().url

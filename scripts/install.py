"""Install mapper into the running virtual environment, pinned; the standard library only, since nothing else is there yet."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def pip(*arguments: str) -> None:
    """Run pip with our pins; its own message says what went wrong."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt", *arguments]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit("the installation failed; the lines above say why. Mend it (often the network) and run make again")


def requirements(*, dev: bool) -> list[str]:
    """List what pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(project["optional-dependencies"]["dev"] if dev else [])]


def main() -> None:
    """Install what mapper needs, then mapper itself from this folder."""
    print("setting up .venv (the first time takes a minute or two)", file=sys.stderr)
    pip(*requirements(dev="--dev" in sys.argv[1:]), "hatchling", "editables")
    pip("--no-deps", "--no-build-isolation", "--editable", ".")


if __name__ == "__main__":
    main()

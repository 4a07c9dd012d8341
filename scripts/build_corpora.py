"""Build corpora/demo from its readable source: `python scripts/build_corpora.py [--check]`."""

import argparse
import sys
from pathlib import Path

from demo_corpora.build import build, differences
from demo_corpora.text import SourceError

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"


def main() -> int:
    """Build, or with --check build aside and say which committed files differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="build in a temporary folder and fail if the committed files differ")
    checking = parser.parse_args().check
    try:
        if not checking:
            build(DEMO / "source", DEMO)
            return 0
        found = differences(DEMO / "source", DEMO)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    for name in found:
        print(f"corpora/demo/{name} is not what the source makes; run scripts/build_corpora.py", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

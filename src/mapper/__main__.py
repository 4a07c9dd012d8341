"""The program as `python -m mapper`, where the shell does not find it."""

from mapper.cli import main

if __name__ == "__main__":
    main()

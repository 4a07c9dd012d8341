"""Every command of mapper, one group a file; registering imports no room."""

import typer

from mapper.cli import auditing, evaluating, exchanging, judging, keeping, listing, reviewing, running, shared, storing, surveying, teaming, theming


def register(app: typer.Typer) -> None:
    """Hang every command on the app, in the order in which a newcomer needs them."""
    shared.utf8_output()
    for group in (running, listing, reviewing, judging, teaming, theming, surveying, exchanging, evaluating, keeping, auditing, storing):
        group.register(app)

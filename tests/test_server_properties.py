"""What no sequence of acts, crashes and moves does to a store in a file, none does to one on a server; it may go from either to the other."""

from contextlib import ExitStack

import pytest
from hypothesis.stateful import initialize, rule

from mapper import moving, settings
from mapper.settings import FILE
from mapper.store import open_store
from tests import servers
from tests.patience import patient
from tests.stores import place
from tests.test_decision_properties import Workspace


class OnServer(Workspace):
    """Do the same to a store on a server, but for what can only be done to a file."""

    run_out_of_room = come_from_the_first_shape = back_up_and_go_on_elsewhere = None

    @initialize()
    def begin(self):
        super().begin()
        self.store.close()
        self.places, self.files = ExitStack(), 0
        self.go_to(self.places.enter_context(place("postgresql")))

    def teardown(self):
        super().teardown()
        if hasattr(self, "places"):
            self.places.close()

    def go_to(self, url):
        (self.folder / FILE).write_text(f'[workspace]\nstore = "{url}"\n', encoding="utf-8")
        self.settings = settings.load(self.folder)
        self.store = open_store(self.settings.store_url)

    @rule()
    def move(self):
        """Move the store to a file, or from there to a server, and go on there."""
        told = self.exports()
        self.files += 1
        on_file = self.settings.store_url.startswith("sqlite")
        url = self.places.enter_context(place("postgresql")) if on_file else f"sqlite:///moved-{self.files}.db"
        moving.move(self.settings, self.store, url)
        self.store.close()
        self.settings = settings.load(self.folder)
        self.store = open_store(self.settings.store_url)
        assert self.exports() == told


@pytest.mark.skipif(bool(servers.lacking()), reason=servers.lacking() or "there is one")
class TestOnServer(OnServer.TestCase):
    """Run it where a server can be started."""


TestOnServer.settings = patient(6, steps=16)

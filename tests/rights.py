"""Rights: be a user to whom something can be refused, though root runs the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import mapper

_NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """Act as a user without rights where root runs the tests; skip where that user could not even read the code."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(_NOBODY)
    try:
        if not os.access(Path(mapper.__file__), os.R_OK, effective_ids=True):
            pytest.skip("only root may enter the folder of this clone, so nobody else can run the code: clone into an open folder to run this test")
        yield
    finally:
        os.seteuid(before)

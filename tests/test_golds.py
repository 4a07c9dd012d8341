"""Citations, actors and deadlines against sentences with what is to be found in them: golds/FORMAT.md.

Measured by `scripts/measure_references.py`: of the half that was kept back until the rules were done 0.994 of 176 citations were found and 0.972 of
those found were right, 1.000 and 1.000 of 81 actors, 0.971 and 1.000 of 35 deadlines; then two faults that it showed were mended. Before this work
it was 0.767 and 0.951, 0.864 and 0.864, 0.771 and 1.000. The halves have one author, so texts of others will do worse. Of 576 places where 16 real
documents cite, 0.988 were found and 0.998 of those found were right; they were read together with what had been found in them.
"""

import sys
from pathlib import Path

import pytest

from tests.paper import REAL

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import measure_references as golds  # noqa: E402

REAL_FILES = ROOT.parent / "shared" / "real"


@pytest.mark.parametrize(
    ("name", "mentions", "recall", "precision"),
    [
        ("citations-tuned", 150, 1.0, 1.0),
        ("citations-held-out", 150, 0.99, 0.98),
        ("actors-tuned", 60, 1.0, 1.0),
        ("actors-held-out", 60, 0.98, 0.98),
        ("deadlines-tuned", 30, 1.0, 1.0),
        ("deadlines-held-out", 30, 0.97, 1.0),
    ],
)
def test_what_a_sentence_says_is_found(name, mentions, recall, precision):
    score = golds.measured(golds.GOLDS / f"{name}.txt")
    assert score.wanted >= mentions
    assert score.recall >= recall, score.wrong
    assert score.precision >= precision, score.wrong


@pytest.mark.parametrize("kind", sorted(golds.KINDS))
def test_the_two_halves_share_no_sentence(kind):
    tuned, held_out = ({sentence.text for sentence in golds.read(golds.GOLDS / f"{kind}-{half}.txt")} for half in ("tuned", "held-out"))
    assert len(tuned) > 30
    assert len(held_out) > 30
    assert not tuned & held_out


def test_a_wrong_edition_a_missing_and_a_needless_mention_are_counted():
    sentence = golds.Sentence(1, "a", {}, ("pp/res/1 Dubai, 2018", "pp/res/2"))
    score = golds.Score()
    score.add(sentence, ["pp/res/1", "pp/res/2", "pp/res/2"])
    assert (score.wanted, score.found, score.right) == (2, 3, 1)
    assert len(score.wrong) == 1


@pytest.mark.skipif(not REAL_FILES.is_dir(), reason=REAL)
@pytest.mark.parametrize(("name", "wanted"), golds.facts().items())
def test_nearly_all_that_a_real_document_cites_is_found(name, wanted):
    score = golds.measured_real(REAL_FILES / name, wanted)
    assert score.recall >= 0.85, score.wrong
    assert score.precision >= 0.95, score.wrong


def test_hundreds_of_places_in_real_documents_are_known():
    assert sum(map(len, golds.facts().values())) >= 300

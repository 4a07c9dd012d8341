"""Simulate: the gold is replayed as the reviewer; every pair is read once, and learning only changes the order."""

import json
import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from mapper import effort, simulate
from mapper.calibration import Calibrator, Calibrators, signs
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache
from mapper.errors import MapperError
from mapper.proposals import Tools
from mapper.replaying import mixed
from tests.test_evaluate import written
from tests.test_weighing import by_words, proposals

NAMES = ["mix", "score, fixed", "likely, unlearned", "likely", "uncertain", "coverage", "random"]
CURVES = Calibrators(Calibrator(-2.0, 1.0, -0.3, 1000), {simulate.TYPE: Calibrator(-2.0, 1.0, -0.3, 1000)})


@pytest.fixture(scope="module")
def gold():
    """Give pairs of which those are related that are alike by words."""
    draw = random.Random(9)
    found = [replace(one, type=simulate.TYPE, probability=CURVES.shown(simulate.TYPE, seen(one))) for one in proposals(500)]
    related = {one.pair: by_words(dict(one.contributions)) + draw.gauss(0, 0.5) > 1.9 for one in found}
    return simulate.Gold(tuple(found), related, (30, 30, sum(related.values())), Tools(HashingEmbedder(), calibrators=CURVES))


def seen(one):
    return signs(one.score, one.ranks, dict(one.channels))


@pytest.mark.parametrize("order", ["likely", "uncertain", "coverage", "random"])
@pytest.mark.parametrize("every", [0, 100])
def test_every_pair_is_read_once_in_every_order(gold, order, every):
    asked = []

    def told(found):
        asked.append({one.pair for one in found})
        return simulate.ordered(order)(found)

    replay = simulate.replay(gold, order, told, every=every)
    assert Counter(replay.read) == Counter(gold.related.values())
    assert len(asked) == (1 if not every else 5)
    assert all(later < earlier for earlier, later in pairwise(asked))


def test_learning_on_the_way_finds_the_related_sooner(gold):
    plain, learned = (simulate.replay(gold, "likely", simulate.ordered("likely"), every=every).as_json() for every in (0, 100))
    assert plain["runs"] == 0
    assert learned["runs"] == 4
    assert learned["weights_learned"] > 0
    assert learned["wss_at_95"] > plain["wss_at_95"] + 0.05
    assert learned["stop"]["recall"] >= 0.9


def test_the_second_order_is_that_of_what_was_learned(gold):
    """Before the first run nothing differs; behind it the order does."""
    plain, learned = (simulate.replay(gold, "likely", simulate.ordered("likely"), every=every).read for every in (0, 100))
    assert plain[:100] == learned[:100]
    assert plain[100:] != learned[100:]


def test_a_set_is_proposed_and_told(tmp_path):
    result = simulate.simulate(written(tmp_path), HashingEmbedder())
    assert result.gold.counts == (3, 4, 3)
    count = len(result.gold.proposals)
    assert result.lines()[0] == f"{count} pairs proposed of 3 x 4 texts; 3 of 3 related pairs are among them"
    assert [line.split("  ")[0] for line in result.lines()[5:-2]] == NAMES
    assert result.lines()[-1].startswith("the certified bound held in 200 of 200 replays with other draws")
    assert all(replay.as_json()["curve"][-1] == {"read": count, "found": 3} for replay in result.replays)
    assert all(replay.as_json()["read_for_95"] <= 4 for replay in result.replays[:3])


def test_the_same_set_gives_the_same_replays(tmp_path):
    folder = written(tmp_path)
    once, again = (simulate.simulate(folder, HashingEmbedder()) for _ in range(2))
    assert once.replays == again.replays


def test_a_set_of_which_nothing_related_is_proposed_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("mapper.simulate.propose", lambda *_: [])
    with pytest.raises(MapperError, match="none of its 3 related pairs is proposed"):
        simulate.propose_gold(written(tmp_path), HashingEmbedder(), VectorCache())


def test_the_command_prints_a_table_and_json_lines(cli, tmp_path):
    folder = str(written(tmp_path))
    table = cli("simulate", folder, "--model", "hashing")
    assert table.code == 0
    assert "3 of 3 related pairs are among them" in table.out
    assert "asked after each 10 readings" in table.err
    told = [json.loads(line) for line in cli("simulate", folder, "--model", "hashing", "--json", "--replays", "5").out.splitlines()]
    assert [one["order"] for one in told] == NAMES
    assert told[0].pop("certified")["held"] == 5
    assert {"order", "pairs", "related", "curve", "wss_at_95", "area", "read_for_95", "stop", "runs", "weights_learned"} == set(told[0])
    assert cli("simulate", str(tmp_path / "none")).code == 1


def test_the_curves_are_drawn_the_same_every_time(cli, tmp_path):
    folder, plot = str(written(tmp_path)), tmp_path / "curves.png"
    once, again = ((cli("simulate", folder, "--model", "hashing", "--replays", "0", "--plot", str(plot)).code, plot.read_bytes()) for _ in range(2))
    assert once == again
    assert once[1].startswith(b"\x89PNG")


def test_the_mix_learns_from_neighbours_what_the_score_does_not_tell(gold):
    """Half of the texts are on nothing that anybody wants, whatever the scores say."""
    related = {one.pair: gold.related[one.pair] and int(one.left[-1]) % 2 == 0 for one in gold.proposals}
    biased = replace(gold, related=related)
    order = mixed(biased.proposals, simulate.laid_out(biased), related)
    read = [related[pair] for pair in order]
    assert Counter(read) == Counter(related.values())
    assert effort.spared(read) > effort.spared(simulate.by_score(biased).read) + 0.1


def test_what_is_known_before_is_not_read_again(gold):
    known = [one.pair for one in gold.proposals[:20]]
    order = mixed(gold.proposals, simulate.laid_out(gold), gold.related, known=known)
    assert not set(order) & set(known)
    assert len(order) == len(gold.proposals) - 20

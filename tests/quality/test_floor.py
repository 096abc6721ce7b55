"""What the reader reaches on a sample of the development data never falls."""

import pytest
from measuring import corpus, floor

JOBS = 2

pytestmark = [
    pytest.mark.skipif(
        not corpus.DATA.is_dir(), reason="the shared development data is not beside this checkout"
    ),
    pytest.mark.xdist_group("quality"),
]


def test_the_floor_was_measured_on_this_corpus() -> None:
    pinned_on, _ = floor.load()
    assert pinned_on == corpus.fingerprint(), (
        "the development data or its scorer has changed, so the pinned figures say nothing: "
        "compare by hand, then `python tools/score_extraction.py --pin --lower`"
    )


@pytest.mark.parametrize("mode", corpus.MODES)
def test_no_figure_is_below_its_floor(mode: str) -> None:
    _, pinned = floor.load()
    pinned = {key: value for key, value in pinned.items() if key[0] == mode}
    assert pinned, "nothing is pinned: `python tools/score_extraction.py --pin`"
    fallen = list(floor.falls(pinned, floor.measure(mode, JOBS)))
    assert not fallen, "\n".join(map(str, fallen))


def test_a_figure_below_its_floor_is_told_and_one_above_is_not() -> None:
    pinned = {
        ("html", "all", "title_ok"): 0.9,
        ("html", "all", "comment_leak"): 0.02,
        ("html", "all", "source"): 0.5,
    }
    better = {
        ("html", "all", "title_ok"): 0.95,
        ("html", "all", "comment_leak"): 0.01,
        ("html", "all", "source"): 0.5,
    }
    worse = {("html", "all", "title_ok"): 0.89, ("html", "all", "comment_leak"): 0.03}
    assert not list(floor.falls(pinned, better))
    assert [fall.key[2] for fall in floor.falls(pinned, worse)] == ["title_ok", "comment_leak", "source"]

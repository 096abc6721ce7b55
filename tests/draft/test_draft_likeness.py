"""The same story is known again by its text; another is not."""

from newsdigest.draft.likeness import Sketches, sketch_of
from newsdigest.model.article import Article

WORDS = [f"word{number}" for number in range(300)]


def sketch(words: list[str]) -> str:
    return sketch_of(Article("page.html", markdown=" ".join(words) + "."))


def test_a_cut_and_edited_copy_is_the_same_story_and_another_is_not() -> None:
    known = Sketches()
    known.add("first.html", sketch(WORDS))
    cut = [*WORDS[:90], "edited", *WORDS[91:250]]
    assert known.alike("second.html", sketch(cut)) == "first.html"
    assert known.alike("third.html", sketch([f"{word}x" for word in WORDS])) == ""
    assert known.alike("first.html", sketch(WORDS)) == ""


def test_of_two_the_nearer_is_named() -> None:
    known = Sketches()
    known.add("cut.html", sketch(WORDS[:230]))
    known.add("whole.html", sketch(WORDS))
    assert known.alike("new.html", sketch(WORDS[:299])) == "whole.html"


def test_short_texts_damaged_sketches_and_those_of_other_versions_tell_nothing() -> None:
    assert sketch(WORDS[:20]) == ""
    known = Sketches()
    known.add("damaged.html", "2-zz")
    known.add("other.html", "0-" + sketch(WORDS).partition("-")[2])
    assert known.alike("new.html", sketch(WORDS)) == ""
    assert known.alike("new.html", "") == ""

"""XML written as text: what a serialiser would write."""

from xml.etree.ElementTree import Element, fromstring, tostring

from hypothesis import given
from hypothesis import strategies as st

from newsdigest.outputs.feed import legal
from newsdigest.outputs.xml import Xml, document, element, text

NAMES = st.sampled_from(("title", "link", "content", "updated"))
SAID = st.text() | st.text(st.sampled_from("&<>\"'\n\t\r ]a\x00\ud800é"))
ATTRIBUTES = st.dictionaries(NAMES, SAID, max_size=3)
TREES = st.recursive(
    st.tuples(NAMES, ATTRIBUTES, SAID),
    lambda inner: st.tuples(NAMES, ATTRIBUTES, st.lists(inner, max_size=4)),
    max_leaves=12,
)


def written(tree: tuple) -> Xml:
    name, attributes, held = tree
    return (
        text(name, held, attributes)
        if isinstance(held, str)
        else element(name, attributes, map(written, held))
    )


def built(tree: tuple) -> Element:
    name, attributes, held = tree
    made = Element(name, {key: legal(value) for key, value in attributes.items()})
    if isinstance(held, str):
        made.text = legal(held)
    else:
        made.extend(map(built, held))
    return made


@given(TREES)
def test_the_same_as_a_serialiser(tree: tuple) -> None:
    wanted = tostring(built(tree), encoding="unicode")
    assert document(written(tree)) == f'<?xml version="1.0" encoding="utf-8"?>\n{wanted}\n'.encode()


@given(TREES)
def test_it_reads_back(tree: tuple) -> None:
    assert tostring(fromstring(document(written(tree)))) == tostring(built(tree))

"""Pages after their templates have come to say something else, made of the pages as they were.

Most changes of a template are changes of what it says itself: a link in the footer, a class, another word.
What it says outside loops, conditions and macros stands once on each of its pages, as it stands in the
template. Where nothing else of the templates is other than before, a page as it would be made now is the page
as it was made, with the new words in the place of the old.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newsdigest.outputs.templates import Templates

if TYPE_CHECKING:
    from jinja2.nodes import Block, Node, Template

Words = tuple[tuple[bytes, bytes], ...]
"""What stood once on a page, as UTF-8, and what stands there now."""


def changed_words(
    before: Templates, now: Templates, kinds: Mapping[str, Sequence[str]]
) -> dict[str, Words] | None:
    """Kind -> what is other on its pages; None where any change goes deeper.

    `kinds` name the templates that may begin a page of each; where these are several their words must be the
    same, for it is not known from which of them a page was made.
    """
    parsed = cache(now.parse)
    found: dict[str, Words] = {}
    for kind, names in kinds.items():
        several = {_changed_words(before, now, name, parsed) for name in names}
        words = several.pop()
        if several or words is None:
            return None
        found[kind] = words
    return found


def retouched(page: bytes, words: Words) -> bytes | None:
    """The page with other words; None where it is not certain which of its words are a template's."""
    places = []
    for old, new in words:
        start = page.find(old)
        if start < 0 or page.find(old, start + 1) >= 0:
            return None
        places.append((start, start + len(old), new))
    for start, end, new in sorted(places, reverse=True):
        page = page[:start] + new + page[end:]
    return page


def _changed_words(
    before: Templates, now: Templates, name: str, parsed: "Callable[[str], Template]"
) -> Words | None:
    closure = before.closure([name])
    if closure != now.closure([name]) or name not in closure:
        return None
    old, new = (_spine(name, {one: parsed(side.texts[one]) for one in closure}) for side in (before, now))
    if old is None or new is None or old.rest != new.rest:
        return None
    changed = [(one, two) for one, two in zip(old.words, new.words, strict=True) if one != two]
    if not all(one for one, _ in changed):
        return None  # where nothing stood, nothing can be found
    return tuple((one.encode(), two.encode()) for one, two in changed)


class _Spine(NamedTuple):
    """What the templates of a page print there exactly once, parted from all else that they do."""

    words: list[str]
    """What they say themselves, cut by whatever else they print or do."""
    rest: "list[Node | str]"
    """All else, in an order that these words have no part in."""


def _spine(name: str, trees: "Mapping[str, Template]") -> _Spine | None:
    """The spine of a page that starts from a template, whose closure is `trees`; None where there is none.

    There is none where it is not certain that what is printed is printed once and as it is: a template of the
    chain that is also included or imported, a block within something that may print it otherwise, `self`.
    """
    from jinja2 import nodes

    chain = _chain(name, trees)
    if not chain or any(one.name == "self" for tree in trees.values() for one in tree.find_all(nodes.Name)):
        return None
    defined = [block for one in chain for block in trees[one].find_all(nodes.Block)]
    shown = {block.name: block for block in reversed(defined)}
    at: dict[str, Block] = {}
    words: list[str] = [""]
    rest: list[Node | str] = []

    def part(thing: "Node | str") -> None:
        words.append("")
        rest.append(thing)

    def walk(body: "Iterable[Node]") -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                walk(node.nodes)
            elif isinstance(node, nodes.TemplateData):
                words[-1] += node.data
            elif isinstance(node, nodes.Block):
                at[node.name] = node
                part(_head(node))
                if node is not shown[node.name]:
                    part(node)
                walk(shown[node.name].body)
                part("endblock")
            else:
                part(node)

    walk(trees[chain[-1]].body)
    beside = [node for one in chain[:-1] for node in trees[one].body]
    outside = {id(node) for node in (*beside, *at.values())}
    if any(block.name in at and id(block) not in outside for block in defined):
        return None
    for node in beside:
        if isinstance(node, nodes.Block) and node.name in at and node is shown[node.name]:
            rest.append(_head(node))
        else:
            rest.append(node)
    rest += (trees[one] for one in sorted(trees.keys() - set(chain)))
    return _Spine(words, rest)


def _head(block: "Block") -> str:
    return f"block {block.name} {block.scoped} {block.required}"


def _chain(name: str, trees: "Mapping[str, Template]") -> list[str]:
    """A template, what it extends, what that extends; empty where any is also used in another way."""
    from jinja2 import nodes
    from jinja2.meta import find_referenced_templates

    chain = [name]
    while extended := [node for node in trees[chain[-1]].body if isinstance(node, nodes.Extends)]:
        (*others, last) = extended
        if others or not isinstance(last.template, nodes.Const) or last.template.value in chain:
            return []
        chain.append(last.template.value)
    used = [other for tree in trees.values() for other in find_referenced_templates(tree)]
    extends = [node for one in chain for node in trees[one].find_all(nodes.Extends)]
    once = sorted(one for one in used if one in chain) == sorted(chain[1:])
    return chain if None not in used and once and len(extends) == len(chain) - 1 else []

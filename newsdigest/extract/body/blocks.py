"""The page as a flat list of blocks: runs of text that stand together, in reading order."""

import copy
import re
from collections.abc import Iterable, Sequence

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from newsdigest.extract.elements import BLOCKS, SKIPPED

_UNSPACED = re.compile(r"([\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.!?…。！？।؟][\"'”’»«)\]」』】]*$")
_STRESS = ("b", "strong", "em", "i")


class Block(Struct, frozen=True, eq=False):
    """A run of text without block elements inside."""

    element: HtmlElement
    """Its own element in the working copy: taking it out takes out the block and nothing else."""
    text: str
    """Blanks collapsed."""
    words: tuple[str, ...]
    """Case-folded; signs of scripts written without spaces count one by one."""
    linked: int
    """Characters of `text` that stand in links within the block."""
    stressed: int = 0
    """Characters of `text` in bold or slanted type."""
    links: tuple[str, ...] = ()
    """Where its links lead, as written."""


def words_of(text: str) -> tuple[str, ...]:
    """Words for comparison."""
    folded = text.casefold()
    return tuple(_WORD.findall(folded if folded.isascii() else _UNSPACED.sub(r" \1 ", folded)))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_ENDS.search(text[-12:]))


def text_copy(tree: HtmlElement) -> HtmlElement:
    """The page's body to work on, without what is no text."""
    body = tree.find("body") if tree.tag == "html" else None
    root: HtmlElement = copy.deepcopy(tree if body is None else body)
    root.tail = None
    etree.strip_elements(root, *sorted(SKIPPED), etree.Comment, etree.ProcessingInstruction, with_tail=False)
    return root


def isolate_blocks(root: HtmlElement) -> None:
    """Gives each block of text an element of its own."""
    breaks = list(root.iter("br"))
    holders = _ancestors([*root.iter(*BLOCKS), *filter(_ends_paragraph, breaks)])
    for line_break in breaks:
        line_break.tail = "\n" + (line_break.tail or "")
    for holder in [element for element in root.iter() if element in holders]:
        _wrap_runs(holder, holders)


def blocks_of(root: HtmlElement) -> list[Block]:
    """The blocks that hold text, where each has an element of its own."""
    holders = _ancestors(root.iter(*BLOCKS))
    leaves = [element for element in root.iter(*BLOCKS) if element not in holders] or [root]
    blocks = []
    for leaf in leaves:
        text = " ".join(leaf.text_content().split())
        if text:
            blocks.append(Block(leaf, text, words_of(text), *_marked_up(leaf, len(text))))
    return blocks


def _marked_up(leaf: HtmlElement, size: int) -> tuple[int, int, tuple[str, ...]]:
    """Characters in links, characters in bold or slanted type, and where the links lead."""
    if not len(leaf):
        return 0, 0, ()
    links = _outermost(leaf, "a")
    linked = sum(map(_characters, links))
    stressed = sum(map(_characters, _outermost(leaf, *_STRESS)))
    return min(linked, size), min(stressed, size), tuple(link.get("href") or "" for link in links)


def _outermost(leaf: HtmlElement, *tags: str) -> list[HtmlElement]:
    found = []
    walk = etree.iterwalk(leaf, events=("start",), tag=tags)
    for _, element in walk:
        found.append(element)
        walk.skip_subtree()
    return found


def _characters(element: HtmlElement) -> int:
    return len(" ".join(element.text_content().split()))


def keep_only(root: HtmlElement, blocks: Sequence[Block], chosen: Sequence[Block]) -> None:
    """Takes out all but the chosen blocks, what they stand in, and the pictures among them."""
    kept = {block.element for block in chosen}
    dropped = {block.element for block in blocks} - kept
    place = {element: n for n, element in enumerate(root.iter())}
    first = place[chosen[0].element] if chosen else 0
    last = place[chosen[-1].element] if chosen else 0
    pictures = {image for image in root.iter("img") if first <= place[image] <= last}
    around = _ancestors([*kept, *pictures])
    gone = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element in kept or element in pictures:
            walk.skip_subtree()
        elif element in dropped or (element not in around and element is not root):
            walk.skip_subtree()
            gone.append(element)
    for element in gone:
        if element is root:
            element.clear()
        else:
            element.drop_tree()


def _ancestors(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    found: set[HtmlElement] = set()
    for element in elements:
        parent = element.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def _ends_paragraph(element: HtmlElement) -> bool:
    """Whether a line break has another right after it."""
    after = element.getnext()
    return after is not None and after.tag == "br" and not (element.tail or "").strip()


def _wrap_runs(holder: HtmlElement, holders: set[HtmlElement]) -> None:
    """Puts text and inline elements that stand between a holder's blocks into elements of their own."""
    children = list(holder)
    run = _new_run(holder)
    run.text, holder.text = holder.text, None
    runs: list[tuple[HtmlElement, HtmlElement | None]] = []
    for child in children:
        if child.tag in BLOCKS or child in holders:
            runs.append((run, child))
            run = _new_run(holder)
            run.text, child.tail = child.tail, None
        else:
            last = child.tag == "br" and _ends_paragraph(child)
            run.append(child)
            if last:
                runs.append((run, None))
                run = _new_run(holder)
    runs.append((run, None))
    # blocks stay where they are: moving one costs time for all that it holds
    behind: HtmlElement | None = None
    for run, following in reversed(runs):
        behind = behind if following is None else following
        if len(run) or (run.text or "").strip():
            if behind is None:
                holder.append(run)
            else:
                behind.addprevious(run)
            behind = run


def _new_run(holder: HtmlElement) -> HtmlElement:
    return holder.makeelement("div")

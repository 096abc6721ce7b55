"""The arbiter: which blocks are the body, given what the classifier thinks of each."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice, pairwise

from lxml.html import HtmlElement

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.body.blocks import Block, ends_sentence, words_of
from newsdigest.extract.dates import read_date
from newsdigest.extract.names import clean_names, is_byline
from newsdigest.extract.text.furniture import furniture
from newsdigest.extract.wordlists import alternatives

ENOUGH = 0.44
"""Probability from which on a block is taken: best for F1 on sites that training did not see."""

_AS_STANDFIRST = 0.1
"""The same for what the page's description says too: some of the pages learnt from leave standfirsts out."""

_SURE = 0.7
"""Probability below which a heading at the end is one of what follows the article."""
_COPY_SIZE = 9
"""Runs of four words; less may stand twice in an article by right."""
_COPY_SHARE = 0.8
_CELL = 80
"""Characters; a table whose cells hold more on average lays out a page."""
_CELLS = 4
"""The least of a table of data."""
_PROSE, _LEAD, _DATED = 25, 15, 16
"""Words: from which on a block is text, or opens it, and up to which it may be a line of date and time."""
_READING_TIME = re.compile(
    r"\b\d+\s*-?(?:min(?:ute)?s?\.? (?:read|de lectura|de leitura|di lettura|de lecture)|minuten lesezeit)"
    r"|(?:lesezeit|leestijd|temps de lecture|tiempo de lectura|tempo di lettura|okuma süresi)\b",
    re.I,
)
_DAY = re.compile(r"(?<!\d)\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d(?!\d)")
"""A day in numbers, whichever of them is the month."""
_CLOCK_END = re.compile(r"(?<!\w)(?:[ap]\.m|น|г)\.$", re.I)
"""How a time ends that does not end a sentence."""
_END_MATTER = re.compile(
    r"^\W*(?:you are receiving this|©|\(c\)|copyright\b|저작권자|انتهای پیام|"
    rf"(?:{alternatives('source with colon')}|{alternatives('editor with colon')})\s*[:：])"
    r"|^(?-i:SOURCE [A-Z])|^[(\[]?[a-z]{2,4}(?:/[a-z]{2,4})+[)\]]?$"
    r"|^\w{2,4} 기자 \S+@|\bcan be reached (?:at|on|by|via)\b|\breach (?:him|her|them|me) (?:at|on|by|via)\b"
    r"|\bfollow (?:him|her|them) (?:on|at)\b",
    re.I,
)
_REPLY = re.compile(
    r"(?:reply|antworten|répondre|responder|rispondi|odpowiedz|beantwoorden|svara?|ответить|返信|回复|回覆|답글)\b",
    re.I,
)
_REPLIES = 3
"""Lines that open with it, from which on a page has a discussion."""
_SOME_TEXT = 200
"""Characters; a page that keeps less without its comments is made of comments, as a forum is."""

_POINTER = re.compile(
    r"^\W*(?:(?:see|read|watch|lees|les|läs|læs|lue) (?:also|more|next|ook|også|mer|mere|myös)|also read|more"
    r"|related(?: \w+)?|recommended|mehr zum thema|lesen sie (?:auch|mehr)|auch interessant|lire aussi"
    r"|à lire aussi|voir aussi|lea también|lee también|leia também|leia mais|veja também|leggi anche"
    r"|читайте также|czytaj (?:też|także)|zobacz (?:też|także)"
    r"|関連記事|相关阅读|延伸阅读|関連)\s*(?:[:：|>»–-]|$)",
    re.I,
)
"""A line that leads to another article."""

_CREDITS = re.compile(
    r"^\W*(?:(?:additional )?report(?:ing|ed)(?: and writing)? by|edit(?:ing|ed) by|writing by|compiled by"
    r"|(?:our |thomson reuters )standards: )",
    re.I,
)
"""Who worked on the story: told by the byline, and no part of the text."""

_SIGN_UP = re.compile(
    r"^\W*(?:sign up|subscribe|get (?:the|our) .{0,60}newsletter|follow us|like us on|join our"
    r"|download (?:the|our) .{0,20}app"
    r"|thanks for signing up|advertisement|story continues below|article continues|get in touch with our"
    r"|got a (?:story|tip)\b|newsletter\b|this article was (?:originally|first) published)",
    re.I,
)
"""Invitations, and labels of adverts."""
_INVITATION = re.compile(r"\bis a reader-supported publication\b|\bto receive new posts and support\b", re.I)
"""What a platform for newsletters puts amid the text as if it were of it."""


def choose(
    blocks: Sequence[Block],
    probabilities: Mapping[int, float],
    levels_to_comment: Mapping[int, int],
    title: str,
    standfirsts: Set[int] = frozenset(),
) -> list[int]:
    """Numbers of the blocks of the body, in order of the page.

    `levels_to_comment` says, for a block, how many elements further up one is named a comment;
    `standfirsts` are those that the page's description repeats.
    """
    evened = _evened(blocks, probabilities)
    chosen = [n for n, p in evened.items() if p > ENOUGH and not _is_furniture(blocks[n], p)]
    text = next((n for n in chosen if len(blocks[n].words) > _LEAD), 0)
    leads = [n for n in standfirsts if n < text and ENOUGH >= evened.get(n, 0.0) > _AS_STANDFIRST]
    chosen = sorted([*chosen, *leads])
    chosen = sorted({*chosen, *_between(blocks, chosen), *_tables_between(blocks, chosen)})
    chosen = _until_comments(blocks, chosen)
    chosen = _without_comments(blocks, chosen, levels_to_comment)
    chosen = _without_replies(blocks, chosen)
    chosen = _without_copies(blocks, chosen)
    chosen = _without_headline(blocks, chosen, title)
    chosen = _without_head_matter(blocks, chosen)
    while chosen and _is_end_matter(blocks[chosen[-1]]):
        chosen.pop()
    while chosen and _is_heading(blocks[chosen[-1]]) and evened[chosen[-1]] < _SURE:
        chosen.pop()
    return chosen


def _is_furniture(block: Block, p: float) -> bool:
    if len(block.words) > 45:
        return False
    return bool(
        _is_of_contents(block)
        or _POINTER.match(block.text)
        or _CREDITS.match(block.text)
        or _INVITATION.search(block.text)
        or (p < 0.9 and len(block.words) < 35 and _SIGN_UP.match(block.text))
    )


def _between(blocks: Sequence[Block], chosen: Sequence[int]) -> Iterator[int]:
    """Headings amid the text right above a paragraph of it, however short, as in a report of many parts."""
    for before, n in pairwise(chosen):
        if (
            n - before == 2
            and _is_heading(blocks[n - 1])
            and _may_open(blocks[n - 1])
            and _is_paragraph(blocks[n])
        ):
            yield n - 1


def _tables_between(blocks: Sequence[Block], chosen: Sequence[int]) -> Iterator[int]:
    """Tables of data that stand alone between two blocks of the text, however little words say of figures."""
    for before, n in pairwise(chosen):
        if n - before > _CELLS:
            parts = range(before + 1, n)
            whole = _whole_of(blocks[parts[0]].element)
            if (
                whole is not None
                and whole.tag == "table"
                and all(_whole_of(blocks[k].element) is whole for k in parts)
                and _is_data(blocks, parts)
            ):
                yield from parts


def _is_data(blocks: Sequence[Block], cells: Sequence[int]) -> bool:
    """Whether a table's cells hold data, rather than the parts of a page or links to others."""
    size = sum(len(blocks[n].text) for n in cells)
    return size <= _CELL * len(cells) and sum(blocks[n].linked for n in cells) < size / 2


def _may_open(heading: Block) -> bool:
    """Not the label of a box, which ends in a colon, nor the way to another page."""
    leads_elsewhere = heading.linked > 0.8 * len(heading.text) and not heading.links[0].startswith("#")
    is_label = heading.text.endswith((":", "："))
    return not (leads_elsewhere or is_label or _is_furniture(heading, 0.0) or furniture().kind(heading.text))


def _is_paragraph(block: Block) -> bool:
    return not _is_heading(block) and len(block.words) > (_LEAD if ends_sentence(block.text) else _PROSE)


def _is_of_contents(block: Block) -> bool:
    """Whether it only leads to another place of the page, as a table of contents does."""
    return (
        bool(block.links)
        and all(link.startswith("#") for link in block.links)
        and block.linked > 0.8 * len(block.text)
        and not _is_heading(block)
    )


def _evened(blocks: Sequence[Block], probabilities: Mapping[int, float]) -> dict[int, float]:
    """A list, a table of data or a quotation is taken whole or not at all: each part gets the mean of all."""
    wholes: dict[HtmlElement, list[int]] = {}
    for n in probabilities:
        whole = _whole_of(blocks[n].element)
        if whole is not None:
            wholes.setdefault(whole, []).append(n)
    evened = dict(probabilities)
    for whole, parts in wholes.items():
        size = sum(len(blocks[n].text) for n in parts)
        if whole.tag == "table" and size > _CELL * len(parts):
            continue
        mean = sum(probabilities[n] * len(blocks[n].text) for n in parts) / size
        evened.update(dict.fromkeys(parts, mean))
    return evened


def _whole_of(element: HtmlElement) -> HtmlElement | None:
    """The list, the table, or the quotation with its source that a block is part of."""
    for level, holder in enumerate(islice(_line_up(element), 3)):
        match holder.tag:
            case "li":
                return holder.getparent()
            case "td" | "th" | "caption" if level < 2:
                return next(holder.iterancestors("table"), None)
            case "blockquote":
                return holder
    return None


def _until_comments(blocks: Sequence[Block], chosen: list[int]) -> list[int]:
    """Up to a heading that says that comments follow, if there is a text above it."""
    size = 0
    for k, n in enumerate(chosen):
        if size > _SOME_TEXT and _is_heading(blocks[n]) and furniture().kind(blocks[n].text) == "comments":
            return chosen[:k]
        size += len(blocks[n].text)
    return chosen


def _without_comments(blocks: Sequence[Block], chosen: list[int], levels: Mapping[int, int]) -> list[int]:
    """Without what stands in an element named a comment, unless that is where most of the text stands."""
    named = {
        n: next(islice(_line_up(blocks[n].element), levels[n], None), None) for n in chosen if n in levels
    }
    held: Counter[HtmlElement | None] = Counter()
    for n, element in named.items():
        held[element] += len(blocks[n].text)
    total = sum(len(blocks[n].text) for n in chosen)
    rest = [n for n in chosen if n not in named or held[named[n]] > total / 2]
    return rest if sum(len(blocks[n].text) for n in rest) > _SOME_TEXT else chosen


def _without_replies(blocks: Sequence[Block], chosen: list[int]) -> list[int]:
    """Without what stands in the box around the lines that offer to reply, unless that is nearly all."""
    offers = [block.element for block in blocks if len(block.words) < _PROSE and _REPLY.match(block.text)]
    if len(offers) < _REPLIES:
        return chosen
    last = set(offers[-1].iterancestors())
    box = next((holder for holder in offers[0].iterancestors() if holder in last), None)
    rest = [n for n in chosen if all(holder is not box for holder in blocks[n].element.iterancestors())]
    kept = sum(len(blocks[n].text) for n in rest)
    return rest if kept > max(_SOME_TEXT, sum(len(blocks[n].text) for n in chosen) / 3) else chosen


def _line_up(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _is_heading(block: Block) -> bool:
    return re.fullmatch("h[1-6]", block.element.tag) is not None


def _without_copies(blocks: Sequence[Block], chosen: list[int]) -> list[int]:
    """Without containers that hold what stands elsewhere: a second text for small screens or for search
    engines, a pull quote. What an article says twice amid other things, as interviews ask again, stays."""
    shingles = {n: list(zip(*(blocks[n].words[k:] for k in range(4)), strict=False)) for n in chosen}
    count = Counter(shingle for n in chosen for shingle in shingles[n])
    held: dict[HtmlElement | None, list[int]] = {}
    for n in chosen:
        held.setdefault(blocks[n].element.getparent(), []).append(n)
    dropped: set[int] = set()
    # the coarsest first, so that a page's text in one piece gives way to its paragraphs
    for group in sorted(held.values(), key=lambda group: (-_mean_words(blocks, group), -group[0])):
        own = Counter(shingle for n in group for shingle in shingles[n])
        elsewhere = sum(times for shingle, times in own.items() if count[shingle] > times)
        if own.total() >= _COPY_SIZE and elsewhere >= _COPY_SHARE * own.total():
            dropped.update(group)
            count.subtract(own)
    return [n for n in chosen if n not in dropped]


def _mean_words(blocks: Sequence[Block], group: Sequence[int]) -> float:
    return sum(len(blocks[n].words) for n in group) / len(group)


def _without_head_matter(blocks: Sequence[Block], chosen: list[int]) -> list[int]:
    """Without the lines of author, date and reading time above the text."""
    text = _text_at(blocks, chosen)
    return [n for k, n in enumerate(chosen) if k >= text or not _is_head_matter(blocks[n])]


def _text_at(blocks: Sequence[Block], chosen: Sequence[int]) -> int:
    """Where among the chosen the running text begins."""
    return next(
        (k for k, block in enumerate(blocks[n] for n in chosen) if _is_paragraph(block)),
        0,
    )


def _is_head_matter(block: Block) -> bool:
    if _is_heading(block) or (ends_sentence(block.text) and not _CLOCK_END.search(block.text)):
        return False
    if is_byline(block.text) and clean_names(block.text):
        return True
    return len(block.words) <= _DATED and (
        bool(_READING_TIME.search(block.text) or _DAY.search(block.text)) or read_date(block.text) is not None
    )


def _is_end_matter(block: Block) -> bool:
    """Whether a line at the end tells who wrote it, how to reach them, or who holds the rights."""
    if _is_heading(block) or len(block.words) > _PROSE:
        return False
    return (
        bool(_END_MATTER.search(block.text))
        or is_agency(block.text)
        or (is_byline(block.text) and len(block.words) <= _DATED and bool(clean_names(block.text)))
    )


def _without_headline(blocks: Sequence[Block], chosen: list[int], title: str) -> list[int]:
    """Without the headline above the text, or repeated in it."""
    words = words_of(title)
    text = _text_at(blocks, chosen)
    return [
        n
        for k, n in enumerate(chosen)
        if not ((words and blocks[n].words == words) or (k < text and blocks[n].element.tag == "h1"))
    ]

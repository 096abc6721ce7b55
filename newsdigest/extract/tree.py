"""Markup -> tree: any text parses, in linear time, whatever its faults."""

import re
from collections.abc import Iterator

from lxml import etree, html

from newsdigest.extract.wordlists import alternatives

_SHELLS = re.compile(
    r"</?(?:div|span|font|b|i|em|strong|center|section|table|tbody|tr|td|ul|ol|dl|blockquote|small|big|u)\b[^<>]*>",
    re.I,
)
_CONTROLS = bytes(code for code in (*range(0x01, 0x20), 0x7F) if code not in b"\t\n\r")
_BLANKED = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
_NO_SIGNS = ("\ufffe".encode(), "\uffff".encode())
_CONTROL_REFERENCES = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)"
    r"|[xX]0*(?:[0-8bBcCeEfF]|1[\da-fA-F]|[fF]{3}[eEfF])(?![\da-fA-F]));?"
)
"""Signs that a tree takes from the parser but from nobody else, as such and as references."""
_LONG_TAG = re.compile(r"<[a-z][^<>]{8192,}>", re.I)
_ATTRIBUTE = re.compile(r"""\s[^\s"'=/]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+)|\s[^\s"'=/]+""")
_FRAMES = re.compile(r"</?(?:frameset|frame|noframes)\b[^<>]*>", re.I)
"""What hides the text for browsers without frames from the parser."""
_BY_CASE = ("rt", "template", "amp-img", "span", "small", "em", "i")
_SHADOW = frozenset({"shadowroot", "shadowrootmode"})
"""Attributes by which a template is the inside of the element that holds it, as the reader sees it."""
MOST_ATTRIBUTES = 200
"""Of an element: libxml2 compares each with all before it."""
MOST_COMMENTS = 1000
"""Of a page: libxml2 takes quadratic time to write an attribute full of their beginnings."""
_ELEMENTS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""One class for all elements: lxml asks its own table of classes, in Python, whenever it meets an element."""
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")

_HEARD = re.compile(rf"[\s([,;:–-]*{alternatives('of a new window')}[\s)\].]*", re.I)
_MOST_HEARD = 60
"""Signs of what a page says to those who hear it of a link's window."""

UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title", "iframe", "object",
                    "svg", "math",
                    "select", "option", "textarea", "datalist", "input", "audio", "video",
                    "canvas"})  # fmt: skip
"""Elements of which a reader sees no text."""

BLOCKS = frozenset({"address", "article", "aside", "blockquote", "body", "br", "button", "caption",
                    "center", "dd", "details",
                    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
                    "h1", "h2",
                    "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu",
                    "nav", "ol", "p", "pre",
                    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
                    "ul"})  # fmt: skip
"""Elements that stand on lines of their own."""


def parse(text: str) -> html.HtmlElement:
    """The page's tree, rooted in `html`, without comments; an empty one for an empty page.

    libxml2 gives up below 2,048 levels: there we leave out elements that only nest. How signs are read, which
    stands above them, is left out where the page has no brackets for it, for it would run into the words.
    Shadow roots are part of the page, pictures of AMP are pictures, and of frames the text for those without.
    """
    text = _CONTROL_REFERENCES.sub(" ", _XML_HEAD.sub("", text))
    text = _LONG_TAG.sub(_few_attributes, text)
    if "frameset" in text or "FRAMESET" in text:
        text = _FRAMES.sub(" ", text)
    root, too_deep = _parsed(text)
    if too_deep:
        root, _ = _parsed(_SHELLS.sub(" ", text))
    if text.count("<!--") > MOST_COMMENTS:
        for value in root.xpath("//@*[contains(., '<!--')]"):
            value.getparent().set(value.attrname, value.replace("<!--", ""))
    for element in list(root.iter(*_BY_CASE)):
        _as_shown(element)
    return root


def _as_shown(element: html.HtmlElement) -> None:
    """What a browser makes of an element that our parser and our lists take for something else."""
    match element.tag:
        case "rt" if element.getparent().find("rp") is None:
            element.drop_tree()
        case "template" if _SHADOW.intersection(element.attrib):
            element.tag = "div"
        case "amp-img":
            element.insert(0, element.makeelement("img", dict(element.attrib)))
        case "span" | "small" | "em" | "i" if _is_heard(element):
            element.drop_tree()


def _is_heard(part: html.HtmlElement) -> bool:
    """Whether it tells of a link, beside the link's own text, what window it opens."""
    said = part.text or ""
    if len(part) or len(said) > _MOST_HEARD or not _HEARD.fullmatch(said):
        return False
    link = next(part.iterancestors("a"), part)
    return bool(link.text_content().strip() != said.strip())


def _parsed(text: str) -> tuple[html.HtmlElement, bool]:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ELEMENTS)
    data = text.encode("utf-8", "replace").translate(_BLANKED)
    for sign in _NO_SIGNS:
        data = data.replace(sign, b" ")
    try:
        root = html.document_fromstring(data or b" ", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return _empty(), False
    too_deep = any("depth" in entry.message for entry in parser.error_log)
    return (root if root.tag == "html" else _empty()), too_deep


def _few_attributes(tag: re.Match[str]) -> str:
    """A tag with its first attributes."""
    for number, attribute in enumerate(_ATTRIBUTE.finditer(tag[0])):
        if number == MOST_ATTRIBUTES:
            return tag[0][: attribute.start()] + ">"
    return tag[0]


def _empty() -> html.HtmlElement:
    return html.document_fromstring("<html><body></body></html>")


def visible_lines(tree: html.HtmlElement) -> Iterator[str]:
    """The text that a reader sees, one line for each block that has any, blanks joined, without soft
    hyphens."""
    return filter(None, (" ".join(line.replace("\u00ad", "").split()) for line in _raw_lines(tree)))


def _raw_lines(tree: html.HtmlElement) -> Iterator[str]:
    """The same as it stands in the page."""
    line: list[str] = []
    skipping: html.HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if skipping is not None:
            if event == "end" and element is skipping:
                skipping = None
                line.append(element.tail or "")
            continue
        if element.tag in BLOCKS and line:
            yield "".join(line)
            line = []
        if event == "end":
            line.append(element.tail or "")
        elif element.tag in UNSEEN:
            skipping = element
        else:
            line.append(element.text or "")
    if line:
        yield "".join(line)


def text_of(element: html.HtmlElement) -> str:
    """An element's text on one line, blocks apart by a blank, without scripts, styles and soft hyphens.

    For short ones: it ends after `LONGEST_TEXT` signs, so that nested elements cost linear time.
    """
    return " ".join("".join(piece for _, piece in _pieces(element)).replace("\u00ad", "").split())


def parts_of(element: html.HtmlElement) -> list[tuple[str, str]]:
    """Its text cut wherever an element begins or ends, each part with what holds it: `a.name`, `Jane Roe`."""
    return [
        (f"{holder.tag}.{holder.get('class') or ''}", text)
        for holder, piece in _pieces(element)
        if (text := " ".join(piece.split()))
    ]


LONGEST_TEXT = 1500
MOST_EVENTS = 400


def _pieces(element: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Runs of visible text with the element that holds them directly."""
    skipping: html.HtmlElement | None = None
    signs = 0
    for number, (event, part) in enumerate(etree.iterwalk(element, events=("start", "end"))):
        if signs > LONGEST_TEXT or number > MOST_EVENTS:
            return
        if skipping is not None:
            if event == "start" or part is not skipping:
                continue
            skipping = None
        elif part.tag in BLOCKS:
            yield element, " "
        if event == "start" and part.tag in UNSEEN and part is not element:
            skipping = part
            continue
        piece = part.text if event == "start" else part.tail if part is not element else None
        signs += len(piece or "")
        if piece:
            yield (part if event == "start" else part.getparent()), piece

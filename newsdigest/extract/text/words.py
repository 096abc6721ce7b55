"""What words and sentences look like, in any script."""

import re
from itertools import pairwise

_ENDS = tuple(".!?…。！？؟।۔")
_CLOSING = "\"'”’»›)]」』】）“*"

MID_SENTENCE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "that",
        "which",
        "who",
        "his",
        "her",
        "its",
        "their",
        "our",
        "this",
        "these",
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "ein",
        "eine",
        "einen",
        "einer",
        "einem",
        "von",
        "zu",
        "zum",
        "zur",
        "im",
        "am",
        "mit",
        "und",
        "oder",
        "aber",
        "als",
        "ist",
        "sind",
        "war",
        "für",
        "auf",
        "aus",
        "bei",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "et",
        "ou",
        "à",
        "au",
        "aux",
        "en",
        "dans",
        "pour",
        "par",
        "sur",
        "avec",
        "que",
        "qui",
        "est",
        "el",
        "los",
        "las",
        "una",
        "del",
        "y",
        "o",
        "en",
        "con",
        "por",
        "para",
        "se",
        "su",
        "al",
        "lo",
        "il",
        "gli",
        "di",
        "da",
        "nel",
        "della",
        "e",
        "ed",
        "per",
        "che",
        "è",
        "i",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "do",
        "no",
        "na",
        "com",
        "por",
        "em",
        "het",
        "een",
        "van",
        "en",
        "op",
        "te",
        "met",
        "voor",
        "dat",
        "och",
        "att",
        "det",
        "som",
        "på",
        "av",
        "til",
        "og",
        "ikke",
        "w",
        "z",
        "na",
        "i",
        "że",
        "do",
        "się",
        "и",
        "в",
        "на",
        "с",
        "по",
        "не",
        "что",
    ]
)
"""Words on which no sentence ends, in the languages of most dumps."""

LONGEST = 20_000
"""Signs of a text up to which its words are told: enough of any paragraph."""

_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def ends_sentence(text: str) -> bool:
    """Whether a text closes with the mark of a sentence, quotation marks and brackets aside."""
    return text.rstrip(_CLOSING + " ").endswith(_ENDS)


def word_count(text: str) -> int:
    """Words of a text; in scripts without spaces two signs are a word."""
    if text.isascii():
        return len(text.split())
    rest, signs = _UNSPACED.subn(" ", text)
    return signs // 2 + len(rest.split())


def folded(text: str) -> str:
    """A text for comparison: letters and digits alone, case folded."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def terms(text: str) -> list[str]:
    """The words that carry meaning, told of a long text's beginning; in unspaced scripts, pairs of signs."""
    low = text[:LONGEST].casefold()
    signs = _UNSPACED.findall(low)
    pairs = [a + b for a, b in pairwise(signs)]
    return pairs + [word for word in re.findall(r"\w+", _UNSPACED.sub(" ", low)) if len(word) > 3]

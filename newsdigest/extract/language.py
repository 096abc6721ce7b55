"""The language of a page: what its markup declares, held against its text."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
)
"""Scripts that one language of the news writes; Japanese before Chinese, for it uses both."""

_NOT_LATIN = re.compile(r"[\u0370-\U0010ffff]+")
"""Signs of all scripts but the Latin one."""

_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "cmn": "zh", "jp": "ja", "kr": "ko",
         "cn": "zh",
         "gr": "el", "cz": "cs", "dk": "da", "ua": "uk"}  # fmt: skip
"""Codes, some of them wrong but common, that mean another."""

_ADDRESS = re.compile(r"https?://\S+|[^\s@]{1,64}@\S+")

SAMPLE = 3000
"""Signs by which a language is told."""
ENOUGH, SCANT = 200, 80
"""Letters from which on the text says more than the markup, and from which on it says anything."""
CLEAR, SPARSE = 1.5, 0.05
"""How many times the function words of any other language a text has of its own, and the share of all its
words that every text may have of any language's."""


def language_of(text: str, declared: str = "") -> str:
    """Two-letter code of a text; `declared` is what the markup says (`de-AT`),
    which a short text cannot refute."""
    code = language_code(declared)
    sample = _ADDRESS.sub(" ", text[: 2 * SAMPLE])[:SAMPLE]
    letters = sum(sign.isalpha() for sign in sample)
    others = "".join(_NOT_LATIN.findall(sample))
    for script, pattern in _SCRIPTS if others else ():
        if letters and len(pattern.findall(others)) > letters * (0.1 if script == "ja" else 0.3):
            return script
    if letters < (ENOUGH if code else SCANT):
        return code
    if spoken := _spoken(sample, code):
        return spoken
    import py3langid  # type: ignore[import-untyped]

    guess = _SAME.get(found := str(py3langid.classify(sample)[0]), found)
    return code if code and _close(code, guess) else guess


def _spoken(sample: str, code: str) -> str:
    """The language that a text's function words tell clearly: `code`, where they are its own or its kin's,
    or without one the only language whose words they are; or nothing.

    The classifier, whose tables take time to load, is asked where they do not tell.
    """
    words = sample.casefold().split()
    said = Counter(language for word in words for language in _function_words().get(word, ()))
    found = code or max(said, key=said.__getitem__, default="")
    own = {language for language in said if language == found or (code and _close(code, language))}
    most = max((said[language] for language in own), default=0)
    others = max((said[language] for language in said.keys() - own), default=0)
    return found if most > CLEAR * max(others, SPARSE * len(words)) else ""


@lru_cache(maxsize=1)
def _function_words() -> Mapping[str, tuple[str, ...]]:
    """Word -> the languages that use it all the time."""
    languages: dict[str, tuple[str, ...]] = {}
    for line in (files(__package__) / "function_words.txt").read_text(encoding="utf-8").splitlines():
        code, *words = line.split()
        for word in words if code != "#" else ():
            languages[word] = (*languages.get(word, ()), code)
    return languages


def language_code(declared: str) -> str:
    """`de_AT` -> `de`; empty where it is no language."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?:[-_].*)?\s*$", declared, re.S)
    code = match[1].lower() if match else ""
    code = _SAME.get(code, code)
    return code if len(code) == 2 else ""


_KIN = ({"no", "da", "sv"}, {"hr", "sr", "bs", "sl"}, {"id", "ms"}, {"cs", "sk"}, {"es", "ca", "gl", "pt"},
        {"ru", "uk", "bg", "be", "mk"}, {"de", "lb", "als"}, {"af", "nl"}, {"fa", "ar", "ur", "ps"},
        {"hi", "mr", "ne"},
        {"xh", "zu", "st", "tn", "nr"}, {"fi", "et"})  # fmt: skip
"""Languages that a classifier takes for one another: there the markup decides."""


def _close(code: str, guess: str) -> bool:
    return code == guess or any(code in kin and guess in kin for kin in _KIN)

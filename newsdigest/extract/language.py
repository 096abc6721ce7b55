"""The language of a page: what its markup declares, held against its text."""

import re

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
    import py3langid  # type: ignore[import-untyped]

    guess = _SAME.get(found := str(py3langid.classify(sample)[0]), found)
    return code if code and _close(code, guess) else guess


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

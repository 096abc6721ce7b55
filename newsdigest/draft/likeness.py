"""A sketch of a story's text, by which the same story is known again: in another outlet, or saved twice."""

from operator import eq

from rensa import RMinHash  # type: ignore[import-untyped]

from newsdigest.draft.prose import paragraphs
from newsdigest.model.article import Article
from newsdigest.model.copied import words

LEAST_WORDS = 60
"""Shorter texts are too few words to tell."""

SHINGLE = 4
"""Words in a row; texts share few of them by chance."""

SAME = 0.5
"""Of shingles shared (Jaccard): two prints of one report share more, other texts next to none."""

_PERMUTATIONS, _BAND = 64, 2
"""Bytes of a sketch, one from each permutation; and those that two sketches must share side by side."""


def sketch_of(article: Article) -> str:
    """The MinHash of its prose, the lowest byte of each value, in hexadecimal; empty for a short text.

    It begins with the version of the algorithm, so that sketches of two versions are never compared.
    """
    told = [word.folded for word in words("\n".join(paragraphs(article.markdown)))]
    if len(told) < LEAST_WORDS:
        return ""
    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    minhash.update([" ".join(told[at : at + SHINGLE]) for at in range(len(told) - SHINGLE + 1)])
    return f"{RMinHash.ALGORITHM_VERSION}-{bytes(value & 0xFF for value in minhash.digest()).hex()}"


class Sketches:
    """Sketches of pages, to find the one most like another."""

    def __init__(self) -> None:
        self._pages: dict[str, bytes] = {}
        self._bands: dict[tuple[str, int, bytes], list[str]] = {}

    def add(self, page: str, sketch: str) -> None:
        """Take note of a page's sketch, the first time."""
        version, signs = _read(sketch)
        if signs and page not in self._pages:
            self._pages[page] = signs
            for at, band in _bands(signs):
                self._bands.setdefault((version, at, band), []).append(page)

    def alike(self, page: str, sketch: str) -> str:
        """Another page whose text is nearly the same; empty if there is none."""
        version, signs = _read(sketch)
        near = {one for at, band in _bands(signs) for one in self._bands.get((version, at, band), ())}
        shares = sorted(
            (-sum(map(eq, signs, self._pages[one])) / _PERMUTATIONS, one) for one in near - {page}
        )
        return shares[0][1] if shares and -shares[0][0] >= SAME else ""


def _read(sketch: str) -> tuple[str, bytes]:
    """Version and signs; none of what is no sketch of ours."""
    version, _, hexadecimal = sketch.partition("-")
    try:
        signs = bytes.fromhex(hexadecimal)
    except ValueError:
        return "", b""
    return (version, signs) if len(signs) == _PERMUTATIONS else ("", b"")


def _bands(signs: bytes) -> list[tuple[int, bytes]]:
    return [(at, signs[at : at + _BAND]) for at in range(0, len(signs), _BAND)]

"""Joins outputs and store: the editors' pictures, measured once for each content."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.problem import Problem
from newsdigest.model.site import Asset, Picture
from newsdigest.outputs.assets import MEDIA
from newsdigest.store.cache import Cache
from newsdigest.store.program import program_fingerprint

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
"""Of the files that are looked at as pictures; others are copied."""


class Looked(Struct, frozen=True):
    """Assets with what is known of those that are pictures."""

    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...] = ()


def look_at_pictures(assets: Sequence[Asset], root: Path, cache: Cache) -> Looked:
    """Measure the pictures among the assets; one that cannot be read is told, and copied as it is."""
    keys = {
        asset.file: fingerprint("picture", program_fingerprint(), asset.fingerprint)
        for asset in assets
        if asset.url.startswith(MEDIA) and PurePosixPath(asset.file).suffix.lower() in ENDINGS
    }
    if not keys:
        return Looked(tuple(assets))
    known: dict[bytes, Picture | str] = cache.get_all(keys.values())
    missing = {file: key for file, key in keys.items() if key not in known}
    if missing:
        from newsdigest.outputs.resizing import measure

        fresh = {key: measure((root / file).read_bytes()) for file, key in missing.items()}
        cache.put_all(fresh)
        known |= fresh
    pictures = {file: known[key] for file, key in keys.items()}
    problems = [_unreadable(file, why) for file, why in pictures.items() if isinstance(why, str)]
    found = {file: picture for file, picture in pictures.items() if isinstance(picture, Picture)}
    return Looked(
        tuple(replace(one, picture=found[one.file]) if one.file in found else one for one in assets),
        tuple(problems),
    )


def _unreadable(file: str, why: str) -> Problem:
    hint = "save it anew as JPEG, PNG or WebP; it is published as it is, with no smaller copies"
    return Problem(file, 0, 0, "picture", f"the picture cannot be read: {why}", hint, "warning")

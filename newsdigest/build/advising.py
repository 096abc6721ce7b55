"""Joins check and store: every entry read again for the rules that look at words, in workers."""

import pickle
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from newsdigest.build.reading import body_text
from newsdigest.check.advice.runner import advise_archive, advise_entry, advise_texts
from newsdigest.check.advice.stories import Sketch, sketch
from newsdigest.check.advice.written import Context, written
from newsdigest.model.entry import Entry
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem
from newsdigest.model.settings import Settings
from newsdigest.store.cores import beside
from newsdigest.store.pool import spread


def advise(
    root: Path, entries: Sequence[Entry], settings: Settings, listener: Listener, jobs: int
) -> list[Problem]:
    """All advice on the entries, which no build needs; drafts are work in progress, and left out."""
    site = Context(settings.config, settings.vocabulary, settings.now)
    shown = [entry for entry in entries if not entry.draft]
    work = partial(_advise_some, root, site, shown)
    read = spread(work, range(len(shown)), count=len(shown), jobs=jobs)
    found = list(listener.track("advising", read, len(shown)))
    of_archive = beside(lambda: pickle.dumps(advise_archive(shown, site)))
    sketches = {entry.file: one for entry, (_, one) in zip(shown, found, strict=True)}
    of_texts = advise_texts(shown, sketches)
    alone = [problem for problems, _ in found for problem in problems]
    return [*alone, *pickle.loads(of_archive()), *of_texts]


def _advise_some(
    root: Path, site: Context, shown: Sequence[Entry], numbers: Sequence[int]
) -> list[tuple[list[Problem], Sketch]]:
    """In a worker: advice on some of the entries, and what tells their texts from others."""
    entries = (shown[number] for number in numbers)
    texts = [written(entry, body_text(root, entry), site.config.language) for entry in entries]
    return [(advise_entry(text, site), sketch(text)) for text in texts]

"""Every rule over content, links and planned outputs, in the order in which they are run."""

from collections.abc import Callable, Iterable, Sequence

from newsdigest.check.entries import (
    duplicate_ids,
    end_before_begin,
    image_without_alt,
    missing_fields,
    source_of_nobody,
    translation_of_nothing,
)
from newsdigest.check.links import BodyOf, There, dead_links, missing_pictures
from newsdigest.check.names import (
    publishers_not_listed,
    publishers_of_one_slug,
    spellings_of_a_tag,
    stories_without_slug,
    tags_not_listed,
    tags_of_one_slug,
)
from newsdigest.check.outputs import addresses_alike, addresses_taken, files_in_the_way
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.output import Output
from newsdigest.model.problem import Problem
from newsdigest.model.vocabulary import Vocabulary

ContentRule = Callable[[Sequence[Entry], Vocabulary, Config], Iterable[Problem]]
OutputRule = Callable[[Sequence[Output]], Iterable[Problem]]

ENTRY_RULES: tuple[ContentRule, ...] = (
    missing_fields,
    source_of_nobody,
    end_before_begin,
    image_without_alt,
    tags_not_listed,
    publishers_not_listed,
    stories_without_slug,
)
"""Over each entry by itself."""

RULES_BETWEEN: tuple[ContentRule, ...] = (
    translation_of_nothing,
    duplicate_ids,
    tags_of_one_slug,
    spellings_of_a_tag,
    publishers_of_one_slug,
)
"""Over each entry beside all others."""

OUTPUT_RULES: tuple[OutputRule, ...] = (addresses_taken, files_in_the_way, addresses_alike)


def check_content(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> list[Problem]:
    """What is wrong with the entries, alone and beside one another."""
    entries = sorted(entries, key=lambda entry: entry.file)
    rules = (*ENTRY_RULES, *RULES_BETWEEN)
    return sorted(problem for rule in rules for problem in rule(entries, vocabulary, config))


def check_alone(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> list[Problem]:
    """What is wrong with the entries, whatever others there are."""
    return sorted(problem for rule in ENTRY_RULES for problem in rule(entries, vocabulary, config))


def check_outputs(outputs: Sequence[Output]) -> list[Problem]:
    """What is wrong with the addresses of a planned site."""
    return sorted(problem for rule in OUTPUT_RULES for problem in rule(outputs))


def check_links(
    bodies: Sequence[BodyOf], entries: Iterable[Entry], outputs: Sequence[Output], config: Config
) -> list[Problem]:
    """Links and pictures of what is published that lead to no address of the planned site."""
    published = {file for file, *_ in bodies}
    shown = [entry for entry in entries if entry.file in published] if "media" in config.outputs else ()
    there = There(outputs)
    return sorted([*dead_links(bodies, there), *missing_pictures(shown, there)])

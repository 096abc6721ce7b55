"""config.yaml: the site's settings, read by the tables that list them all."""

from datetime import UTC
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from yaml.nodes import Node

from newsdigest.load.fields import Each, Field, MappingOf, Record, into, record
from newsdigest.load.findings import FAULT, Findings, nearest
from newsdigest.load.frontmatter import normalise
from newsdigest.load.loaded import Loaded
from newsdigest.load.readers import (
    WEB_ADDRESS,
    OneOf,
    SomeOf,
    Whole,
    address,
    filled,
    flag,
    is_web_address,
    language,
    plain,
    text,
)
from newsdigest.load.shape import WORD, shaped
from newsdigest.load.theme import THEME
from newsdigest.load.yaml_lines import compose
from newsdigest.model.config import FORMATS, HOSTS, INDISPENSABLE, KINDS, REQUIRABLE, Config, Link
from newsdigest.model.problem import Problem
from newsdigest.model.rules import ADJUSTABLE, Decision


@shaped(type=WORD, pattern=r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\\?#]+\s*$")
def base(node: Node, path: str, found: Findings) -> Any:
    """Where the site stands; gets the slash at its end."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if is_web_address(value) and not urlsplit(value).query and not urlsplit(value).fragment:
        return value.rstrip("/") + "/"
    hint = "write it whole, such as https://example.com/ or https://example.com/news/"
    found.tell(node, "address", f"`{path}` is not the address of a site: `{value}`", hint)
    return FAULT


@shaped(type=WORD, pattern=r"^\s*[^\s@:/\\]+\s*$")
def host(node: Node, path: str, found: Findings) -> Any:
    """A host's name alone."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if value and urlsplit(f"//{value}").netloc == value and not set(value) & set(" @:/\\"):
        return value.lower()
    found.tell(node, "value", f"`{path}` is not the name of a host: `{value}`", "such as `example.com`")
    return FAULT


@shaped(type=WORD)
def zone_name(node: Node, path: str, found: Findings) -> Any:
    """A time zone of the tz database."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        hint = "write a name such as Europe/Berlin, Asia/Tokyo or UTC"
        found.tell(node, "value", f"`{path}` is not a known time zone: `{value}`", hint)
        return FAULT
    return value


@shaped(Each(language), uniqueItems=True)
def languages(node: Node, path: str, found: Findings) -> Any:
    """Codes, each once, at least one."""
    codes = Each(language)(node, path, found)
    if codes is FAULT or not codes:
        return FAULT
    for number, code in enumerate(codes):
        if code in codes[:number]:
            found.tell(
                found.places[f"{path}.{number}"],
                "value",
                f"`{path}` names `{code}` twice",
                "keep one of the two",
            )
            return FAULT
    return codes


@shaped(type=WORD, pattern=rf"^\s*(?:{WEB_ADDRESS}|/(?!/).*)\s*$")
def target(node: Node, path: str, found: Findings) -> Any:
    """Where a link of the navigation leads: an address of this site, or a web address."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if is_web_address(value) or (value.startswith("/") and not value.startswith("//")):
        return value
    hint = "begin it with / for a page of this site, or with https://"
    found.tell(node, "address", f"`{path}` is not an address: `{value}`", hint)
    return FAULT


@shaped(SomeOf(KINDS), allOf=[{"contains": {"const": kind}} for kind in INDISPENSABLE])
def kinds(node: Node, path: str, found: Findings) -> Any:
    """The kinds of output that are built; the home page and the entries always, for others lead to them."""
    value = SomeOf(KINDS)(node, path, found)
    missing = [] if value is FAULT else [kind for kind in INDISPENSABLE if kind not in value]
    if missing:
        named = " and ".join(f"`{kind}`" for kind in missing)
        found.tell(node, "value", f"`{path}` lacks {named}, to which all other pages lead", f"add {named}")
        return FAULT
    return value


DECISION = record(
    "a decision on a rule",
    Field("level", OneOf(("warning", "off")), "What becomes of the rule.", needed=True),
    Field("reason", filled, "Why, for those who come after.", needed=True),
)


@shaped(MappingOf(into(Decision, DECISION)), propertyNames={"enum": list(ADJUSTABLE)})
def decisions(node: Node, path: str, found: Findings) -> Any:
    """What becomes of rules, by name; only of those without which a site still stands."""
    values = MappingOf(into(Decision, DECISION))(node, path, found)
    for rule in () if values is FAULT else values:
        if rule not in ADJUSTABLE:
            near = nearest(rule, ADJUSTABLE)
            hint = f"did you mean `{near}`?" if near else "docs/rules.md tells which can be"
            at = found.places[f"{path}.{rule}"]
            found.tell(at, "value", f"`{path}` cannot turn down `{rule}`", hint)
    return FAULT if values is FAULT else {rule: values[rule] for rule in values if rule in ADJUSTABLE}


LINK = record(
    "a link",
    Field("label", filled, "Its text.", needed=True),
    Field("url", target, "Where it leads.", needed=True),
)

SECTIONS = (
    Field(
        "site",
        record(
            "`site`",
            Field("title", filled, "The site's name, on every page and in every feed."),
            Field("description", text, "One sentence under the name."),
            Field(
                "base_url",
                base,
                "Where the site will stand, whole, such as https://example.com/news/.",
            ),
            Field("id_host", host, "The host in the ids of entries."),
            Field("author", text, "Who edits the digest, for feeds."),
            Field("languages", languages, "Language codes."),
            Field("timezone", zone_name, "In which an address's day and a date without an offset are meant."),
            Field(
                "navigation",
                Each(into(Link, LINK)),
                "Links of the header beside the built-in ones, each with `label` and `url`.",
            ),
        ),
    ),
    Field("theme", THEME),
    Field(
        "outputs", kinds, "The kinds of output that are built, and nothing links to one that is not named."
    ),
    Field(
        "lists",
        record(
            "`lists`",
            Field("per_page", Whole(1, 1000), "Entries on a full list page, from 1 to 1000."),
            Field("related", Whole(0, 50), "How many related entries an entry shows at most; 0 for none."),
        ),
    ),
    Field(
        "feeds",
        record(
            "`feeds`",
            Field(
                "entries",
                Whole(1, 1000),
                "The newest entries that a feed carries, from 1 to 1000.",
                name="feed_entries",
            ),
            Field(
                "content",
                OneOf(("full", "summary")),
                "`full` for whole entries, `summary` for their summaries alone.",
                name="feed_content",
            ),
            Field(
                "hub",
                address,
                "The address of a WebSub hub, which tells subscribers at once of what is new.",
                name="feed_hub",
            ),
        ),
    ),
    Field(
        "delivery",
        record(
            "`delivery`",
            Field(
                "headers",
                SomeOf(HOSTS),
                "Hosts whose header files are written.",
                name="header_files",
            ),
            Field(
                "compress",
                SomeOf(FORMATS),
                "Formats in which every text file also stands beside itself.",
            ),
            Field(
                "minify",
                OneOf(("none", "css", "all")),
                "What is written without the blanks and comments that no reader sees.",
            ),
        ),
    ),
    Field(
        "entries",
        record(
            "`entries`",
            Field(
                "required",
                SomeOf(REQUIRABLE),
                "What an entry needs beside its title to be published.",
                none_said=True,
            ),
        ),
    ),
    Field(
        "tags",
        record(
            "`tags`",
            Field(
                "closed",
                flag,
                "Whether a tag that is not in `content/tags.yaml` is an error.",
                name="closed_tags",
            ),
        ),
    ),
    Field(
        "publishers",
        record(
            "`publishers`",
            Field(
                "closed",
                flag,
                "Whether a publisher or agency that is not in `content/publishers.yaml` is an error.",
                name="closed_publishers",
            ),
        ),
    ),
    Field(
        "ingest",
        record(
            "`ingest`",
            Field(
                "publish",
                OneOf(("sure", "complete", "review")),
                "Which drafted entries are published at once; by `review`, none.",
                name="ingest_publish",
            ),
            Field(
                "max_mb",
                Whole(1, 10_000),
                "A source page larger than this many megabytes is not read.",
                name="ingest_max_mb",
            ),
        ),
    ),
    Field(
        "copied_words",
        record(
            "`copied_words`",
            Field(
                "total",
                Whole(0, 1_000_000),
                "Words of an entry that may stand in its source page, in runs of six or more.",
                name="copied_total",
            ),
            Field("run", Whole(0, 1_000_000), "Words of the longest such run.", name="copied_run"),
        ),
    ),
    Field(
        "check",
        record(
            "`check`",
            Field(
                "rules",
                decisions,
                "Rules that only warn, or say nothing, each with the reason.",
                name="decisions",
            ),
        ),
    ),
    Field("extra", MappingOf(plain), "Values of your own, for templates."),
)
"""Every setting: a section's `name` is the attribute of Config, where it is not the key itself."""


CONFIG = record(
    "config.yaml",
    *SECTIONS,
    elsewhere={
        one.key: section.key
        for section in SECTIONS
        if isinstance(section.read, Record)
        for one in section.read.fields
    },
)


def read_config(file: str, text: str) -> Loaded[Config]:
    """The settings; what is left out, or could not be read, has its default."""
    document = compose(file, normalise(text))
    if isinstance(document, Problem):
        return Loaded(Config(), (document,))
    found = Findings(document, UTC)
    sections = {} if document.root is None else CONFIG(document.root, "", found) or {}
    values = {
        name: value
        for one in SECTIONS
        if (section := sections.get(one.key)) is not None
        for name, value in (section.items() if isinstance(one.read, Record) else [(one.key, section)])
    }
    config = Config(**values)
    config = replace(
        config,
        id_host=config.id_host or urlsplit(config.base_url).hostname or "localhost",
        author=config.author or config.title,
    )
    return Loaded(config, found.in_order())

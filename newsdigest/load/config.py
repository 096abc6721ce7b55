"""config.yaml: the site's settings, read by the tables that list them all."""

from datetime import UTC
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from yaml.nodes import Node

from newsdigest.load.fields import Field, Record, each, into, mapping_of, record
from newsdigest.load.findings import FAULT, Findings, nearest
from newsdigest.load.frontmatter import normalise
from newsdigest.load.loaded import Loaded
from newsdigest.load.readers import (
    address,
    filled,
    flag,
    is_web_address,
    language,
    one_of,
    plain,
    some_of,
    text,
    whole,
)
from newsdigest.load.theme import THEME
from newsdigest.load.yaml_lines import compose
from newsdigest.model.config import FORMATS, HOSTS, INDISPENSABLE, KINDS, REQUIRABLE, Config, Link
from newsdigest.model.problem import Problem
from newsdigest.model.rules import ADJUSTABLE, Decision


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


def host(node: Node, path: str, found: Findings) -> Any:
    """A host's name alone."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if value and urlsplit(f"//{value}").netloc == value and not set(value) & set(" @:/\\"):
        return value.lower()
    found.tell(node, "value", f"`{path}` is not the name of a host: `{value}`", "such as `example.com`")
    return FAULT


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


def languages(node: Node, path: str, found: Findings) -> Any:
    """Codes, each once, at least one."""
    codes = each(language)(node, path, found)
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


def kinds(node: Node, path: str, found: Findings) -> Any:
    """The kinds of output that are built; the home page and the entries always, for others lead to them."""
    value = some_of(*KINDS)(node, path, found)
    missing = [] if value is FAULT else [kind for kind in INDISPENSABLE if kind not in value]
    if missing:
        named = " and ".join(f"`{kind}`" for kind in missing)
        found.tell(node, "value", f"`{path}` lacks {named}, to which all other pages lead", f"add {named}")
        return FAULT
    return value


def decisions(node: Node, path: str, found: Findings) -> Any:
    """What becomes of rules, by name; only of those without which a site still stands."""
    values = mapping_of(into(Decision, DECISION))(node, path, found)
    for rule in () if values is FAULT else values:
        if rule not in ADJUSTABLE:
            near = nearest(rule, ADJUSTABLE)
            hint = f"did you mean `{near}`?" if near else "docs/rules.md tells which can be"
            at = found.places[f"{path}.{rule}"]
            found.tell(at, "value", f"`{path}` cannot turn down `{rule}`", hint)
    return FAULT if values is FAULT else {rule: values[rule] for rule in values if rule in ADJUSTABLE}


DECISION = record(
    "a decision on a rule",
    Field("level", one_of("warning", "off"), needed=True),
    Field("reason", filled, needed=True),
)
LINK = record("a link", Field("label", filled, needed=True), Field("url", target, needed=True))

SECTIONS = (
    Field(
        "site",
        record(
            "`site`",
            Field("title", filled),
            Field("description", text),
            Field("base_url", base),
            Field("id_host", host),
            Field("author", text),
            Field("languages", languages),
            Field("timezone", zone_name),
            Field("navigation", each(into(Link, LINK))),
        ),
    ),
    Field("theme", THEME),
    Field("outputs", kinds),
    Field("lists", record("`lists`", Field("per_page", whole(1, 1000)), Field("related", whole(0, 50)))),
    Field(
        "feeds",
        record(
            "`feeds`",
            Field("entries", whole(1, 1000), name="feed_entries"),
            Field("content", one_of("full", "summary"), name="feed_content"),
            Field("hub", address, name="feed_hub"),
        ),
    ),
    Field(
        "delivery",
        record(
            "`delivery`",
            Field("headers", some_of(*HOSTS), name="header_files"),
            Field("compress", some_of(*FORMATS)),
            Field("minify", one_of("none", "css", "all")),
        ),
    ),
    Field("entries", record("`entries`", Field("required", some_of(*REQUIRABLE)))),
    Field("tags", record("`tags`", Field("closed", flag, name="closed_tags"))),
    Field("publishers", record("`publishers`", Field("closed", flag, name="closed_publishers"))),
    Field(
        "ingest",
        record(
            "`ingest`",
            Field("publish", one_of("sure", "complete", "review"), name="ingest_publish"),
            Field("max_mb", whole(1, 10_000), name="ingest_max_mb"),
        ),
    ),
    Field(
        "copied_words",
        record(
            "`copied_words`",
            Field("total", whole(0, 1_000_000), name="copied_total"),
            Field("run", whole(0, 1_000_000), name="copied_run"),
        ),
    ),
    Field("check", record("`check`", Field("rules", decisions, name="decisions"))),
    Field("extra", mapping_of(plain)),
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

"""Templates: layers, closures, and faults with their places."""

import pickle

import pytest

from newsdigest.outputs.templates import TemplateFault, Templates

SHIPPED = {
    "base.html": "<title>{{ title }}</title>\n{% block main %}{% endblock %}",
    "page.html": '{% extends "base.html" %}\n{% from "macros.html" import mark %}\n'
    "{% block main %}{{ mark(title) }}{% endblock %}",
    "macros.html": "{% macro mark(text) %}<b>{{ text }}</b>{% endmacro %}",
    "lonely.html": "alone",
}


def templates(own: dict[str, str] | None = None) -> Templates:
    return Templates(own or {}, SHIPPED)


def fault(own: dict[str, str], name: str = "page.html") -> str:
    with pytest.raises(TemplateFault) as caught:
        templates(own).render(name, {"title": "T"})
    return str(pickle.loads(pickle.dumps(caught.value)).problem)


def test_everything_is_escaped() -> None:
    assert "<b>&lt;i&gt;</b>" in templates().render("page.html", {"title": "<i>"})


def test_a_site_overrides_one_template_and_extends_the_shipped_one() -> None:
    own = {"base.html": '{% extends "default/base.html" %}{% block main %}Ours{% endblock %}'}
    assert "<title>T</title>" in templates(own).render("base.html", {"title": "T"})
    assert "<b>T</b>" in templates(own).render("page.html", {"title": "T"})


def test_closure() -> None:
    assert templates().closure(["page.html"]) == {"page.html", "base.html", "macros.html"}
    own = {"macros.html": '{% from "default/macros.html" import mark %}'}
    assert "default/macros.html" in templates(own).closure(["page.html"])


WORKED_OUT = (
    "{% include which %}",
    "{%- extends 'a' if b else 'c' -%}",
    "{% include ['a', 'b'] %}",
    "{% import 'a' ~ b as c %}",
)


@pytest.mark.parametrize("text", WORKED_OUT)
def test_closure_of_a_name_that_is_worked_out_is_everything(text: str) -> None:
    own = {"page.html": text}
    assert templates(own).closure(["page.html"]) == set(templates(own).texts)


WRITTEN = (
    '{%- extends "base.html" -%}',
    "{%+ include 'base.html' ignore missing %}",
    '{% import "base.html" as b with context %}',
    '{% from  "base.html"  import x, y as z %}',
    '{%\n  include "base.html" without context\n%}',
)


@pytest.mark.parametrize("text", WRITTEN)
def test_closure_knows_every_way_to_name_a_template(text: str) -> None:
    """It has to find what Jinja itself finds."""
    from jinja2 import Environment
    from jinja2.meta import find_referenced_templates

    assert set(find_referenced_templates(Environment().parse(text))) == {"base.html"}
    assert templates({"page.html": text}).closure(["page.html"]) == {"page.html", "base.html"}


def test_a_template_outside_the_closure_changes_no_fingerprint() -> None:
    before = templates().fingerprint(["page.html"])
    assert templates({"lonely.html": "other"}).fingerprint(["page.html"]) == before
    assert (
        templates({"macros.html": "{% macro mark(text) %}{% endmacro %}"}).fingerprint(["page.html"])
        != before
    )


def test_an_undefined_name_is_told_with_its_line() -> None:
    own = {"page.html": '{% extends "base.html" %}\n\n{% block main %}\n{{ titel }}{% endblock %}'}
    assert fault(own) == (
        "templates/page.html:4: error[template] 'titel' is undefined\n"
        "  hint: docs/templates.md lists what each template gets"
    )


def test_an_undefined_name_in_a_macro_is_told_where_it_stands() -> None:
    own = {"macros.html": "{% macro mark(text) %}\n{{ text.nothing }}{% endmacro %}"}
    assert fault(own).startswith(
        "templates/macros.html:2: error[template] 'str object' has no attribute 'nothing'"
    )


def test_syntax() -> None:
    own = {"page.html": "a\n{% if %}"}
    assert fault(own).startswith("templates/page.html:2: error[template] ")
    (problem,) = templates(own).problems()
    assert (problem.file, problem.line, problem.rule) == ("templates/page.html", 2, "template")


def test_a_template_that_is_not_there() -> None:
    own = {"page.html": '\n{% extends "bse.html" %}'}
    assert fault(own).startswith("templates/page.html:2: error[template] there is no template `bse.html`")
    (problem,) = templates(own).problems()
    assert (problem.line, problem.message) == (2, "there is no template `bse.html`")


def test_another_fault_is_told_too() -> None:
    assert fault({"page.html": "{{ 1 / 0 }}"}).startswith(
        "templates/page.html:1: error[template] ZeroDivisionError"
    )


def test_shipped_templates_are_sound() -> None:
    assert templates().problems() == []

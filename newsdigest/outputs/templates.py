"""Templates: the site's own before the shipped ones, what each is made from, and their faults as problems."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Compiled, View
from newsdigest.model.problem import Problem

if TYPE_CHECKING:
    from jinja2 import Environment, TemplateSyntaxError
    from jinja2.nodes import Template

FOLDER = "templates/"
SHIPPED = "default/"
"""Before a name: the template as shipped, though the site has one of that name."""

# Jinja's own `meta` would tell the same, but a build with nothing to do should not have to import it.
_REFERENCE = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%}", re.DOTALL)
_LITERAL = re.compile(r"""\s*(["'])([^"'\\]+)\1\s*(?:$|[-+]$|import\s|as\s|ignore\s|with\s|without\s)""")
"""A name that stands there as it is, and not one that is worked out."""


class TemplateFault(Exception):  # noqa: N818  a fault in content, not an error of the program
    """A template that cannot be rendered; carries the problem, and survives a process boundary."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Templates:
    """The templates of a site, as texts by name. Escaping is always on, and an undefined name is a fault.

    `home.html` is the site's own where it has one; `default/home.html` is always the shipped one.
    """

    def __init__(
        self, site: Mapping[str, str], shipped: Mapping[str, str], compiled: Compiled | None = None
    ) -> None:
        """`compiled` keeps templates in the form in which Python runs them."""
        self._compiled = compiled
        defaults = {SHIPPED + name: text for name, text in shipped.items()}
        self.texts: Mapping[str, str] = {**defaults, **shipped, **site}

    def render(self, name: str, view: View) -> str:
        """The text of a template for a view; raises TemplateFault."""
        from jinja2 import TemplateSyntaxError

        try:
            return self._environment.get_template(name).render(view)
        except TemplateSyntaxError as error:
            raise TemplateFault(_syntax_problem(error, name)) from error
        except Exception as error:
            raise TemplateFault(_render_problem(error, name)) from error

    def closure(self, names: Iterable[str]) -> frozenset[str]:
        """These and what they extend, include or import, or all there are where that is not certain."""
        found: set[str] = set()
        ahead = list(names)
        while ahead:
            name = ahead.pop()
            if name in found or name not in self.texts:
                continue
            found.add(name)
            for expression in _REFERENCE.findall(self.texts[name]):
                literal = _LITERAL.match(expression)
                if literal is None:
                    return frozenset(self.texts)
                ahead.append(literal[2])
        return frozenset(found)

    def fingerprint(self, names: Iterable[str]) -> bytes:
        """Of the texts of the closure."""
        return fingerprint({name: self.texts[name] for name in self.closure(names)})

    def parse(self, text: str) -> "Template":
        """A template as jinja2 reads it; raises its TemplateSyntaxError."""
        return self._environment.parse(text)

    def problems(self) -> list[Problem]:
        """The templates whose syntax is broken, and names of templates that there are not."""
        from jinja2 import TemplateSyntaxError
        from jinja2.meta import find_referenced_templates

        found = []
        for name, text in sorted(self.texts.items()):
            if name.startswith(SHIPPED) and self.texts.get(name.removeprefix(SHIPPED)) == text:
                continue
            try:
                tree = self._environment.parse(text, name, file_of(name))
            except TemplateSyntaxError as error:
                found.append(_syntax_problem(error, name))
                continue
            for other in find_referenced_templates(tree):
                if other is not None and other not in self.texts:
                    found.append(_missing_problem(file_of(name), _line_of(text, other), other))
        return found

    @cached_property
    def _environment(self) -> "Environment":
        from newsdigest.outputs.environment import view_environment

        return view_environment(self.texts, file_of, self._compiled)


_CORRECT = "correct the line; where a site has no such template, the one that is shipped serves"


def is_template(name: str) -> bool:
    """Whether a file below the folder of templates is one; what lies in static/ is copied as it is."""
    return not name.startswith("static/") and name.endswith((".html", ".xml", ".txt"))


def file_of(name: str) -> str:
    """The file of a template below the site's folder, or below the program's for a shipped one."""
    return FOLDER + name.removeprefix(SHIPPED)


def _line_of(text: str, words: str) -> int:
    return text[: max(0, text.find(words))].count("\n") + 1


def _syntax_problem(error: "TemplateSyntaxError", name: str) -> Problem:
    message = (error.message or "it does not parse").rstrip(".")
    name = (error.name or name).removeprefix(FOLDER)  # its lexer gives the file as the name
    return Problem(file_of(name), error.lineno, 0, "template", message, _CORRECT)


def _missing_problem(file: str, line: int, name: str) -> Problem:
    hint = "a template is named as below templates/, or as default/NAME for the one that is shipped"
    return Problem(file, line, 0, "template", f"there is no template `{name}`", hint)


def _render_problem(error: Exception, name: str) -> Problem:
    """A fault while rendering: the innermost line of a template in the traceback is where it is."""
    from jinja2 import TemplateNotFound, UndefinedError

    file, line = file_of(name), 0
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.startswith(FOLDER):
            file, line = step.tb_frame.f_code.co_filename, step.tb_lineno
        step = step.tb_next
    if isinstance(error, TemplateNotFound):
        return _missing_problem(file, line, str(error.name or name))
    undefined = isinstance(error, UndefinedError)
    hint = "docs/templates.md lists what each template gets" if undefined else _CORRECT
    message = str(error) if undefined else f"{type(error).__name__}: {error}"
    if isinstance(error, RecursionError):
        message = "templates include, extend or call each other without an end"
    return Problem(file, line, 0, "template", message.rstrip("."), hint)

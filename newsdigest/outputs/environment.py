"""Jinja as views need it: strict, escaping, and quick where every page asks the same of it. Imported late."""

from collections.abc import Callable, Mapping, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Compiled

try:
    from markupsafe._speedups import _escape_inner as escape_text
except ImportError:  # without its compiled part, or in another version: the same, more slowly
    escape_text = escape


def printed(value: object) -> str:
    """What `escape` gives, for values that go straight into the page: most are plain text.

    Escape would wrap each in a Markup, which nobody asks for there, and which takes longer than the escaping.
    """
    if type(value) is str:
        return escape_text(value)
    return value if type(value) is Markup else escape(value)


class ViewTemplate(Template):
    """A template that prints by `printed`."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """The template, whose compiled code finds `escape` among its globals."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = printed
        return template


class ViewEnvironment(Environment):
    """Views are dicts: `list.count` is the view's own before it is a method, and found at once."""

    template_class = ViewTemplate

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute as a template writes it."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class _Kept(BytecodeCache):
    """What jinja2 compiled before; it asks by name, and looks itself whether the text is the same."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._compiled.get(fingerprint("template", bucket.key))
        if isinstance(code, bytes):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled.put_all({fingerprint("template", bucket.key): bucket.bytecode_to_string()})


def view_environment(
    texts: Mapping[str, str], file_of: Callable[[str], str], compiled: Compiled | None
) -> Environment:
    """The environment of templates by name; `file_of` names each one's file in tracebacks."""

    def load(name: str) -> tuple[str, str, None] | None:
        text = texts.get(name)
        return None if text is None else (text, file_of(name), None)

    return ViewEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_Kept(compiled) if compiled else None,
    )

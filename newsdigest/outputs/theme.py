"""The colours and faces of config.yaml as a few lines at the end of the stylesheet."""

from collections.abc import Iterable, Mapping

from newsdigest.model.config import Config


def theme_css(config: Config) -> str:
    """Custom properties that go before those of the stylesheet; empty where config.yaml has none."""
    faces = {f"{name}-face": value for name, value in config.fonts.items()}
    return "".join(
        [
            *_rule("", {**config.colours, **faces}),
            *_rule("@media (prefers-color-scheme: dark) ", config.dark_colours),
        ]
    )


def _rule(within: str, values: Mapping[str, str]) -> Iterable[str]:
    if values:
        lines = "".join(f"  --{name}: {value};\n" for name, value in sorted(values.items()))
        rule = f":root {{\n{lines}}}\n"
        yield f"\n{within}{{\n{rule}}}\n" if within else f"\n{rule}"

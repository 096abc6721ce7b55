"""docs/theming.md: its examples make the site that it promises."""

import re
from pathlib import Path

import pytest
import yaml
from tiny_site import CONFIG, REPOSITORY, TinySite, tiny_site

from newsdigest.model.theme import DARK, LIGHT, contrast

DOCUMENT = (REPOSITORY / "docs/theming.md").read_text("utf-8")


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, re.M | re.S)


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    site = tiny_site(tmp_path / "site")
    site.write("content/media/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"/>')
    return site


def page(site: TinySite, path: str = "index.html") -> str:
    return (site.root / "public" / path).read_text("utf-8")


def test_the_settings_change_colours_fonts_name_navigation_and_logo(site: TinySite) -> None:
    (example,) = examples("yaml")
    settings = yaml.safe_load(CONFIG)
    wanted = yaml.safe_load(example)
    site.write("config.yaml", yaml.safe_dump({**wanted, "site": {**settings["site"], **wanted["site"]}}))
    done = site.build()
    assert "contrast" not in done.err
    home = page(site)
    assert '<img class="logo" src="/media/logo.svg" alt="The Harbour Light">' in home
    assert '<a href="https://example.com/write" rel="external noopener">Write to us</a>' in home
    (address,) = re.findall(r'rel="stylesheet" href="/([^"]+)"', home)
    light, dark = re.search(
        r".*:root\{([^}]*)\}@media \([^)]*\)\{:root\{([^}]*)\}", page(site, address)
    ).groups()
    assert "--accent:#0b5c6b" in light and '--text-face:Charter,"Bitstream Charter",serif' in light
    assert dark == "--accent:#7fd0de" or dark == "--accent:#7fd0de;"


def test_another_colour_is_another_stylesheet_and_no_new_entry(site: TinySite) -> None:
    site.build()
    before = re.findall(r'rel="stylesheet" href="([^"]+)"', page(site))
    site.write("config.yaml", CONFIG + 'theme: {colours: {accent: "#036"}}\n')
    site.build()
    after = re.findall(r'rel="stylesheet" href="([^"]+)"', page(site))
    assert before != after and "#003366" in page(site, after[0].lstrip("/"))
    assert site.published() == site.built_clean()


def test_one_block_is_overridden(site: TinySite) -> None:
    entry, base = examples("jinja")
    site.write("templates/entry.html", entry)
    site.build()
    shown = page(site, "2026/03/04/cranes-return/index.html")
    assert "Did we get it wrong?" in shown and "A crane stood still." in shown and 'class="sources"' in shown
    site.write("templates/base.html", base)
    site.build()
    assert "Printed nowhere since 2019." in page(site) and "foot-name" in page(site)


def test_faults_are_told_with_their_lines(site: TinySite) -> None:
    theme = (
        "theme:\n  colours:\n    acent: '#000000'\n    ink: red\n    quiet: '#bbbbbb'\n"
        "  fonts:\n    text: 'serif; } body { display: none'\n  logo: /media/none.svg\n"
    )
    line = CONFIG.count("\n")
    site.write("config.yaml", CONFIG + theme)
    told = site.run("--date", "2026-06-01").err
    assert f"config.yaml:{line + 3}:5: error[unknown-key]" in told and "did you mean `accent`?" in told
    assert f"config.yaml:{line + 4}:10: error[value] `theme.colours.ink` is not a colour: `red`" in told
    assert f"config.yaml:{line + 5}:12: warning[contrast] `quiet` upon `paper` has a contrast of 1.8" in told
    assert f"config.yaml:{line + 7}:11: error[value] `theme.fonts.text` is not a list of fonts" in told
    assert "error[logo] `theme.logo` names a picture that is not there: content/media/none.svg" in told
    assert not (site.root / "public/index.html").exists()


def test_the_colours_known_are_those_of_the_stylesheet() -> None:
    css = (REPOSITORY / "templates/static/style.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    assert (light, dark) == (LIGHT, DARK)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)

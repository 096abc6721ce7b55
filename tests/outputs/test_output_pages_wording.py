"""What the site says of itself, in each language."""

import datetime as dt
import json
import subprocess
import sys
from importlib import resources

import pytest

from newsdigest.outputs.wording import direction, own_name, wording

FOLDER = resources.files("newsdigest.outputs") / "strings"
LANGUAGES = sorted(file.name.removesuffix(".json") for file in FOLDER.iterdir())


def words(language: str) -> dict[str, object]:
    return dict(json.loads((FOLDER / f"{language}.json").read_text("utf-8")))


def test_the_languages_that_are_shipped() -> None:
    assert set(LANGUAGES) >= {"en", "de", "fr", "es", "ja", "ar"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_words(language: str) -> None:
    assert words(language).keys() == words("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_plural_forms_that_it_needs(language: str) -> None:
    for n in (*range(30), 100, 101, 1000, 1_000_000):
        for key in wording(language, {}).plurals:
            assert wording(language, {}).count(key, n)
    from babel import Locale

    tags = set(Locale.parse(language).plural_form.tags) | {"other"}
    for key, forms in wording(language, {}).plurals.items():
        missing = tags - set(forms)
        assert missing <= {"many"} if language in ("fr", "es") else not missing, key


def test_numbers_and_dates() -> None:
    day = dt.date(2019, 11, 27)
    assert wording("en", {}).count("entries", 1) == "1 entry"
    assert wording("en", {}).count("entries", 1234) == "1,234 entries"
    assert wording("de", {}).day(day) == "27. November 2019"
    assert wording("ja", {}).month(2019, 11) == "2019年11月"
    assert wording("ar", {}).count("entries", 2) == "مادتان"
    assert wording("fr", {}).listed(("A", "B")) == "A et B"


def test_a_language_without_words_speaks_english_but_writes_its_own_dates() -> None:
    italian = wording("it", {})
    assert italian.strings["home"] == "Home"
    assert italian.day(dt.date(2019, 11, 27)) == "27 novembre 2019"
    assert [own_name(code) for code in ("it", "zh-Hant", "de-CH", "he")] == [
        "Italiano",
        "中文 (繁體)",
        "Deutsch",
        "עברית",
    ]


def test_a_language_that_nobody_knows() -> None:
    assert wording("xx-nowhere", {}).day(dt.date(2019, 11, 27)) == "November 27, 2019"
    assert own_name("xx-nowhere") == "xx-nowhere"


def test_direction() -> None:
    assert [direction(code) for code in ("ar", "fa-IR", "en", "ja", "")] == [
        "rtl",
        "rtl",
        "ltr",
        "ltr",
        "ltr",
    ]


def test_languages_keep_their_own_months_whichever_comes_first() -> None:
    """Babel shares tables between languages; in one process a Japanese page must not change a German one."""
    code = (
        "from newsdigest.outputs.wording import wording\n"
        "import sys\n"
        "print([wording(language, {}).month_name(1) for language in sys.argv[1:]])"
    )
    orders = (["ja", "de", "ar", "fr"], ["fr", "ar", "de", "ja"])
    command = [sys.executable, "-X", "utf8", "-c", code]
    said = [subprocess.check_output([*command, *order], encoding="utf-8").strip() for order in orders]
    assert said[0] == "['1月', 'Januar', 'يناير', 'janvier']"
    assert said[1] == "['janvier', 'يناير', 'Januar', '1月']"

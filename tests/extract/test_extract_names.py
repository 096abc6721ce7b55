"""Author names out of bylines."""

import pytest

from newsdigest.extract.names import (
    agency_in,
    clean_names,
    given_names,
    is_byline,
    proper_case,
    with_letters,
)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By MATTHEW LEE", ("Matthew Lee",)),
        ("Von Max Mustermann und Erika Muster", ("Max Mustermann", "Erika Muster")),
        ("Par Jean Dupont et Marie Curie, envoyée spéciale", ("Jean Dupont", "Marie Curie")),
        ("By Jane Roe, John Doe and Amy Poe", ("Jane Roe", "John Doe", "Amy Poe")),
        ("홍길동 기자", ("홍길동",)),
        ("배윤경 기자, 이상현 기자", ("배윤경", "이상현")),
        ("作者：王小明", ("王小明",)),
        ("山田太郎、鈴木花子", ("山田太郎", "鈴木花子")),
        ("山田と鈴木", ("山田", "鈴木")),
        ("山田 太郎", ("山田 太郎",)),
        ("王小明 李芳", ("王小明", "李芳")),
        ("राहुल उदाहरण", ("राहुल उदाहरण",)),
        ("Ana Souza, E1 Vila Nova", ("Ana Souza",)),
        ("Ein Bericht von", ()),
        ("Ein Bericht von Petra Muster", ("Petra Muster",)),
        ("By JANE DOE, Staff Writer, and JOHN ROE Special to the Chronicle", ("Jane Doe", "John Roe")),
        ("Piše: Ivan Primjer", ("Ivan Primjer",)),
        ("Марія Коваль та Іван Бойко", ("Марія Коваль", "Іван Бойко")),
        ("By Jane Roe, Staff Writer", ("Jane Roe",)),
        ("By Jane Roe | Reuters", ("Jane Roe",)),
        ("Ludwig van Beethoven (dpa)", ("Ludwig van Beethoven",)),
        ("By Jane Roe for The Example", ("Jane Roe",)),
        ("Jane Roe @janeroe", ("Jane Roe",)),
        ("By Jane Roe March 11, 2015 3:46 PM", ("Jane Roe",)),
        ("By Jane Roe | Last Updated: January 7, 2025", ("Jane Roe",)),
        ("Text von Jane Roe   Illustration von Max Muster", ("Jane Roe",)),
        ("Anna B. Carter, PhD, Carl Doe, MD", ("Anna B. Carter", "Carl Doe")),
    ],
)
def test_a_byline_names_its_authors(byline: str, names: tuple[str, ...]) -> None:
    assert clean_names(byline) == names


@pytest.mark.parametrize(
    "text",
    ["Redaktion", "dpa", "News Desk", "The Associated Press", "Photo by Jane Roe", "@janeroe", "Copy Link",
     "https://example.com/jane", "", "Von Tunis nach Teheran", "12:30", "Example News Online"],
)  # fmt: skip
def test_what_is_no_person_is_left_out(text: str) -> None:
    assert clean_names(text) == ()


def test_a_pen_name_counts_in_a_field_for_names_alone() -> None:
    assert given_names("Nightowl") == ("Nightowl",)
    assert clean_names("Nightowl") == ()
    assert given_names("first.last") == ()
    assert given_names("AgX") == ()


@pytest.mark.parametrize(
    ("name", "cased"),
    [
        ("JAMES McDONALD", "James McDonald"),
        ("ANNE-MARIE O'BRIEN", "Anne-Marie O'Brien"),
        ("J.R. STONE", "J.R. Stone"),
        ("MARIA DE LA CRUZ", "Maria de la Cruz"),
        ("Jane Roe", "Jane Roe"),
    ],
)
def test_names_in_capitals_are_written_as_usual(name: str, cased: str) -> None:
    assert proper_case(name) == cased


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Von Max Muster (dpa)", "dpa"),
        ("WASHINGTON (AP) —", "Associated Press"),
        ("Agence France-Presse", "AFP"),
        ("東京 共同通信", "Kyodo News"),
        ("Mapple and Afpakistan", ""),
        ("apa-style@example.com", ""),
    ],
)
def test_agencies_are_found_as_whole_words(text: str, agency: str) -> None:
    assert agency_in(text) == agency


def test_a_byline_opens_as_bylines_do() -> None:
    assert is_byline("By Jane Roe")
    assert is_byline("作者：王小明")
    assert not is_byline("Jane Roe")


@pytest.mark.parametrize(
    ("names", "line", "full"),
    [
        (("Jo Roe",), "By Jo Roe, DVM. Reviewed by Al Poe, DVM", ("Jo Roe, DVM",)),
        (("Jo Roe", "Al Poe"), "By JO ROE, MD, PhD and Al Poe Jr.", ("Jo Roe, MD, PhD", "Al Poe Jr.")),
        (("Jo Roe",), "Jo Roe, CFP®", ("Jo Roe, CFP®",)),
        (("Jo Roe",), "Jo Roe, Ma Lin and Al Poe", ("Jo Roe",)),
        (("Jo Roe",), "Jo Roe, MD-based reporter", ("Jo Roe",)),
    ],
)
def test_a_name_keeps_the_letters_that_a_line_has_behind_it(
    names: tuple[str, ...], line: str, full: tuple[str, ...]
) -> None:
    assert with_letters(names, line) == full

"""Rights notices and who holds them."""

from newsdigest.extract.rights import agency_of_rights, holder_of, rights_in


def test_notices_stand_as_on_the_page_each_once() -> None:
    lines = ["Copyright rules changed last year in court.", "© 2019 The Example Press. All rights reserved.",
             "Menu",
             "©2019 Example  Inc.", "©2019 Example Inc.", "Photo © Jane Roe"]  # fmt: skip
    assert rights_in(lines) == "© 2019 The Example Press. All rights reserved.\n©2019 Example Inc."


def test_an_agency_that_holds_the_rights_is_named() -> None:
    assert (
        agency_of_rights("© Copyright 2019 The Associated Press. All rights reserved.") == "Associated Press"
    )
    assert agency_of_rights("©2019 Example Inc.") == ""


def test_the_holder_is_without_year_and_formula() -> None:
    assert holder_of("© 2017-2019 Example Times. All rights reserved.") == "Example Times"
    assert holder_of("Copyright by Example Post, 2020") == "Example Post"

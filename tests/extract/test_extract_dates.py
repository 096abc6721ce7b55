"""Dates as pages print them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from newsdigest.extract.dates import read_date, read_machine_date

DAY = date(2019, 11, 27)


@pytest.mark.parametrize(
    "text",
    ["Nov. 27, 2019", "27 November 2019", "Wednesday, November 27th, 2019", "27. November 2019, 14:30 Uhr",
     "le 27 novembre 2019 à 10h30", "27 de noviembre de 2019", "27/11/2019", "11/27/2019", "27.11.19",
     "2019-11-27",
     "2019年11月27日", "2019년 11월 27일", "27 ноября 2019", "27 listopada 2019",
     "27 نوفمبر 2019", "20191127",
     "Published: 27 Nov 2019", "2019/11/27 09:30", "2019. november 27.", "2019 m. lapkričio 27 d.",
     "2019. gada 27. novembris", "27 лист. 2019", "27 Kas 2019", "27 تشرين الثاني 2019", "٢٧ نوفمبر ٢٠١٩",
     "27 בנובמבר 2019", "27 नवंबर 2019", "২৭ নভেম্বর ২০১৯", "27 พฤศจิกายน 2562", "令和元年11月27日",
     "noviembre 27 de 2019"],
)  # fmt: skip
def test_a_day_is_read_in_many_languages(text: str) -> None:
    found = read_date(text)
    assert (found.date() if isinstance(found, datetime) else found) == DAY


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-11-27T09:30:00+09:00", datetime(2019, 11, 27, 9, 30, tzinfo=timezone(timedelta(hours=9)))),
        ("2019-11-27T09:30:00.123Z", datetime(2019, 11, 27, 9, 30, tzinfo=UTC)),
        ("Wed, 27 Nov 2019 10:00:00 GMT", datetime(2019, 11, 27, 10, 0, tzinfo=UTC)),
        (
            "10:30 PM EST, Wed November 27, 2019",
            datetime(2019, 11, 27, 22, 30, tzinfo=timezone(timedelta(hours=-5))),
        ),
    ],
)
def test_an_instant_keeps_its_offset(text: str, moment: datetime) -> None:
    found = read_date(text)
    assert found == moment
    assert isinstance(found, datetime)
    assert found.utcoffset() == moment.utcoffset()


def test_a_time_without_an_offset_is_a_day() -> None:
    assert read_date("2019-11-27T09:30:00") == DAY


@pytest.mark.parametrize(
    "text", ["3/4/2021", "2 hours ago", "Today at 5pm", "2024-13-45", "", "1850-01-01", "12 May"]
)
def test_what_may_be_two_days_or_none_is_not_read(text: str) -> None:
    assert read_date(text) is None


def test_a_language_says_which_number_is_the_day() -> None:
    assert read_date("3/4/2021", ("fr",)) == date(2021, 4, 3)


def test_a_language_says_which_month_is_meant() -> None:
    assert read_date("5. listopada 2024.", ("hr",)) == date(2024, 10, 5)
    assert read_date("5 listopada 2024", ("pl",)) == date(2024, 11, 5)


def test_a_day_without_its_year_is_not_read_with_the_hour_for_one() -> None:
    assert read_date("07.11. 06:44", ("de",)) is None


def test_markup_may_count_seconds() -> None:
    assert read_machine_date("1574846400") == datetime(2019, 11, 27, 9, 20, tzinfo=UTC)

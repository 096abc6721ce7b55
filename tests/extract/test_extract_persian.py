"""Days in the calendar of Iran."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.extract.dates import read_date
from newsdigest.extract.persian import YEARS, persian_day
from newsdigest.extract.wordlists import terms


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return persian_day(year, month, day)
    except ValueError:
        return None


CALENDAR = {
    numbers: found
    for year in YEARS
    for numbers in ((year, month, day) for month in range(14) for day in range(33))
    if (found := _day_or_none(*numbers))
}


def test_its_days_follow_on_one_another_without_a_gap() -> None:
    days = [CALENDAR[numbers] for numbers in sorted(CALENDAR)]
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))
    assert (days[0], days[-1]) == (date(1990, 3, 21), date(2031, 3, 20))


@pytest.mark.parametrize(
    ("year", "day"),
    [(1375, 20), (1376, 21), (1379, 20), (1380, 21), (1399, 20), (1400, 21), (1403, 20), (1404, 21)],
)
def test_a_year_begins_where_the_almanac_says(year: int, day: int) -> None:
    assert persian_day(year, 1, 1) == date(year + 621, 3, day)


@given(
    st.sampled_from(sorted(CALENDAR)),
    st.sampled_from(["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"]),
    st.sampled_from(range(3)),
    st.sampled_from(
        ["{2} {3} {0}", "شنبه {2} {3} ماه {0} - 12:30", "{0}/{1:02}/{2:02}", "{0}-{1}-{2} 09:05"]
    ),
)
def test_a_day_is_read_however_it_is_written(
    numbers: tuple[int, int, int], digits: str, names: int, form: str
) -> None:
    text = form.format(*numbers, terms("persian months")[12 * names + numbers[1] - 1])
    assert read_date(text.translate(str.maketrans("0123456789", digits)), ("fa",)) == CALENDAR[numbers]


@pytest.mark.parametrize("text", ["15 July 1389", "1389年7月15日", "1445/03/15", "1402/13/01", "1402/12/30"])
def test_what_is_no_day_of_our_time_in_it_is_not_read(text: str) -> None:
    assert read_date(text) is None

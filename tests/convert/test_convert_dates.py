"""Dates as writers put them down."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsdigest.convert.dates import moment_of, read_stamp, repeated_offsets

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "moment", "rule"),
    [
        ("2020-03-04", "2020-03-04", ""),
        ("2020/3/4", "2020-03-04", ""),
        ("2020-07-04 09:30", "2020-07-04 09:30:00+02:00", ""),
        ("2020-07-04T09:30:15.123Z", "2020-07-04 09:30:15+00:00", ""),
        ("2020-07-04 09:30:00 -0800", "2020-07-04 09:30:00-08:00", ""),
        ("2020-07-04 09:30:00 +05:45", "2020-07-04 09:30:00+05:45", ""),
        ("2020-07-04 17:30:00+17:30", "2020-07-04 17:30:00+02:00", "import-offset"),
        ("2020-01-04 23:00:00+23:00", "2020-01-04 23:00:00+01:00", "import-offset"),
        ("2020-07-04 17:00:00+17:10", "2020-07-04 17:00:00+02:00", "import-offset"),
        ("2020-07-04 16:30-:00+16:30", "2020-07-04 16:30:00+02:00", "import-offset"),
        ("2020-07-04 16:30 (about)", "2020-07-04 16:30:00+02:00", "import-date"),
        ("2020-07-04 16:30 +99:00", "2020-07-04 16:30:00+02:00", "import-date"),
        ("2020-07-04 14:00:00+14:00", "2020-07-04 14:00:00+14:00", ""),
        ("4 May 2020", "2020-05-04", ""),
        ("May 4th, 2020", "2020-05-04", ""),
        ("Sat, 04 Jul 2020 09:30:00 GMT", "2020-07-04 09:30:00+00:00", ""),
        ("Sat, 4 Jul 2020 09:30:00 -0700 (PDT)", "2020-07-04 09:30:00-07:00", ""),
        ("Sept. 3, 2020 at 9:05 pm", "2020-09-03 21:05:00+02:00", ""),
        ("20200704", "2020-07-04", ""),
        ("23/07/2020", "2020-07-23", ""),
        ("07/23/2020", "2020-07-23", ""),
        ("4.7.2020 09:30", "2020-07-04 09:30:00+02:00", ""),
        ("2020-07-04 12:10 AM", "2020-07-04 00:10:00+02:00", ""),
        ("2020-07-04 09:30 EST", "2020-07-04 09:30:00-05:00", ""),
        ("2020-07-04 09:30 CEST", "2020-07-04 09:30:00+02:00", ""),
        ("2020-07-04 09:30 America/New_York", "2020-07-04 09:30:00-04:00", ""),
        ("2020-07-04 09:30 IST", "2020-07-04 09:30:00+02:00", "import-date"),
        ("2020-07-04 09:30 Mars/Base", "2020-07-04 09:30:00+02:00", "import-date"),
        ("2020-07-04 25:00", "2020-07-04", "import-date"),
    ],
)
def test_what_is_made_of_a_date(written: str, moment: str, rule: str) -> None:
    stamp = read_stamp(written)
    assert stamp is not None
    made, told, message = moment_of(stamp, BERLIN, frozenset())
    assert (str(made), told) == (moment, rule)
    if isinstance(made, datetime) and rule:
        assert made.isoformat() in message


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "2020-13-01", "2020-02-30", "0020-02-03", "03/04/2020", "May 2020", "1518220800"],
)
def test_what_is_no_date(written: str) -> None:
    assert read_stamp(written) is None


def test_offsets_that_repeat_the_time_of_day_need_company() -> None:
    def repeated(*written: str) -> frozenset[timedelta]:
        return repeated_offsets(stamp for one in written if (stamp := read_stamp(one)))

    ten, other = "2020-07-04 10:00+10:00", "2020-07-05 11:20+10:00"
    assert repeated(ten) == frozenset()
    assert repeated(ten, ten) == {timedelta(hours=10)}
    assert repeated(ten, ten, other, other) == frozenset()
    assert repeated("2020-07-04 00:00+00:00", "2020-07-05 00:00+00:00") == frozenset()


def test_an_offset_of_the_sites_own_zone_is_believed() -> None:
    stamp = read_stamp("2020-07-04 02:00+02:00")
    assert stamp is not None
    made, rule, _ = moment_of(stamp, BERLIN, frozenset({timedelta(hours=2)}))
    assert (str(made), rule) == ("2020-07-04 02:00:00+02:00", "")
    tokyo, told, _ = moment_of(stamp, ZoneInfo("Asia/Tokyo"), frozenset({timedelta(hours=2)}))
    assert (str(tokyo), told) == ("2020-07-04 02:00:00+09:00", "import-offset-repeated")


def test_the_old_generator_took_the_offset_at_its_word() -> None:
    stamp = read_stamp("2020-07-04 23:00:00+23:00")
    assert stamp is not None and isinstance(taken := stamp.as_taken, datetime)
    assert taken.astimezone(ZoneInfo("UTC")).date() == date(2020, 7, 4)

"""What the editor's dates mean, in any time zone."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.collect.moments import day_of, instant_of, is_expired, is_published
from newsdigest.model.entry import Entry

ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia")]
)
TOKYO = ZoneInfo("Asia/Tokyo")


def entry(**fields: object) -> Entry:
    return Entry(file="content/entries/a.md", title="A", slug="a", **fields)  # type: ignore[arg-type]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), ZONES)
def test_a_bare_day_stays_that_day_and_begins_at_its_midnight(day: date, zone: ZoneInfo) -> None:
    assert day_of(day, zone) == day
    local = instant_of(day, zone).astimezone(zone)
    assert local.date() == day or local.utcoffset() != (local - timedelta(hours=1)).utcoffset()


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.integers(-14, 14), ZONES)
def test_an_instant_is_one_whatever_its_offset(moment: datetime, hours: int, zone: ZoneInfo) -> None:
    aware = moment.replace(tzinfo=UTC)
    elsewhere = aware.astimezone(timezone(timedelta(hours=hours)))
    assert instant_of(elsewhere, zone) == instant_of(aware, zone) == aware
    assert day_of(elsewhere, zone) == day_of(aware, zone) == aware.astimezone(zone).date()


@pytest.mark.parametrize(
    ("fields", "now", "shown"),
    [
        ({"date": date(2026, 6, 1)}, "2026-05-31T14:59:59+00:00", False),
        ({"date": date(2026, 6, 1)}, "2026-05-31T15:00:00+00:00", True),
        ({"date": date(2026, 6, 1), "draft": True}, "2026-07-01T00:00:00+00:00", False),
        ({}, "2026-07-01T00:00:00+00:00", False),
        ({"date": date(2026, 6, 1), "expires": date(2026, 6, 3)}, "2026-06-02T14:59:59+00:00", True),
        ({"date": date(2026, 6, 1), "expires": date(2026, 6, 3)}, "2026-06-02T15:00:00+00:00", False),
    ],
)
def test_when_readers_see_an_entry(fields: dict[str, object], now: str, shown: bool) -> None:
    one = entry(**fields)
    assert is_published(one, datetime.fromisoformat(now), TOKYO) == shown
    if "expires" in fields:
        assert is_expired(one, datetime.fromisoformat(now), TOKYO) != shown

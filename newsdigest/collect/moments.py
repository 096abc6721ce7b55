"""What the editor's dates mean in the site's time zone, and what is due at the build instant."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from newsdigest.model.entry import Entry, Moment


def instant_of(moment: Moment, zone: tzinfo) -> datetime:
    """The instant in UTC; a bare day is its midnight in the site's zone."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), zone)
    elif moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


def day_of(moment: Moment, zone: tzinfo) -> date:
    """The day of an address: a bare day itself, else the instant's day in the site's zone."""
    if not isinstance(moment, datetime):
        return moment
    return instant_of(moment, zone).astimezone(zone).date()


def date_of(entry: Entry, zone: tzinfo, now: datetime) -> Moment:
    """The entry's date; a draft without one stands under the build's day."""
    return entry.date if entry.date is not None else now.astimezone(zone).date()


def is_due(entry: Entry, now: datetime, zone: tzinfo) -> bool:
    """Whether the entry's date has come."""
    return entry.date is not None and instant_of(entry.date, zone) <= now


def is_expired(entry: Entry, now: datetime, zone: tzinfo) -> bool:
    """Whether the entry's time is over."""
    return entry.expires is not None and instant_of(entry.expires, zone) <= now


def is_published(entry: Entry, now: datetime, zone: tzinfo) -> bool:
    """Whether readers see the entry: no draft, due, and not expired."""
    return not entry.draft and is_due(entry, now, zone) and not is_expired(entry, now, zone)


def is_shown(entry: Entry, now: datetime, zone: tzinfo, *, drafts: bool) -> bool:
    """Whether the site has the entry: published, or in a preview also a draft, or due later."""
    return is_published(entry, now, zone) or (drafts and not is_expired(entry, now, zone))


def instant(text: str, zone: tzinfo) -> datetime:
    """The build instant in UTC: a day or an instant in ISO 8601, of the site's zone if of none; else now."""
    return instant_of(datetime.fromisoformat(text), zone) if text else datetime.now(UTC)


def changes_of(
    entries: Iterable[Entry], zone: tzinfo, *, news: bool, drafts_at: datetime | None = None
) -> list[datetime]:
    """The instants at which the site changes by itself: an entry falls due, expires, or is no longer news.

    `news` tells whether there is a sitemap of news to leave, `drafts_at` the instant of a build that shows
    drafts: one without a date stands under the day of the build.
    """
    return [
        instant_of(moment, zone)
        for entry in entries
        if drafts_at is not None or not entry.draft
        for moment in (
            *(_days_around(drafts_at, zone) if drafts_at is not None and entry.date is None else ()),
            entry.date,
            entry.expires,
            _end_as_news(entry, zone) if news else None,
        )
        if moment is not None
    ]


def _days_around(moment: datetime, zone: tzinfo) -> tuple[date, date]:
    """The day of an instant, and the next."""
    today = day_of(moment, zone)
    return today, today + timedelta(days=1)


def _end_as_news(entry: Entry, zone: tzinfo) -> date | None:
    """The day that begins when the sitemap of yesterday's and today's entries no longer has it."""
    return day_of(entry.date, zone) + timedelta(days=2) if entry.date is not None else None

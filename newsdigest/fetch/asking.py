"""Is an address still there? Asked in the way that costs its server least."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from newsdigest.fetch.web import Fetched, HungUpError, NoHostError, RefusedError, Web, status_text
from newsdigest.model.weblink import Answer

PATIENCE_S = 20.0
"""For so long we wait where a server says when to come again; for longer, not today."""

BACKOFF_S = (2.0, 8.0)
"""Before a second and third try where it only says that it is too much."""

GONE = (404, 410)
BUSY = (429, 503)


def ask(web: Web, url: str, sleep: Callable[[float], None] = time.sleep) -> Answer:
    """What its server says of an address: by HEAD, and by GET where HEAD comes to nothing."""
    try:
        try:
            found = _asked(web, url, "HEAD", sleep)
            refused = found.status >= 400 and found.status not in BUSY
        except HungUpError:
            refused = True
        if refused:
            found = _asked(web, url, "GET", sleep)
    except NoHostError as error:
        return Answer("gone", error.message, nameless=True)
    except RefusedError as error:
        return Answer("unsure", error.message)
    said = status_text(found.status)
    if found.status in GONE:
        return Answer("gone", said)
    return Answer("good" if found.status < 400 else "unsure", said, busy=found.status in BUSY)


def _asked(web: Web, url: str, method: str, sleep: Callable[[float], None]) -> Fetched:
    """What a server says in the end, if it says at first that it is too much."""
    for backoff in (*BACKOFF_S, None):
        found = web.status(url, method)
        if found.status not in BUSY or backoff is None:
            return found
        wait = _seconds(found.retry_after)
        if wait is not None and wait > PATIENCE_S:
            return found
        sleep(backoff if wait is None else wait)
    raise AssertionError("the last try returns")


def _seconds(retry_after: str) -> float | None:
    """Of a Retry-After: a number, or a date (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())

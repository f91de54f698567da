"""Turns a seeded generator into days and EDTF dates of a few years past."""

from datetime import date, timedelta
from random import Random

FIRST_DAY = date(2019, 1, 1)
LAST_DAY = date(2024, 9, 30)
PLAIN_SHARE = 0.75


def draw_day(chance: Random) -> date:
    """Draw a day."""
    return FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))


def draw_before(chance: Random, day: date, *, days: int) -> date:
    """Draw a day that lies at most so many days before another."""
    return day - timedelta(days=chance.randrange(days + 1))


def write_edtf(chance: Random, day: date) -> str:
    """Write a day as EDTF: mostly whole, sometimes a month, about a month, a span or a year."""
    if chance.random() < PLAIN_SHARE:
        return day.isoformat()
    month = f"{day:%Y-%m}"
    span = f"{day.isoformat()}/{(day + timedelta(days=4)).isoformat()}"
    return chance.choice((month, month, f"{month}~", span, f"{day:%Y}", f"{day.isoformat()}~"))


def write_moment(chance: Random, day: date) -> str:
    """Write a moment of a day as ISO 8601 with an offset."""
    return f"{day.isoformat()}T{chance.randrange(6, 22):02}:{chance.randrange(60):02}:00+03:00"

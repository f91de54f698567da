"""Dates of every kind that EDTF has → a site with an event on each."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from hypothesis import strategies as st

from tests.small_site import SmallSite, small_site

SETTINGS = """\
title = "A small site"
base_url = "https://example.org/small/"
timezone = "UTC"
"""

DAYS = st.dates(date(1, 1, 2)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = DAYS.map(lambda day: day[:4])
LONG = st.integers(10_000, 10**12).map(lambda year: f"Y-{year}" if year % 2 else f"Y{year}")
BEFORE_CHRIST = st.integers(0, 9998).map(lambda year: f"-{year + 1:04}")
LESS = st.one_of(
    MONTHS,
    YEARS,
    MONTHS.map("{}-XX".format),
    YEARS.map("{}-XX".format),
    YEARS.map(lambda year: f"{year[:3]}X"),
    YEARS.map(lambda year: f"{year[:2]}XX"),
    st.builds("{}-{}".format, YEARS, st.integers(21, 24)),
    LONG,
    BEFORE_CHRIST,
)
QUALIFIED = st.builds("{}{}".format, DAYS | LESS, st.sampled_from(("", "", "?", "~", "%")))
TIMES = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)).map(  # noqa: DTZ001 (said after it)
    lambda moment: f"{moment.isoformat(timespec='seconds')}Z"
)
PAIRS = st.lists(DAYS | MONTHS | YEARS, min_size=2, max_size=2).map(sorted)
INTERVALS = st.one_of(
    PAIRS.map("/".join),
    PAIRS.map(lambda pair: f"{pair[0]}~/{pair[1]}?"),
    st.builds("".join, st.tuples(DAYS | MONTHS, st.sampled_from(("/..", "/")))),
    st.builds("".join, st.tuples(st.sampled_from(("../", "/")), DAYS | MONTHS)),
)
MEMBERS = st.lists(DAYS | MONTHS, min_size=2, max_size=4).map(",".join)
SETS = st.one_of(
    MEMBERS.map("[{}]".format),
    MEMBERS.map("{{{}}}".format),
    PAIRS.map(lambda pair: f"[{'..'.join(pair)}]"),
    PAIRS.map(lambda pair: f"{{2023-03-01,{'..'.join(pair)}}}"),
)
DATES = st.lists(st.one_of(QUALIFIED, TIMES, INTERVALS, SETS), min_size=1, max_size=8)


def site_of(dates: Sequence[str], settings: str = SETTINGS) -> SmallSite:
    """Make a site with an event on each date, `e0` on the first; all of them in one story."""
    files = {
        f"events/e{n}.md": f'title: Event {n}\ndate: "{text}"\nplace: there\nstories: [all]'
        for n, text in enumerate(dates)
    }
    there = "name: There\ntype: place\nlocation: {lat: 1.5, lon: -2.25}"
    site = small_site(
        files | {"entities/there.md": there, "stories/all.md": "title: All"}, settings=settings
    )
    assert site.problems == ()
    return site


def pieces_of(text: str) -> list[str]:
    """Take the single dates out of an interval or a set, without what qualifies them."""
    return [piece.rstrip("?~%") for piece in re.split(r"[\[\]{},/]|\.\.", text) if piece]

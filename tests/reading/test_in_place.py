"""Events and sources written out in an article become records of the whole site."""

import pytest

from site_builder.model.annotation import Passage
from tests.small_site import Read, read_all

ARTICLE = """\
title: A
{keys}
---
In Minsk they talked of peace.
"""


def _read(keys: str, *, drafts: bool = False) -> Read:
    return read_all({"articles/a.md": ARTICLE.replace("{keys}", keys)}, drafts=drafts)


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("{id: talks, date: 2023-03-01, title: Talks}", "talks"),
        ("{date: 2023-03-01, title: Talks in Minsk}", "2023-03-01-talks-in-minsk"),
        ("{date: 2023-02/2023-03, title: Talks}", "2023-02-2023-03-talks"),
        ("{date: 2023, title: 👍}", "2023"),
    ],
)
def test_an_event_has_its_own_id_or_one_of_its_date_and_title(written: str, id_: str) -> None:
    (article,) = _read(f"events: {written}").records.articles

    assert [event.id for event in article.events] == [id_]
    assert [reference.id for reference in article.event_ids] == [id_]


def test_events_keep_the_order_they_are_written_in() -> None:
    (article,) = _read(
        "events: [invasion, {id: talks, date: 2023, title: T}, event:visit]"
    ).records.articles

    assert [reference.id for reference in article.event_ids] == ["invasion", "talks", "event:visit"]
    assert [(event.id, event.article) for event in article.events] == [("talks", "a")]


def test_an_event_knows_the_passage_that_reports_it() -> None:
    (article,) = _read(
        "events: {date: 2023, title: T, exact: they talked, prefix: Minsk}"
    ).records.articles

    assert article.events[0].passage == Passage(9, 20)
    assert article.events[0].selector is not None
    assert article.events[0].selector.exact.text == "they talked"


def test_sources_are_defined_at_the_top_in_events_and_in_annotations() -> None:
    read = _read(
        "sources: [readout, {type: report, title: One}]\n"
        "events: {date: 2023, title: T, sources: [{type: report, title: Two}, one]}\n"
        "annotations: {type: citation, sources: {id: three, type: report, title: Drei}}"
    )

    (article,) = read.records.articles
    assert read.problems == ()
    assert [source.id for source in article.sources] == ["one", "two", "three"]
    assert [reference.id for reference in article.source_ids] == ["readout", "one"]
    assert [reference.id for reference in article.events[0].source_ids] == ["two", "one"]
    assert [reference.id for reference in article.annotations[0].source_ids] == ["three"]


def test_a_source_stands_where_it_is_written() -> None:
    (article,) = _read("sources:\n  - {type: report, title: One}").records.articles

    (source,) = article.sources
    assert (source.fields.line, source.fields.column) == (4, 5)
    assert (article.source_ids[0].line, article.source_ids[0].column) == (4, 5)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("sources: {type: report, title: 👍}", "bad-id"),
        ("sources: {type: report}", "missing-field"),
        ("sources: [[a, b]]", "wrong-type"),
        ("events: {title: T}", "missing-field"),
        ("events: {date: tomorrow, title: T}", "bad-date"),
        ("events: {date: 2023, title: T, exact: war}", "quote-not-found"),
        ("events: [[a, b]]", "wrong-type"),
        ("events: {date: 2023, title: T, end: never}", "bad-date"),
    ],
)
def test_a_misfit_is_told(keys: str, code: str) -> None:
    read = _read(keys)

    assert [(problem.code, problem.line) for problem in read.problems] == [(code, 3)]


DRAFTS = (
    "events: [{id: e, date: 2023, title: E, draft: yes}]\n"
    "sources: [{id: s, type: report, title: S, draft: yes}]\n"
    "annotations: {type: note, body: B, draft: yes}"
)


def test_drafts_are_kept_back_but_known() -> None:
    read = _read(DRAFTS)

    (article,) = read.records.articles
    assert (article.events, article.sources, article.annotations) == ((), (), ())
    lost = read.packets["content/articles/a.md"].lost
    assert {("event", "e"), ("source", "s")} <= set(lost)


def test_drafts_are_shown_when_asked_for() -> None:
    (article,) = _read(DRAFTS, drafts=True).records.articles

    assert [len(kept) for kept in (article.events, article.sources, article.annotations)] == [1] * 3

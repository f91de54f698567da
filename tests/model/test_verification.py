"""A quotation or a claim rests on the sources that should hold its words, in their language."""

import pytest

from site_builder.model.verification import Comparison, Wanted, attributed, verifications, wanted_of
from tests.small_site import SmallSite, small_site

SOURCES = {
    "entities/li.md": "type: person\nname: Li",
    "sources/readout.md": "type: readout\ntitle: A readout\nlanguage: zh\norigin: tape",
    "sources/wire.md": "type: report\ntitle: A wire\nlanguage: en-GB\norigin: readout",
    "sources/tape.md": "type: interview\ntitle: A tape",
    "sources/sketch.md": "type: report\ntitle: A sketch\ndraft: yes",
}
BODY = "---\nLi said that they never met."


def site_with(annotation: str) -> SmallSite:
    """Make a site with one annotation."""
    article = f"title: A\nlanguage: en\nannotations: {{{annotation}}}\n{BODY}"
    return small_site({**SOURCES, "articles/a.md": article})


@pytest.mark.parametrize(
    ("annotation", "ids"),
    [
        (
            "type: quotation, exact: they never met, speaker: li, via: [readout, wire]",
            "readout wire",
        ),
        ("type: quotation, exact: they never met, speaker: li, via: [li], sources: tape", "tape"),
        ("type: quotation, exact: met, speaker: li, via: wire, sources: [tape, wire]", "tape wire"),
        ("type: quotation, exact: they never met, speaker: li, via: sketch", ""),
        ("type: claim, exact: they never met, via: wire", "wire"),
        ("type: note, exact: they never met, body: So., sources: wire", ""),
        ("type: citation, exact: they never met, sources: wire", ""),
    ],
)
def test_the_sources_that_should_hold_words(annotation: str, ids: str) -> None:
    archive = site_with(annotation).archive
    (found,) = archive.articles["a"].annotations

    assert " ".join(target.id for target in attributed(found, archive.names)) == ids


ORIGINAL = "original: {language: zh, text: 从未见过}"


@pytest.mark.parametrize(
    ("more", "source", "wanted"),
    [
        ("", "wire", Wanted(("they never met",))),
        ("", "tape", Wanted(("they never met",))),
        ("", "readout", None),
        (ORIGINAL, "readout", Wanted(("从未见过",))),
        (ORIGINAL, "wire", Wanted(("they never met",))),
        (ORIGINAL, "tape", Wanted(("they never met", "从未见过"))),
        ("kind: mixed", "wire", Wanted(("they never met",), parts=True)),
        ("kind: indirect", "wire", Wanted(("they never met",), parts=True, is_retold=True)),
    ],
)
def test_what_is_looked_for_is_in_the_language_of_the_source(
    more: str, source: str, wanted: Wanted | None
) -> None:
    said = f"type: quotation, exact: they never met, speaker: li, {more}"
    archive = site_with(said.rstrip(", ")).archive
    (annotation,) = archive.articles["a"].annotations

    assert wanted_of(annotation, "en", archive.sources[source]) == wanted


def test_what_is_not_known_is_unchecked() -> None:
    archive = site_with("type: claim, id: c, exact: they never met, via: [wire, tape]").archive
    (annotation,) = archive.articles["a"].annotations

    found = verifications(annotation, archive.names, {("c", "wire"): Comparison("verified")})

    assert [(each.source.id, each.state) for each in found] == [
        ("wire", "verified"),
        ("tape", "unchecked"),
    ]


def test_a_claim_on_the_whole_article_has_no_words_to_look_for() -> None:
    archive = site_with("type: claim, via: wire").archive
    (annotation,) = archive.articles["a"].annotations

    assert verifications(annotation, archive.names, {}) == ()
    assert wanted_of(annotation, "en", archive.sources["wire"]) is None

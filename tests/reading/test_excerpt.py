"""Of an excerpt nothing is left but the passages that somebody annotated."""

from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import Annotation, AnnotationFields, Highlight, Passage
from site_builder.model.dates import parse_date
from site_builder.model.event import Event, EventFields
from site_builder.model.html import visible_text
from site_builder.model.prose import Heading, Link, Prose
from site_builder.reading.excerpt import excerpt, merge
from tests.small_site import read_all, tools_for

LENGTH = 30
PASSAGES = st.lists(
    st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH))
    .map(sorted)
    .filter(lambda ends: ends[0] < ends[1])
    .map(lambda ends: Passage(*ends)),
    max_size=6,
)
TEXTS = st.text("ab &<é中\n", min_size=LENGTH, max_size=LENGTH)


def _annotation(passage: Passage | None) -> Annotation:
    fields = AnnotationFields(type="highlight")
    return Annotation(id="a", fields=fields, content=Highlight(), passage=passage)


def _event(passage: Passage | None) -> Event:
    fields = EventFields(date=parse_date("2023", tools_for().zone), title="A")
    return Event("e", "a.md", fields, Prose("", ""), passage=passage)


def _prose(text: str) -> Prose:
    return Prose(
        "<p>Another text</p>",
        text,
        links=(Link("entity:xi", 1, 1),),
        headings=(Heading(2, "secret", "Secret"),),
        anchors=("secret",),
        images=(Link("secret.png", 1, 1),),
    )


@given(PASSAGES)
def test_passages_that_overlap_are_joined_and_no_more(passages: list[Passage]) -> None:
    merged = merge(passages)

    covered = {place for p in passages for place in range(p.start, p.end)}
    assert {place for p in merged for place in range(p.start, p.end)} == covered
    assert sum(p.end - p.start for p in merged) == len(covered)
    assert merged == sorted(merged, key=lambda p: p.start)
    borders = {border for p in passages for border in (p.start, p.end)}
    assert all(p.start in borders and p.end in borders for p in merged)
    assert merge(merged) == merged


@given(TEXTS, PASSAGES, PASSAGES)
def test_every_passage_reads_as_before_and_nothing_else_is_left(
    text: str, passages: list[Passage], events: list[Passage]
) -> None:
    annotations = (_annotation(None), *map(_annotation, passages))

    prose, moved, moved_events = excerpt(_prose(text), annotations, tuple(map(_event, events)))

    whole = merge([*passages, *events])
    assert prose.text == "\n".join(text[p.start : p.end] for p in whole)
    assert moved[0].passage is None
    kept = [*(each.passage for each in moved[1:]), *(each.passage for each in moved_events)]
    for before, after in zip([*passages, *events], kept, strict=True):
        assert after is not None
        assert prose.text[after.start : after.end] == text[before.start : before.end]


@given(TEXTS, PASSAGES)
def test_the_html_shows_the_text_a_paragraph_a_passage(text: str, passages: list[Passage]) -> None:
    prose, _, _ = excerpt(_prose(text), tuple(map(_annotation, passages)), ())

    assert visible_text(prose.html) == prose.text
    assert prose.html.count("<p>") == len(merge(passages))
    assert (prose.links, prose.headings, prose.anchors, prose.images) == ((), (), (), ())


@given(TEXTS, PASSAGES)
def test_an_excerpt_of_an_excerpt_is_the_same(text: str, passages: list[Passage]) -> None:
    once = excerpt(_prose(text), tuple(map(_annotation, passages)), ())

    assert excerpt(*once) == once


def test_the_record_of_an_excerpt_knows_nothing_of_the_rest() -> None:
    text = """
        title: A
        display: excerpt
        entities: xi
        annotations:
          - {type: highlight, exact: Xi came}
          - {type: note, exact: to talk, body: B}
          - {type: note, exact: in secret, body: C, draft: yes}
        ---
        # Secret

        Then Xi came[^1] to talk in secret with [Xi](/secret/). ![Secret](secret.png)

        [^1]: Secret.
    """

    read = read_all({"articles/a.md": text, "entities/xi.md": "{type: person, name: Xi}"})

    assert read.problems == ()
    assert [prose.text for prose in read.proses.values()] == ["Xi came\nto talk"]
    (article,) = read.records.articles
    (mention,) = read.packets["content/articles/a.md"].mentions
    assert "secret" not in repr(article).lower()
    assert (mention.before, mention.words, mention.after.strip()) == ("", "Xi", "came")
    assert article.words == 4

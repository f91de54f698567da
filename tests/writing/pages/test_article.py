"""An article's page shows its text with every note where its passage ends."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import Annotation, AnnotationFields, Highlight, Passage
from site_builder.writing.cards import ArticleCard, Note
from site_builder.writing.context import PlannedPage
from site_builder.writing.pages.article import Noted, make_article, part_blocks
from site_builder.writing.views import ArticleView
from site_builder.writing.weaving import Stretch
from tests.small_site import EVERYTHING, SmallSite, small_site


@st.composite
def _texts(draw: st.DrawFn) -> tuple[Stretch, ...]:
    """Make a text of paragraphs with blanks between them, some words in none, and footnotes."""
    stretches: list[Stretch] = []
    end = 0
    for number, kind in enumerate(draw(st.lists(st.sampled_from("pppw "), max_size=6))):
        length = draw(st.integers(1, 4)) if kind != " " else 1
        words = (str(number) * length) if kind != " " else "\n"
        end += length
        html = f"<p>{words}</p>" if kind == "p" else words
        stretches.append(Stretch(html, end, is_element=kind == "p", is_added=False))
    if draw(st.booleans()):
        stretches.append(Stretch("<section>1.</section>", end, is_element=True, is_added=True))
    return tuple(stretches)


@st.composite
def _annotated(draw: st.DrawFn) -> tuple[tuple[Stretch, ...], tuple[Noted, ...]]:
    stretches = draw(_texts())
    length = stretches[-1].end if stretches else 0
    places = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    passages = draw(st.lists(places.filter(lambda ends: ends[0] < ends[1]), max_size=5))
    passages.sort(key=lambda ends: (ends[1], ends[0]))
    noted = [_noted(number, *ends) for number, ends in enumerate(passages, 1)]
    return stretches, (_noted(0, None, None), *noted)


def _noted(number: int, start: int | None, end: int | None) -> Noted:
    passage = None if start is None or end is None else Passage(start, end)
    fields = AnnotationFields(type="highlight")
    annotation = Annotation(id=f"n{number}", fields=fields, content=Highlight(), passage=passage)
    note = Note(
        id=f"n{number}",
        url="",
        number=number,
        type="highlight",
        words="",
        html="",
        article=ArticleCard(url="", title="", language="en", direction="ltr"),
    )
    return Noted(annotation, note if number % 3 != 2 else None)


@given(_annotated())
def test_every_note_follows_what_its_passage_ends_in(
    annotated: tuple[tuple[Stretch, ...], tuple[Noted, ...]],
) -> None:
    stretches, noted = annotated
    ends = {each.note: _end(each) for each in noted if each.note and _end(each)}

    blocks = part_blocks(stretches, noted)

    assert "".join(block.html for block in blocks) == "".join(
        stretch.html for stretch in stretches if not stretch.is_added
    )
    assert [note for block in blocks for note in block.notes] == list(ends)
    before = 0
    for block in blocks:
        after = before + len(re.sub("</?p>", "", block.html))
        borders = {stretch.end for stretch in stretches if before < stretch.end < after}
        assert all(max(borders, default=before) < ends[note] <= after for note in block.notes)
        before = after


def _end(noted: Noted) -> int:
    return noted.subject.passage.end if noted.subject.passage else 0


FILES = {
    "articles/summit.md": """
        title: The summit
        published: 2023-03-01T10:00:00
        author: A. Writer
        publisher: xinhua
        source: https://example.org/summit
        summary: They met.
        entities: [xi, lukashenko, nowhere-else]
        topics: [peace]
        stories: [paper]
        events:
          - {id: talks, date: 2023-03-01, title: Talks, exact: they talked, sources: [readout]}
          - invasion
        sources:
          - {id: wire, type: article-newspaper, title: A wire report, origin: readout}
        annotations:
          - {type: note, id: whole, body: "Of the whole, see [[xi]].", by: desk}
          - {type: highlight, id: mark, exact: in Beijing}
          - {type: mention, id: him, exact: the president, entity: xi}
          - {type: quotation, id: said, exact: a good day, speaker: xi, via: [wire], cue: told}
          - {type: claim, id: loan, exact: a loan, claimant: lukashenko, about: talks,
             property: loan, value: "yes", via: readout}
          - {type: citation, id: cited, exact: a good, sources: readout, locator: p. 1}
          - {type: question, id: asked, exact: loan of, body: "How much?", draft: yes}
        ---
        Xi met Lukashenko in Beijing[^1]. Xi, the president, and he: they talked.

        Xi called it “a good day”. It gave a loan of money.

        [^1]: The capital.
    """,
    "articles/other.md": "title: Other\n---\nSee [[article:summit]].",
    "entities/xi.md": """
        type: person
        name: Xi
        roles:
          - {title: general secretary, organization: A party, from: 2012}
          - {title: vice president, from: 2008-03, to: 2013-03}
        ---
    """,
    "entities/lukashenko.md": "{type: person, name: Lukashenko}",
    "entities/nowhere-else.md": "{type: place, name: Minsk}",
    "entities/xinhua.md": "{type: media, name: Xinhua}",
    "events/invasion.md": "{date: 2022-02-24, title: Invasion}",
    "sources/readout.md": "{type: readout, title: A readout}",
    "stories/paper.md": "{title: The paper}\n---\nSee [the summit](article:summit).",
}


@pytest.fixture(scope="module")
def site() -> SmallSite:
    site = small_site(FILES, shown=EVERYTHING)
    assert site.problems == ()
    return site


@pytest.fixture(scope="module")
def view(site: SmallSite) -> ArticleView:
    _, view = site.make("/articles/summit/")
    assert isinstance(view, ArticleView)
    return view


def test_notes_are_numbered_in_the_order_of_the_text(view: ArticleView) -> None:
    assert [(note.number, note.id) for note in view.notes] == [
        (1, "whole"),
        (2, "passage_talks"),
        (3, "cited"),
        (4, "said"),
        (5, "loan"),
        (6, "asked"),
    ]
    assert [note.id for note in view.whole] == ["whole"]
    assert [[note.number for note in block.notes] for block in view.blocks] == [
        [2],
        [3, 4, 5, 6],
        [],
    ]


def test_a_note_can_be_linked_to_by_the_words_it_speaks_of(view: ArticleView) -> None:
    whole, talks, cited, said, *_ = view.notes

    assert (whole.words_url, whole.original_url) == (None, None)
    assert talks.words_url == "/small/articles/summit/#passage_talks:~:text=they%20talked"
    assert talks.original_url == "https://example.org/summit#:~:text=they%20talked"
    # On the page the number of the note on “a good” stands before the last of these words.
    assert cited.original_url == "https://example.org/summit#:~:text=a%20good"
    assert said.words_url == "/small/articles/summit/#said:~:text=a%20good,day"
    assert said.original_url == "https://example.org/summit#:~:text=a%20good%20day"


def test_too_many_notes_for_their_text_are_known(view: ArticleView) -> None:
    assert [block.is_crowded for block in view.blocks] == [True, True, False]
    site = small_site(
        {
            "articles/a.md": "title: A\n"
            "annotations: [{type: note, exact: one, body: B}]\n---\n"
            f"The one. {'More of it. ' * 20}\n\n{'The rest. ' * 20}"
        }
    )
    _, roomy = site.make("/articles/a/")
    assert isinstance(roomy, ArticleView)
    assert not roomy.blocks[0].is_crowded


def test_a_mark_without_more_to_say_has_no_number(view: ArticleView) -> None:
    html = "".join(block.html for block in view.blocks)

    assert '<mark class="passage passage-highlight" data-annotation="mark" id="mark">' in html
    assert len(re.findall('class="note-number"', html)) == 5


def test_the_text_leads_to_whom_it_names_the_first_time(view: ArticleView) -> None:
    html = "".join(block.html for block in view.blocks)

    assert html.count('<a class="mention" href="/small/entities/xi/">Xi</a>') == 1
    assert html.index("entities/xi/") < html.index("entities/lukashenko/")


def test_footnotes_stand_below_the_text(view: ArticleView) -> None:
    assert "The capital." in view.footnotes
    assert all("The capital." not in block.html for block in view.blocks)


def test_entities_come_with_their_office_of_that_day_and_those_named_most_first(
    view: ArticleView,
) -> None:
    assert [(card.name, card.role, card.count) for card in view.entities] == [
        ("Xi", "general secretary, A party", 4),
        ("Lukashenko", None, 1),
        ("Minsk", None, 0),
    ]


def test_quotations_are_told_with_their_chain(view: ArticleView) -> None:
    (said,) = view.statements

    assert said.speaker.label == "Xi"
    assert said.words == "a good day"
    assert [(step.role, step.name.label) for step in said.chain] == [
        ("origin", "A readout"),
        ("via", "A wire report"),
        ("publisher", "Xinhua"),
    ]


def test_the_timeline_is_the_articles_own_in_the_order_of_time(view: ArticleView) -> None:
    assert [(card.title, card.url) for card in view.timeline] == [
        ("Invasion", "/small/events/invasion/"),
        ("Talks", "/small/articles/summit/#event-talks"),
    ]


def test_sources_come_with_the_passages_that_rest_on_them(view: ArticleView) -> None:
    listed = [
        (item.source.title, [note.id for note in item.notes], item.anchor) for item in view.sources
    ]

    assert listed == [
        ("A wire report", ["said"], "source-wire"),
        ("A readout", ["cited", "loan"], None),
    ]


def test_what_links_here_is_listed(view: ArticleView) -> None:
    assert [card.title for card in view.backlinks] == ["Other"]
    assert [name.label for name in view.linked_from] == ["The paper"]


def test_the_byline_says_who_published_it_and_when(view: ArticleView) -> None:
    byline = view.byline

    assert byline.authors == ("A. Writer",)
    assert byline.publisher is not None
    assert byline.publisher.url == "/small/publishers/xinhua/"
    assert byline.published is not None
    assert byline.published.datetime == "2023-03-01T07:00:00+00:00"
    assert byline.original == "https://example.org/summit"


def test_every_note_number_leads_to_a_note_and_every_mark_has_a_place(view: ArticleView) -> None:
    html = "".join(block.html for block in view.blocks)

    numbers = set(re.findall('href="#note_([^"]*)"', html))
    marks = set(re.findall(r'<mark [^>]*id="([^"]*)"', html))

    assert numbers == {note.id for note in view.notes if note.number > 1}
    assert marks == numbers | {"mark", "him"}


@pytest.mark.parametrize("chosen", ["first", "all", "none"])
def test_mentions_are_linked_as_the_site_says(chosen: str) -> None:
    settings = (
        f'title = "A"\nbase_url = "https://example.org/"\n[build]\nlink_mentions = "{chosen}"'
    )
    files = {
        "articles/a.md": "title: A\nentities: xi\n---\nXi. [Xi](/). Xi.",
        "entities/xi.md": "{type: person, name: Xi}",
    }
    site = small_site(files, settings=settings)

    _, view = make_article(PlannedPage("/articles/a/", "article", "a"), site.making)

    assert isinstance(view, ArticleView)
    html = "".join(block.html for block in view.blocks)
    assert html.count('class="mention"') == {"first": 1, "all": 2, "none": 0}[chosen]
    assert view.entities[0].count == 3


def test_an_article_of_which_excerpts_are_shown_shows_no_more() -> None:
    text = FILES["articles/summit.md"].replace("title: The", "display: excerpt\n        title: The")
    site = small_site(FILES | {"articles/summit.md": text}, shown=EVERYTHING)

    _, view = site.make("/articles/summit/")

    assert isinstance(view, ArticleView)
    assert view.is_excerpt
    words = re.sub("<sup.*?</sup>|<[^>]*>", "", "".join(block.html for block in view.blocks))
    assert words.split("\n") == [
        "in Beijing",
        "the president",
        "they talked",
        "a good day",
        "a loan of",
    ]
    assert view.footnotes == ""


def test_an_article_without_a_text_has_no_block() -> None:
    site = small_site({"articles/a.md": "title: A\nannotations: {type: note, body: B}"})

    _, view = site.make("/articles/a/")

    assert isinstance(view, ArticleView)
    assert view.blocks == ()
    assert [note.html for note in view.whole] == ["<p>B</p>"]
    assert view.minutes == 1


def test_a_draft_is_marked_and_kept_from_crawlers() -> None:
    site = small_site({"articles/a.md": "title: A\ndraft: yes"}, shown=EVERYTHING)

    head, _ = site.make("/articles/a/")

    assert head.is_draft
    assert not head.is_indexed

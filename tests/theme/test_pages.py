"""Every kind of page is sound, and says what its view says."""

import re
from html import unescape
from html.parser import HTMLParser

import msgspec
import pytest

from site_builder.writing.templates import Templates
from site_builder.writing.views import View
from tests.site.documents import faults, parse, references
from tests.theme.made_up.article import ARTICLE, BLOCKS, CITATION_NOTE, FULLY_NOTE, QUESTION_NOTE
from tests.theme.made_up.names import ARTICLE_URL, ROOT
from tests.theme.made_up.pages import PAGES, head

END_OF_BLOCK = re.compile(r"</(?:p|td|th)>")
TAG = re.compile(r"<[^>]*>")
SOUND_ALONE = sorted(PAGES.keys() - {"redirect"})


class _Text(HTMLParser):
    """Reads the text of the element with an id, leaving out what the builder added."""

    def __init__(self, id_: str) -> None:
        super().__init__()
        self._id = id_
        self._open: list[bool] = [not id_]
        self._added: list[bool] = [False]
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr", "img", "link", "meta"):
            return
        given = dict(attrs)
        self._open.append(self._open[-1] or given.get("id") == self._id)
        self._added.append(self._added[-1] or "data-added" in given)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "hr", "img", "link", "meta"):
            self._open.pop()
            self._added.pop()

    def handle_data(self, data: str) -> None:
        if self._open[-1] and not self._added[-1]:
            self.text += data


def text_of(html: str, id_: str = "") -> str:
    """Read what a reader sees of an element, or of the whole where no id is given."""
    reader = _Text(id_)
    reader.feed(html)
    return reader.text


def words_of(html: str) -> str:
    """Read all words of a piece of a page, with single spaces."""
    return " ".join(unescape(TAG.sub("", END_OF_BLOCK.sub(" ", html))).split())


def render(templates: Templates, name: str, view: View | None = None) -> str:
    """Render one of the made-up pages, or another view in its place."""
    template, _, made_up = PAGES[name]
    return templates.render(template, page=head(name), view=view or made_up)


def note_of(html: str, id_: str) -> str:
    """Cut a note out of its page."""
    start = html.index(f'id="note_{id_}"')
    end = re.compile(r'<div class="note |</aside>').search(html, start)
    assert end is not None
    return html[html.index(">", start) + 1 : end.start()]


@pytest.mark.parametrize("name", SOUND_ALONE)
def test_a_page_is_sound(templates: Templates, name: str) -> None:
    document = parse(render(templates, name))

    assert faults(document) == []


@pytest.mark.parametrize("name", SOUND_ALONE)
def test_parts_of_a_page_that_it_links_to_are_there(templates: Templates, name: str) -> None:
    document = parse(render(templates, name))
    inside = {r.address[1:] for r in references(document) if r.address.startswith("#")} - {""}

    assert inside <= set(document.ids)


@pytest.mark.parametrize("name", SOUND_ALONE)
def test_every_heading_says_something(templates: Templates, name: str) -> None:
    headings = re.findall(r"<h[1-6].*?</h[1-6]>", render(templates, name))

    assert all(words_of(heading) for heading in headings)


@pytest.mark.parametrize("name", SOUND_ALONE)
def test_landmarks_of_one_kind_have_names_of_their_own(templates: Templates, name: str) -> None:
    document = parse(render(templates, name))

    for kind in ("nav", "aside"):
        names = [element.attributes.get("aria-label", "") for element in document.named(kind)]
        assert "" not in names
        assert len(set(names)) == len(names)


def test_the_text_of_an_article_is_that_of_its_blocks(templates: Templates) -> None:
    html = render(templates, "article")

    text = text_of(html, "text")

    assert text == "".join(text_of(block.html) for block in BLOCKS)


def test_notes_stand_after_the_block_that_they_speak_of(templates: Templates) -> None:
    html = render(templates, "article")

    for block in BLOCKS:
        after = html.partition(block.html)[2]
        assert after.startswith('<aside class="notes" data-added') == bool(block.notes)


def test_a_passage_and_its_note_lead_to_each_other(templates: Templates) -> None:
    html = render(templates, "article")

    for block in BLOCKS:
        for note in block.notes:
            assert f'<a href="#note_{note.id}">{note.number}</a>' in html
            assert f'<a class="note-back" href="#{note.id}"' in note_of(html, note.id)


def test_a_note_on_the_whole_article_bears_the_id_itself(templates: Templates) -> None:
    ids = parse(render(templates, "article")).ids

    assert "about-this-brief" in ids
    assert "note_about-this-brief" not in ids


def test_a_quotation_reads_as_a_sentence(templates: Templates) -> None:
    note = note_of(render(templates, "article"), FULLY_NOTE.id)

    assert words_of(note) == (
        "1 Quotation Foreign desk, 3 March 2023 "
        "Alexander Lukashenko (president, Belarus) told Xi "
        "fully supports the initiative on international security you have put forward, "
        "according to remarks released by his aides, according to AFP, in The Moscow Times. "
        "The aides chose what to release; no recording is known. Link"
    )


def test_words_of_another_language_say_which_it_is(templates: Templates) -> None:
    note = note_of(render(templates, "article"), "cold-war")

    assert '<q lang="zh" dir="auto">一切冷战思维</q>' in note


def test_a_source_says_where_in_it(templates: Templates) -> None:
    note = note_of(render(templates, "article"), CITATION_NOTE.id)

    assert words_of(note) == ("5 Source a Chinese readout, third paragraph Link")


def test_a_question_comes_with_its_topics_and_its_answer(templates: Templates) -> None:
    html = render(templates, "article")

    assert f'<a href="{ROOT}topics/readouts/">readouts</a>' in note_of(html, QUESTION_NOTE.id)
    assert "Answer No schedule was published." in words_of(note_of(html, "longer"))


def test_events_and_sources_of_an_article_have_their_place_on_its_page(
    templates: Templates,
) -> None:
    ids = parse(render(templates, "article")).ids

    assert "event-sceptical-allies" in ids
    assert "source-li-zhanshu" in ids
    assert "event-xi-lukashenko-meeting" not in ids


def test_an_event_has_no_second_place_on_other_pages(templates: Templates) -> None:
    ids = parse(render(templates, "timeline")).ids

    assert not [id_ for id_ in ids if id_.startswith("event-")]


def test_an_excerpt_says_that_it_is_one(templates: Templates) -> None:
    excerpt = msgspec.structs.replace(ARTICLE, is_excerpt=True)

    sentence = "Only the passages that notes speak of are published here."
    assert sentence in render(templates, "article", excerpt)
    assert sentence not in render(templates, "article")


def test_contradictions_stand_side_by_side_with_both_sources(templates: Templates) -> None:
    html = render(templates, "claims")

    accounts = html.split('<li class="account">')[1:]

    assert len(accounts) == 3
    assert words_of(accounts[0]).startswith(
        "an initiative on international security 2 outlets, 1 origin "
        "Alexander Lukashenko, according to remarks released by his aides, according to AFP, "
        "in The Moscow Times. the initiative on international security you have put forward"
    )
    assert "China’s position on the crisis" in accounts[1]
    assert "in a report of Xinhua, in The Moscow Times" in words_of(accounts[1])
    assert words_of(accounts[2]).startswith("Volodymyr Zelensky last contact with Xi before")


def test_claims_that_agree_stand_in_a_table(templates: Templates) -> None:
    html = render(templates, "claims")

    table = html.partition("<tbody>")[2].partition("</tbody>")[0]

    assert words_of(table) == (
        "CCTV early January 2022 early January 2022 "
        "Checked plausible, Foreign desk, 27 April 2023 "
        "No later contact is on record before the invasion. "
        "according to TASS, in BBC News 26 April 2023 · Almost an hour on the telephone Reported"
    )


def test_a_month_is_named_once_in_a_timeline(templates: Templates) -> None:
    html = render(templates, "story")

    landmarks = re.findall(r'<p class="landmark">(.*?)</p>', html)

    assert landmarks == ["September 2022", "February 2023", "March 2023", "April 2023"]


def test_the_section_of_a_page_is_marked_in_the_menu(templates: Templates) -> None:
    menu = re.compile(r'<nav class="menu".*?</nav>', re.DOTALL)

    inside = menu.search(render(templates, "article"))
    itself = menu.search(render(templates, "articles"))

    assert inside is not None
    assert itself is not None
    assert f'<a href="{ROOT}articles/" aria-current="true">Articles</a>' in inside[0]
    assert f'<a href="{ROOT}articles/" aria-current="page">Articles</a>' in itself[0]


def test_a_draft_says_so_and_nothing_else_does(templates: Templates) -> None:
    banner = '<p class="draft-banner">'

    assert banner in render(templates, "page")
    assert banner not in render(templates, "article")


def test_what_is_not_indexed_says_so(templates: Templates) -> None:
    robots = '<meta name="robots" content="noindex">'

    assert robots in render(templates, "404")
    assert robots in render(templates, "redirect")
    assert robots not in render(templates, "article")


def test_a_redirect_leads_on_without_scripts(templates: Templates) -> None:
    html = render(templates, "redirect")

    assert (
        f'<noscript><meta http-equiv="refresh" content="0; url={ARTICLE_URL}"></noscript>' in html
    )
    assert f'<link rel="canonical" href="https://example.org{ARTICLE_URL}">' in html
    assert f'href="{ARTICLE_URL}"' in html


def test_what_changed_in_a_text_is_told_by_more_than_colour(templates: Templates) -> None:
    changes = text_of(render(templates, "article"), "revision_2023-03-01")

    assert "removed: position added: initiative of China." in " ".join(changes.split())

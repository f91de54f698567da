"""Passages are marked and mentions linked without a sign of the text moved or a tag crossed."""

import re
from html import escape
from html.parser import HTMLParser
from itertools import count

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.html import VOID, visible_text
from site_builder.model.image import Seen
from site_builder.model.prose import Link, Prose
from site_builder.model.text import Sha256
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.weaving import STRUCTURE, Span, weave, weave_prose
from tests.small_site import small_site

WORDS = st.text("ab &<é中\n", max_size=6).map(lambda text: escape(text, quote=False))


def _element(name: str, inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    end = name.partition(" ")[0]
    return inside.map(lambda html: f"<{name}>{html}</{end}>")


def _joined(
    parts: st.SearchStrategy[str], between: str = "", most: int = 3
) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=most).map(between.join)


ADDED = st.just('<sup data-added=""><a class="footnote-ref" href="#fn">[1]</a></sup>')
PLAIN = _joined(WORDS | _element("em", WORDS) | st.just("<br>") | _element("code", WORDS))
LINKED = _element('a href="https://example.org/"', PLAIN)
INLINE = _joined(PLAIN | LINKED | ADDED | _element("strong", _joined(PLAIN | LINKED | ADDED)))
PARAGRAPH = _element("p", INLINE)
TABLE = st.lists(_element("td", INLINE), min_size=1, max_size=2).map(
    lambda cells: "<table>\n<tbody>\n<tr>\n" + "\n".join(cells) + "\n</tr>\n</tbody>\n</table>"
)
BLOCK: st.SearchStrategy[str] = st.recursive(
    PARAGRAPH | _element("h2", INLINE) | TABLE | _element("pre", _element("code", WORDS)),
    lambda blocks: (
        _joined(_element("li", INLINE | blocks), "\n").map(lambda items: f"<ul>\n{items}\n</ul>")
        | _joined(blocks, "\n").map(lambda inside: f"<blockquote>\n{inside}\n</blockquote>")
        | _joined(_element("dd", blocks | INLINE)).map(lambda items: f"<dl>{items}</dl>")
        | _element("ins", blocks)
    ),
    max_leaves=4,
)
FOOTNOTES = '<section data-added=""><ol>\n<li><p>A footnote.</p></li>\n</ol></section>'
TEXTS = st.tuples(_joined(BLOCK, "\n"), st.sampled_from(["", "\n", f"\n{FOOTNOTES}"])).map("".join)


@st.composite
def _woven(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    """Make a text with passages that overlap as they like, and mentions that do not."""
    html = draw(TEXTS)
    text = visible_text(html)
    words = [place for place, sign in enumerate(text) if not sign.isspace()]
    if not words:
        return html, ()
    places = st.sampled_from(words)
    number = count(1)
    spans = [
        _mark(next(number), min(ends), max(ends) + 1)
        for ends in draw(st.lists(st.tuples(places, places), max_size=4))
    ]
    borders = sorted(draw(st.sets(places, max_size=6)))
    for first, last in zip(borders[::2], borders[1::2], strict=False):
        spans.append(_link(next(number), first, last + 1))
    return html, tuple(spans)


def _mark(number: int, start: int, end: int) -> Span:
    return Span(
        start=start,
        end=end,
        rank=0,
        first=f'<mark data-span="{number}" id="m{number}">',
        opening=f'<mark data-span="{number}">',
        closing="</mark>",
        after=f'<sup data-added="" data-note="{number}"><a href="#n">{number}</a></sup>',
    )


def _link(number: int, start: int, end: int) -> Span:
    tag = f'<a data-span="{number}" href="/entities/xi/">'
    return Span(start=start, end=end, rank=1, first=tag, opening=tag, closing="</a>")


class Element(msgspec.Struct, frozen=True):
    """An element that is open."""

    name: str
    attributes: dict[str, str | None]


class Sign(msgspec.Struct, frozen=True):
    """One code point of a text, with what stands around it, the outermost first."""

    sign: str
    around: tuple[Element, ...]

    @property
    def spans(self) -> set[str]:
        """Numbers of the spans that it is in."""
        return {number for each in self.around if (number := each.attributes.get("data-span"))}

    @property
    def links(self) -> int:
        """How many links it is in."""
        return sum(each.name == "a" for each in self.around)


class Reader(HTMLParser):
    """Reads HTML strictly: what is closed was opened last, all is closed, no link is in another."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.signs: list[Sign] = []
        self.ids: list[tuple[str, int]] = []
        """Each id, and how many signs of the text stand before it."""

        self.notes: list[tuple[str, int, int]] = []
        """The number of each note, how many signs before it, and the links that it is in."""

        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, its id and the number of a note."""
        element = Element(tag, dict(attrs))
        assert tag != "a" or all(each.name != "a" for each in self._open)
        if id_ := element.attributes.get("id"):
            self.ids.append((id_, len(self.signs)))
        if number := element.attributes.get("data-note"):
            links = sum(each.name == "a" for each in self._open)
            self.notes.append((number, len(self.signs), links))
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        """Note the signs of the text, those added left out."""
        if all("data-added" not in each.attributes for each in self._open):
            self.signs.extend(Sign(sign, tuple(self._open)) for sign in data)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    site = small_site(
        {
            "articles/from.md": "title: From",
            "entities/xi.md": "{type: person, name: Xi}",
            "events/talks.md": "{date: 2023, title: Talks}",
            "articles/other.md": "title: Other\nsources:\n  - {type: report, title: Read-out}",
            "entities/hidden.md": "{type: person, name: Hidden, draft: yes}",
        }
    )
    return site.making.catalogue


def _weave(html: str, spans: tuple[Span, ...], catalogue: Catalogue) -> str:
    stretches = weave(Prose(html, visible_text(html)), "content/a.md", catalogue, spans)
    return "".join(stretch.html for stretch in stretches)


@given(_woven())
def test_every_sign_of_a_passage_is_marked_and_none_beside_it(
    catalogue: Catalogue, woven: tuple[str, tuple[Span, ...]]
) -> None:
    html, spans = woven
    before = Reader(html).signs

    read = Reader(_weave(html, spans, catalogue))

    assert "".join(sign.sign for sign in read.signs) == visible_text(html)
    for place, (was, sign) in enumerate(zip(before, read.signs, strict=True)):
        parent = was.around[-1].name if was.around else ""
        meant = {
            str(number)
            for number, span in enumerate(spans, 1)
            if span.start <= place < span.end and not (span.rank == 1 and was.links)
        }
        if sign.sign.isspace() and parent in STRUCTURE:
            assert sign.spans <= meant
        else:
            assert sign.spans == meant
        assert sign.links <= 1


@given(_woven())
def test_a_passage_has_its_id_at_its_beginning_and_its_number_at_its_end(
    catalogue: Catalogue, woven: tuple[str, tuple[Span, ...]]
) -> None:
    html, spans = woven
    before = Reader(html).signs
    marks = {str(number): span for number, span in enumerate(spans, 1) if span.rank == 0}

    read = Reader(_weave(html, spans, catalogue))

    assert sorted(read.ids) == sorted((f"m{number}", s.start) for number, s in marks.items())
    assert sorted(number for number, _, _ in read.notes) == sorted(marks)
    for number, place, links in read.notes:
        assert links == 0
        assert before[place - 1].links or place == marks[number].end
        assert {sign.links for sign in before[marks[number].end : place]} <= {1}


@given(_woven())
def test_every_stretch_stands_on_its_own_and_says_where_it_ends(
    catalogue: Catalogue, woven: tuple[str, tuple[Span, ...]]
) -> None:
    html, spans = woven

    stretches = weave(Prose(html, visible_text(html)), "content/a.md", catalogue, spans)

    end = 0
    for stretch in stretches:
        end += len(Reader(stretch.html).signs)
        assert stretch.end == end
        assert stretch.html
        assert stretch.is_added == ("A footnote." in stretch.html)
        assert stretch.is_element or not stretch.html.startswith(("<p>", "<ul>", "<table>"))


@given(TEXTS)
def test_a_text_without_spans_and_links_stays_as_it_is(catalogue: Catalogue, html: str) -> None:
    assert _weave(html, (), catalogue) == html


PLACES = {
    "entity:xi": "/small/entities/xi/",
    "any:xi": "/small/entities/xi/",
    "entity:xi#career": "/small/entities/xi/#career",
    "event:talks": "/small/events/talks/",
    "source:read-out": "/small/articles/other/#source-read-out",
    "source:read-out#more": "/small/articles/other/#source-read-out",
    "other.md": "/small/articles/other/",
    "other.md#teil-%C3%A4": "/small/articles/other/#teil-%C3%A4",
    "/timeline/": "/small/timeline/",
    "/feed.xml": "/small/feed.xml",
    "https://example.org/a?b=c&d": "https://example.org/a?b=c&amp;d",
    "HTTPS://example.org/": "HTTPS://example.org/",
    "mailto:desk@example.org": "mailto:desk@example.org",
}


@pytest.mark.parametrize(("href", "address"), PLACES.items())
def test_a_link_leads_to_what_it_names(catalogue: Catalogue, href: str, address: str) -> None:
    html = f'<p>See <a href="{escape(href)}" title="&quot;">it <em>here</em></a>.</p>'
    prose = Prose(html, visible_text(html), links=(Link(href, 1, 1),))

    woven = weave_prose(prose, "content/articles/from.md", catalogue)

    assert f'<a href="{address}" title="&quot;">it <em>here</em></a>.' in woven


@pytest.mark.parametrize("href", ["entity:hidden", "any:hidden", "entity:nobody"])
def test_a_link_to_what_is_not_shown_leaves_its_words(catalogue: Catalogue, href: str) -> None:
    html = f'<p>See <a href="{href}">it <em>here</em></a>, <a href="entity:xi">Xi</a>.</p>'
    prose = Prose(html, visible_text(html), links=(Link(href, 1, 1),))

    woven = weave_prose(prose, "content/articles/from.md", catalogue)

    assert woven == '<p>See it <em>here</em>, <a href="/small/entities/xi/">Xi</a>.</p>'


def test_a_number_waits_for_the_end_of_a_link_that_loses_its_tags(catalogue: Catalogue) -> None:
    html = '<p>See <a href="entity:hidden">it here</a> and there.</p>'

    woven = _weave(html, (_mark(1, 4, 6),), catalogue)

    assert '<mark data-span="1" id="m1">it</mark> here<sup' in woven


def test_a_picture_is_taken_from_where_its_text_lies(catalogue: Catalogue) -> None:
    html = '<p><img alt="A map" src="maps/a%20map.png"></p>'
    prose = Prose(html, "", images=(Link("maps/a%20map.png", 1, 1),))

    woven = weave_prose(prose, "content/articles/from.md", catalogue)

    (tag,) = re.findall("<img[^>]*>", woven)
    assert 'alt="A map"' in tag
    assert 'src="/small/articles/from/a%20map.png"' in tag


@pytest.mark.parametrize(
    ("asked", "width", "height", "sizes"),
    [
        ("", "1000", "500", "(min-width: 46rem) 42rem, 100vw"),
        (' width="300"', "300", "150", "300px"),
        (' height="100"', "200", "100", "(min-width: 46rem) 42rem, 100vw"),
        (' width="300" height="100"', "300", "100", "300px"),
        (' width="50%"', "50%", None, "(min-width: 46rem) 42rem, 100vw"),
    ],
)
def test_a_picture_says_how_large_it_is_and_which_sizes_there_are(
    catalogue: Catalogue, asked: str, width: str, height: str | None, sizes: str
) -> None:
    seen = Seen(Sha256("ab" * 32), 1000, 500, (480, 800))
    pictures = {"content/articles/map.png": seen}
    drawn = Catalogue(msgspec.structs.replace(catalogue.archive, pictures=pictures))
    prose = Prose(
        f'<p><img alt="A map" src="map.png"{asked}></p>', "", images=(Link("map.png", 1, 1),)
    )

    tag = weave_prose(prose, "content/articles/from.md", drawn)

    found = dict(re.findall(r' ([a-z]+)="([^"]*)"', tag))
    assert (found["width"], found.get("height"), found["sizes"]) == (width, height, sizes)
    assert found["srcset"] == (
        f"/small/pictures/{'ab' * 10}-480.webp 480w, /small/pictures/{'ab' * 10}-800.webp 800w, "
        "/small/articles/from/map.png 1000w"
    )

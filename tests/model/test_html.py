"""HTML is taken apart into tags and text, with the places that a browser would give them."""

import html as entities

import nh3
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.html import (
    Place,
    Tag,
    Text,
    attributes,
    html_position,
    tokens,
    visible_text,
    words,
)

CLEANER = nh3.Cleaner(
    tags={"p", "em", "a", "pre", "code", "ul", "li", "br", "table", "tr", "td", "h2", "sup"},
    attributes={"a": {"href", "title"}, "sup": {"data-added"}},
    clean_content_tags=set(),
    link_rel=None,
)
TEXT_ONLY = nh3.Cleaner(tags=set(), clean_content_tags={"sup"})

PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<em>", "</em>", "<pre>", "</pre>", "<code>", "<ul><li>", "</li></ul>"),
        *('<a href="/x/" title="a > b &quot;">', "</a>", "<br>", "<table><tr><td>", "</table>"),
        *("<h2>", "</h2>", "<sup data-added>", "</sup>", "<!-- c -->", "word ", "\n", "习近平"),
        *("&amp;", "&lt;", "&nbsp;", "&#128512;", "&NotEqualTilde;", '"', "'", ">", "<", "a\u0301"),
    ]
)
CLEAN = st.lists(PIECES, max_size=20).map("".join).map(CLEANER.clean)


def _texts(html: str) -> list[Text]:
    return [token for token in tokens(html) if isinstance(token, Text)]


@given(CLEAN)
def test_the_text_is_what_a_browser_has_as_text_content(html: str) -> None:
    # Browsers drop a line break after `<pre>`; so does the parser behind nh3.
    assert visible_text(html) == entities.unescape(TEXT_ONLY.clean(html))


@given(CLEAN)
def test_pieces_follow_each_other_and_make_up_the_text(html: str) -> None:
    at = offset = 0
    for token in tokens(html):
        assert at <= token.start < token.end
        assert token.offset == offset
        at = token.end
        offset += token.length if isinstance(token, Text) else 0

    seen = (words(html, piece) for piece in _texts(html) if not piece.place.added)
    assert "".join(seen) == visible_text(html)
    assert offset == len(visible_text(html))


@given(CLEAN)
def test_what_is_between_tokens_is_no_text(html: str) -> None:
    covered = {place for token in tokens(html) for place in range(token.start, token.end)}

    assert {html[n] for n in range(len(html)) if n not in covered} <= {"\n"}


@given(CLEAN)
def test_a_position_in_the_text_is_found_in_the_html(html: str) -> None:
    text = visible_text(html)
    for piece in _texts(html):
        for position in range(piece.offset, piece.offset + piece.length):
            place = html_position(html, piece, position)
            rest = Text(place, piece.end, 0, 0, piece.place)
            assert piece.start <= place < piece.end
            assert words(html, rest).endswith(text[position : piece.offset + piece.length])


def test_a_piece_knows_what_stands_around_it() -> None:
    html = '<ul><li>a <a href="/x/"><code>b</code></a></li></ul><h2>c</h2><pre>d</pre>'

    places = {words(html, piece): piece.place for piece in _texts(html)}

    assert places == {
        "a ": Place(parent="li", depth=2),
        "b": Place(parent="code", depth=2, code=True, link=True),
        "c": Place(parent="h2", depth=1, heading=True),
        "d": Place(parent="pre", depth=1, code=True, code_block=True),
    }


def test_added_text_has_no_length() -> None:
    html = '<p>a<sup data-added="" id="x">1<b>2</b></sup>b</p>'

    pieces = [(words(html, p), p.offset, p.length, p.place.added) for p in _texts(html)]

    assert pieces == [("a", 0, 1, False), ("1", 1, 0, True), ("2", 1, 0, True), ("b", 1, 1, False)]
    assert visible_text(html) == "ab"


def test_an_attribute_that_only_begins_like_data_added_adds_nothing() -> None:
    assert visible_text('<p title=" data-added" data-added-by="x">a</p>') == "a"


def test_tags_say_what_they_are() -> None:
    html = '<p class="x">a<br>b</P>'

    tags = [(t.name, t.kind, t.offset, t.is_border) for t in tokens(html) if isinstance(t, Tag)]

    assert tags == [("p", "open", 0, True), ("br", "void", 1, True), ("p", "close", 2, True)]


def test_tags_at_odds_are_given_all_the_same() -> None:
    html = "</em><p>a<em>b</p>c</em>d"

    places = {words(html, piece): piece.place.parent for piece in _texts(html)}

    assert places == {"a": "p", "b": "em", "c": "", "d": ""}


def test_comments_scripts_and_styles_are_no_text() -> None:
    html = "a<!-- <b>x</b> -->b<STYLE>if (a < b) '</b>'</style >c<!---->d<!DOCTYPE e>"

    assert visible_text(html) == "abcd"
    assert [token for token in tokens(html) if isinstance(token, Tag)] == []


def test_angle_brackets_that_are_no_tags_are_text() -> None:
    assert visible_text("a < b > c <1> <") == "a < b > c <1> <"


def test_attributes_are_read_however_they_are_written() -> None:
    tag = """<a href="/x/?a=1&amp;b=2" title='say "a"' id=here hidden ID="there" data-x = "y">"""

    assert attributes(tag) == {
        "href": "/x/?a=1&b=2",
        "title": 'say "a"',
        "id": "here",
        "hidden": "",
        "data-x": "y",
    }
    assert attributes("<br/>") == {}

"""A saved copy gives its text whatever its bytes are, and holds words or does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.verification import Comparison, Wanted
from site_builder.reading.copies import compare, read_copy
from site_builder.reading.prose import Renderer

RENDERER = Renderer("sanitize")


def text_of(content: str | bytes, name: str = "copy.html") -> str:
    """Read a copy that can be read."""
    written = content if isinstance(content, bytes) else content.encode()
    reading = read_copy(written, f"content/copies/{name}", RENDERER)
    assert reading.problems == ()
    assert reading.text is not None
    return reading.text


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("copy.txt", "They  “met”\r\nin Minsk.", 'They "met" in Minsk.'),
        ("copy.md", "---\ntitle: A clip\n---\nThey *met* in [Minsk](https://x.org).", None),
        ("copy.md", "They met in Minsk.[^1]\n\n[^1]: On a Monday.\n", None),
        ("copy.html", "<p>They <em>met</em> in&nbsp;Minsk.</p>", "They met in Minsk."),
        ("copy.html", "<p>one</p><p>two<br>three", "one two three"),
        ("copy.html", "<td>one</td><td>two</td>", "one two"),
        ("copy.html", "in<b>side</b>", "inside"),
        ("copy.html", "a < b and c > d", "a < b and c > d"),
        ("copy.html", '<a title="x > y">met', "met"),
        ("copy.html", '<a title="x > y>met <b>on', "y>met on"),
        ("copy.html", "<script>if (a < b) {}</script>met<style>p {}</style>", "met"),
        ("copy.html", "<SCRIPT>no</Script >met", "met"),
        ("copy.html", "met<script>never closed", "met"),
        ("copy.html", "one<!-- <p>no</p> --> two <!-- never closed", "one two"),
        ("copy.htm", "<!doctype html><title>Met</title><p>on &#x41;", "Met on A"),
        ("copy.html", "", ""),
    ],
)
def test_a_copy_is_read_as_its_reader_sees_it(name: str, content: str, text: str | None) -> None:
    read = text_of(content, name)

    if text is not None:
        assert read == text
    else:
        assert read.startswith("They met in Minsk.")


def test_footnotes_of_a_clip_are_part_of_its_text() -> None:
    assert "On a Monday." in text_of("They met.[^1]\n\n[^1]: On a Monday.\n", "copy.md")


def test_a_clip_that_cannot_be_rendered_is_taken_as_it_is_written() -> None:
    assert text_of("They met." + "[" * 50_000, "copy.md").startswith("They met.[")


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("windows-1251", "cp1251"), ("ISO-8859-1", "latin-1"), ("gb18030", "gb18030")],
)
def test_a_page_may_be_in_the_encoding_that_it_names(name: str, encoding: str) -> None:
    word = "приём" if encoding == "cp1251" else "café" if encoding == "latin-1" else "会见"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={name}"><p>{word}'

    assert text_of(page.encode(encoding)) == word


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("copy.txt", "café".encode("latin-1"), "byte 0xe9 is not UTF-8"),
        ("copy.html", "<p>café".encode("latin-1"), "byte 0xe9 is not UTF-8"),
        ("copy.html", "<meta charset=utf-7>café".encode("latin-1"), "byte 0xe9 is not UTF-8"),
        ("copy.html", b"<meta charset=rot13>\xff", "byte 0xff is not UTF-8"),
        ("copy.txt", "They met.".encode("utf-16"), "the file is in UTF-16"),
        ("copy.txt", b"They\0met.", "the control character U+0000 stands here"),
        ("copy.html", b"<meta charset=big5>They\0met.", "the control character U+0000 stands"),
        ("copy.txt", b"a" * 10_000_001, "it has 10,000,001 bytes; 10,000,000 can be read"),
        ("copy.pdf", b"%PDF-1.7", "it is none of .html, .htm, .md, .txt"),
    ],
)
def test_a_copy_that_cannot_be_read_is_one_warning(name: str, content: bytes, said: str) -> None:
    reading = read_copy(content, f"content/copies/{name}", RENDERER)

    assert reading.text is None
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == ("copy-unreadable", "warning")
    assert problem.message.startswith(f"the copy cannot be compared: {said}")


@pytest.mark.parametrize(
    "piece",
    [
        "<a",
        '<a "',
        "<a '<a' \"",
        "<script>",
        "<!--",
        "<!-- >",
        "&",
        "<",
        "&amp",
        "<p>",
        "</p>",
        "ё́",
    ],
)
def test_a_page_of_one_sign_repeated_is_read_in_a_few_seconds(piece: str) -> None:
    # The runner ends a test that takes long: reading in the square of the length would, by far.
    read_copy(piece.encode() * (3_000_000 // len(piece)), "copy.html", RENDERER)


@given(st.text(alphabet="<>/!-\"'= &;ascriptyle\n", max_size=60))
def test_whatever_a_page_holds_its_reading_ends(html: str) -> None:
    assert read_copy(html.encode(), "copy.html", RENDERER).text is not None


@pytest.mark.parametrize(
    ("words", "text", "state"),
    [
        ("they never met", "He says they never met.", "verified"),
        ("“they never met”", "He says they never met.", "verified"),
        ("don’t know", "I don't know", "verified"),
        ("they\u00a0never\nmet", "they never met", "verified"),
        ("he met", "the met", "failed"),
        ("he met", "the met, then he met", "verified"),
        ("met", "they meta", "failed"),
        ("会见", "他们会见了", "verified"),
        ("they never met", "", "failed"),
        ("“”", "“”", "failed"),
    ],
)
def test_words_are_compared_as_passages_are(words: str, text: str, state: str) -> None:
    assert compare(text_of(text, "copy.txt"), Wanted((words,))).state == state


def test_what_fails_comes_with_what_is_most_like_it() -> None:
    text = text_of("He says that they have never met in Minsk.", "copy.txt")

    assert compare(text, Wanted(("they never met",))) == Comparison("failed", "they have never met")


def test_of_words_with_an_omission_the_part_is_told_that_is_nowhere() -> None:
    text = text_of(f"They have never met. {'He waits. ' * 40}They will never meet.", "copy.txt")

    assert (
        compare(text, Wanted(("They have never met … They will never meet",))).state == "verified"
    )
    assert compare(text, Wanted(("They have never met … They would never meet",))) == (
        Comparison("failed", "They will never meet")
    )


def test_one_of_several_texts_is_enough() -> None:
    text = text_of("Они не встречались.", "copy.txt")

    assert compare(text, Wanted(("they never met", "не встречались"))).state == "verified"


@pytest.mark.parametrize(
    ("words", "is_retold", "state"),
    [
        ("that it “never” was a “plan”", False, "verified"),
        ("that it “never” was a “scheme”", False, "failed"),
        ("that it “never” was a “scheme”", True, "failed"),
        ("that no plan was made", False, "failed"),
        ("that no plan was made", True, "unchecked"),
        ("a plan it never was", True, "verified"),
    ],
)
def test_of_words_that_are_told_otherwise_those_in_quotation_marks_count(
    words: str,
    is_retold: bool,  # noqa: FBT001 (a parameter of the cases)
    state: str,
) -> None:
    text = text_of("A plan? A plan it never was... a plan it never was.".lower(), "copy.txt")

    assert compare(text, Wanted((words,), parts=True, is_retold=is_retold)).state == state


@given(st.text(min_size=1, max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_what_is_verified_stands_in_the_copy_after_folding(
    words: str, before: str, after: str
) -> None:
    read = read_copy(f"{before} {words} {after}".encode("utf-8", "replace"), "a.txt", RENDERER)
    if read.text is None:
        return

    if compare(read.text, Wanted((words,))).state == "verified":
        folded = read_copy(words.encode("utf-8", "replace"), "b.txt", RENDERER).text or ""
        assert folded.strip("\"' ") in read.text

"""The article of a page is found, and what is left of the page is told."""

from collections import Counter
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.desk.clipping.decoding import decode_page
from site_builder.desk.clipping.pages import read_page
from site_builder.desk.clipping.parts import Unreadable

WORDS = ("колокол", "bell", "quay", "钟", "الجرس", "капитан", "night", "boat", "μήνας", "घंटी")
sentences = st.lists(st.sampled_from(WORDS), min_size=8, max_size=20).map(
    lambda words: " ".join(words) + "."
)
elements = st.tuples(st.sampled_from(("p", "p", "p", "h2", "blockquote", "li", "div")), sentences)


@settings(max_examples=40)
@given(st.lists(elements, min_size=1, max_size=6))
def test_every_word_of_any_page_is_kept_or_told(parts: list[tuple[str, str]]) -> None:
    inner = "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)
    page = f"<html><head><title>Bell</title></head><body><article>{inner}</article></body></html>"

    clip = read_page(page, "", UTC)

    said = " ".join([clip.body, *(told.text for told in (*clip.taken, *clip.dropped))])
    lost = Counter(inner_words(parts)) - Counter(said.replace(".", " ").split())
    assert lost == Counter()


def inner_words(parts: list[tuple[str, str]]) -> list[str]:
    return " ".join(text for _, text in parts).replace(".", " ").split()


@pytest.mark.parametrize(
    "html",
    [
        *("", "<html></html>", "<html><body></body></html>", "<script>x</script>", "<!-- x -->"),
        *("<div>" * 20_000, "\x00", "<html><body><nav>Home</nav></body></html>"),
    ],
)
def test_a_page_without_an_article_is_said_to_have_none_or_gives_what_it_has(html: str) -> None:
    try:
        clip = read_page(html, "", UTC)
    except Unreadable as fault:
        assert str(fault)  # noqa: PT017 (either may come of them, and nothing else)
    else:
        assert clip.body.strip() in ("Home", "x")


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("слово".encode(), ""),
        ("слово".encode("windows-1251"), "windows-1251"),
        (b'<meta charset="windows-1251">' + "слово".encode("windows-1251"), ""),
        (b'<meta http-equiv=x content="text/html; charset=koi8-r">' + "слово".encode("koi8-r"), ""),
        ("слово".encode("utf-16"), ""),
        ("слово".encode("utf-8-sig"), "windows-1251"),
        ("слово".encode(), "no-such-charset"),
        ("слово".encode(), "us-ascii"),
    ],
)
def test_a_page_is_read_as_its_signs_are_written(content: bytes, charset: str) -> None:
    text = decode_page(content, charset)

    assert text.endswith("слово") or charset == "us-ascii"


def test_one_bad_byte_does_not_cost_a_page() -> None:
    assert decode_page("слово".encode() + b"\xff", "utf-8") == "слово\ufffd"

"""A text of front matter is read as its field wants it, or told as a misfit."""

import unicodedata
from datetime import UTC, tzinfo
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.dates import EdtfDate
from site_builder.model.fields import Within
from site_builder.model.slugs import is_id, slugify
from site_builder.model.text import (
    Author,
    Colour,
    Id,
    Language,
    Located,
    Markdown,
    Reference,
    ReferenceOrText,
    Sha256,
    SitePath,
    Topic,
    Url,
    Wikidata,
)
from site_builder.reading.frontmatter import Scalar
from site_builder.reading.scalars import (
    READERS,
    MisfitError,
    read_choice,
    read_number,
    split_authors,
    unlinked,
)

TEXTS = st.text(max_size=20)


def _scalar(text: str) -> Scalar:
    return Scalar(text, 7, 3, is_plain=True)


def _read(kind: object, text: str, zone: tzinfo = UTC) -> object:
    return READERS[kind](_scalar(text), zone)


def _misfit(kind: object, text: str) -> MisfitError:
    with pytest.raises(MisfitError) as caught:
        _read(kind, text)
    assert caught.value.message
    return caught.value


@given(st.sampled_from(sorted(READERS, key=str)), TEXTS)
def test_any_text_is_read_or_told_as_a_misfit(kind: object, text: str) -> None:
    try:
        _read(kind, text)
    except MisfitError as misfit:
        told = misfit.code, misfit.message
        assert all(told)


@given(TEXTS)
def test_a_text_is_what_stands_between_its_blanks(text: str) -> None:
    assert _read(str, f" {text}\n") == text.strip()


@given(TEXTS, st.sampled_from([Located, Markdown]))
def test_words_of_an_author_are_kept_to_the_sign(text: str, kind: type) -> None:
    assert _read(kind, text) == kind(text, 7, 3)


@pytest.mark.parametrize("text", ["yes", "true", "on", "Yes", "TRUE", " on "])
def test_yes_is_written_in_three_words(text: str) -> None:
    assert _read(bool, text) is True


@pytest.mark.parametrize("text", ["no", "false", "off", "No", "FALSE"])
def test_no_is_written_in_three_words(text: str) -> None:
    assert _read(bool, text) is False


@pytest.mark.parametrize("text", ["", "1", "0", "y", "nein", "null"])
def test_all_else_is_neither_yes_nor_no(text: str) -> None:
    assert _misfit(bool, text).code == "wrong-type"


@given(st.integers(1, 3))
def test_a_whole_number_is_read_within_its_bounds(number: int) -> None:
    assert read_number(_scalar(str(number)), Within(1, 3), whole=True) == number


@given(st.floats(-90, 90))
def test_a_number_is_read_within_its_bounds(number: float) -> None:
    assert read_number(_scalar(str(number)), Within(-90, 90), whole=False) == number


@pytest.mark.parametrize(
    ("text", "whole", "code"),
    [
        ("", True, "wrong-type"),
        ("high", True, "wrong-type"),
        ("1.5", True, "wrong-type"),
        ("nan", False, "wrong-type"),
        ("inf", False, "wrong-type"),
        ("1e999", False, "wrong-type"),
        ("0", True, "bad-value"),
        ("4", True, "bad-value"),
        ("3.01", False, "bad-value"),
    ],
)
def test_what_is_no_number_or_beyond_its_bounds_is_a_misfit(
    text: str, *, whole: bool, code: str
) -> None:
    with pytest.raises(MisfitError) as caught:
        read_number(_scalar(text), Within(1, 3), whole=whole)

    assert caught.value.code == code


def test_a_word_of_a_closed_set_is_that_word_or_the_nearest_is_told() -> None:
    choices = ("reported", "disputed", "confirmed")

    assert read_choice(_scalar(" disputed "), choices) == "disputed"
    with pytest.raises(MisfitError) as caught:
        read_choice(_scalar("confrmed"), choices)
    assert caught.value.code == "bad-value"
    assert "confirmed" in caught.value.hint


def test_a_time_without_an_offset_is_of_the_sites_zone() -> None:
    here = _read(EdtfDate, "2023-03-01T10:00:00", ZoneInfo("Europe/Minsk"))

    there = _read(EdtfDate, "2023-03-01T10:00:00+03:00")

    assert isinstance(here, EdtfDate)
    assert isinstance(there, EdtfDate)
    assert here.sort_key == there.sort_key


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c&d=%20#e",
        "HTTPS://Example.org/",
        "https://[2001:db8::1]/",
        "https://пример.рф/путь",
        "https://web.archive.org/web/2023/https://example.org/a",
    ],
)
def test_an_address_of_the_web_is_kept(url: str) -> None:
    assert _read(Url, f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "/path/",
        "//example.org/",
        "https:",
        "https://",
        "https:///path",
        "https://:80/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://[::1/",
        "ftp://example.org/",
        "mailto:desk@example.org",
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://example.org",
        "data:text/html,x",
        'https://example.org/"onclick="x',
        "https://example.org/<script>",
        "https://example.org/a b",
        "https://exa\tmple.org/",
        "https://example.org\\@evil.example/",
    ],
)
def test_what_is_no_address_of_the_web_is_a_misfit(url: str) -> None:
    assert _misfit(Url, url).code == "bad-url"


@given(TEXTS)
def test_an_address_that_is_read_has_a_host_and_can_stand_between_quotation_marks(
    text: str,
) -> None:
    url = f"https://{text}"

    try:
        read = _read(Url, url)
    except MisfitError:
        return

    assert read == url.strip()
    assert urlsplit(url.strip()).hostname
    assert not set(url.strip()) & set("<>\"' \t\n\\") - {"'"}


@given(TEXTS)
def test_an_id_is_read_in_one_form_or_one_is_proposed(text: str) -> None:
    try:
        read = _read(Id, text)
    except MisfitError as misfit:
        slug = slugify(text)
        proposed = misfit.hint == f"write {slug}" if slug else "letters, digits" in misfit.hint
        assert proposed
    else:
        assert isinstance(read, str)
        assert is_id(read)
        assert read == unicodedata.normalize("NFC", text.strip())


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Language, ["en", "zh-Hans", "be-1959acad", "ar-Latn-EG"], ["", "english!", "en_US", "e"]),
        (Wikidata, ["Q1", "Q42"], ["", "42", "Q0", "Q", "P42", "Q42x"]),
        (Colour, ["#fff", "#B03A2E"], ["", "red", "#ff", "#12345", "#ggg", "b03a2e"]),
        (Sha256, ["0" * 64, "af" * 32], ["", "0" * 63, "AF" * 32, "0" * 65]),
    ],
)
def test_a_text_of_one_form_is_read_in_that_form_alone(
    kind: object, good: list[str], bad: list[str]
) -> None:
    assert [_read(kind, f" {text} ") for text in good] == good
    assert {_misfit(kind, text).code for text in bad} == {"bad-value"}


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("A. Writer", ["A. Writer"]),
        ("A. Writer, B. Writer", ["A. Writer", "B. Writer"]),
        ("[[A. Writer]], B. Writer", ["A. Writer", "B. Writer"]),
        ("[[Writer, A.]], [[Writer, B.]]", ["Writer, A.", "Writer, B."]),
        ("[[people/a|A. Writer]]", ["A. Writer"]),
        (" , A. Writer,", ["A. Writer"]),
        ("李雷，韩梅梅", ["李雷，韩梅梅"]),
        ("", []),
    ],
)
def test_a_byline_is_its_people(byline: str, authors: list[str]) -> None:
    assert list(split_authors(_scalar(byline))) == authors


@given(st.text("ab |", min_size=1).filter(str.strip))
def test_a_name_is_taken_out_of_a_clippers_brackets(name: str) -> None:
    assert unlinked(f" [[{name}]] ") == name.partition("|")[2 if "|" in name else 0].strip()
    assert _read(Author, f"x{name}") == f"x{name}".strip()


@pytest.mark.parametrize("text", ["xi", " xi ", "[[xi]]", "[[xi|Xi Jinping]]", "[[ xi | Xi ]]"])
def test_a_reference_is_what_a_wiki_link_leads_to(text: str) -> None:
    assert _read(Reference, text) == Reference("xi", 7, 3)


def test_a_reference_keeps_its_kind_and_is_composed() -> None:
    assert _read(Reference, "entity:cafe\u0301") == Reference("entity:café", 7, 3)


def test_a_name_in_place_of_an_id_is_what_a_wiki_link_shows() -> None:
    assert _read(ReferenceOrText, "[[xinhua|Xinhua]]") == ReferenceOrText("Xinhua", 7, 3)


@pytest.mark.parametrize("kind", [Topic, ReferenceOrText])
@pytest.mark.parametrize("text", ["", "!!!", "🗞", "—"])
def test_what_gets_a_page_holds_something_to_make_its_address_of(kind: object, text: str) -> None:
    assert _misfit(kind, text).code == "bad-value"


@given(
    st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3), st.sampled_from(["", "/"])
)
def test_a_path_of_the_site_is_read_the_same_however_it_is_written(
    parts: list[str], end: str
) -> None:
    path = "/".join(parts) + end

    try:
        read = _read(SitePath, path)
    except MisfitError:
        return

    assert isinstance(read, str)
    assert read.startswith("/")
    assert not {"", ".", ".."} & set(read.strip("/").split("/"))
    assert unicodedata.is_normalized("NFC", read)
    assert _read(SitePath, quote(read)) == read
    assert _read(SitePath, read.lstrip("/")) == read
    assert read.endswith("/") == path.rstrip().endswith("/")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "//",
        "..",
        "/a/../b",
        "/a/./b",
        "/a//b",
        "/%2e%2e/b",
        "/a%2f..%2fb",
        "/a\\b",
        "/a?b",
        "/a#b",
        "https://example.org/a",
        "/a\x00b",
        "/%00",
        "/" + "a" * 300,
        "/" + "中" * 90 + "/",
    ],
)
def test_what_is_no_path_of_the_site_is_a_misfit(path: str) -> None:
    assert _misfit(SitePath, path).code == "bad-value"

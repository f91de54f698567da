"""Addresses follow from kind and id alone, and name the same path however it is written."""

import string
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.slugs import is_id, slugify
from site_builder.model.target import KINDS
from site_builder.model.urls import FOLDERS, address, image_path, in_place_path, path_of

IDS = st.text(min_size=1).map(slugify).filter(bool)
PATHS = st.text(st.characters(exclude_characters="#", exclude_categories=["Cs"])).map("/".__add__)
URL_SIGNS = frozenset(string.ascii_letters + string.digits + "-._~:/@!$&'()*+,;=%?#")


@given(IDS, st.sampled_from(sorted(FOLDERS)))
def test_a_record_lies_in_the_folder_of_its_kind(id_: str, kind: str) -> None:
    assert path_of(kind, id_) == f"/{FOLDERS[kind]}/{id_}/"


def test_every_kind_of_record_has_an_address_of_its_own() -> None:
    paths = {path_of(kind, "same") for kind in (*KINDS, "topic", "publisher")}

    assert len(paths) == len(KINDS) + 2


@given(IDS)
def test_a_page_lies_at_its_own_slug(slug: str) -> None:
    assert path_of("page", slug) == f"/{slug}/"


@given(st.text(min_size=1).filter(slugify), st.sampled_from(["topic", "publisher"]))
def test_words_get_an_address_that_is_an_id(words: str, kind: str) -> None:
    _, folder, id_, rest = path_of(kind, words).split("/")

    assert folder == FOLDERS[kind]
    assert is_id(id_)
    assert rest == ""


def test_what_an_article_defines_has_its_place_on_its_page() -> None:
    path = in_place_path("event", "talks", "summit")

    assert path == f"{path_of('article', 'summit')}#event-talks"


@given(PATHS, st.sampled_from(["/", "/repo/", "/a/b/"]))
def test_an_address_is_written_in_the_signs_of_urls_and_read_back_as_its_path(
    path: str, root: str
) -> None:
    written = address(root, path)

    assert set(written) <= URL_SIGNS - {"?", "#"}
    assert unquote(written) == root[:-1] + path


@given(PATHS, st.text(min_size=1))
def test_a_fragment_stays_a_fragment(path: str, fragment: str) -> None:
    parts = urlsplit("https://example.org" + address("/repo/", f"{path}#{fragment}"))

    assert unquote(parts.path) == f"/repo{path}"
    assert unquote(parts.fragment) == fragment
    assert set(parts.fragment) <= URL_SIGNS


@pytest.mark.parametrize(
    ("src", "path"),
    [
        ("map.png", "/articles/summit/map.png"),
        ("../shared/map.png", "/articles/summit/map.png"),
        ("/pictures/map.png", "/pictures/map.png"),
        (" map.png ", "/articles/summit/map.png"),
    ],
)
def test_a_picture_goes_beside_its_record_unless_it_is_the_sites(src: str, path: str) -> None:
    assert image_path("/articles/summit/", src) == path

"""Equal parts make equal bytes: a page's parts tell everything that its template sees."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.writing.cards import Named
from site_builder.writing.keys import digest_of, parts_of
from site_builder.writing.views import Head, Pager, PublisherView

NAMES = st.builds(Named, st.text(max_size=3), st.none() | st.text(max_size=3))
HEADS = st.builds(
    Head,
    title=st.text(max_size=3),
    url=st.just("/"),
    canonical=st.just("https://example.org/"),
    breadcrumbs=st.lists(NAMES, max_size=2).map(tuple),
    is_draft=st.booleans(),
)
VIEWS = st.builds(
    PublisherView,
    name=st.text(max_size=3),
    entity=st.none() | NAMES,
    articles=st.just(()),
    sources=st.just(()),
    pager=st.builds(Pager, number=st.integers(1, 2), total=st.integers(0, 2)),
)
TEMPLATE, SITE = b"template", b"site"


@given(HEADS, VIEWS, HEADS, VIEWS)
def test_the_parts_that_differ_are_those_that_the_template_sees_differ(
    head: Head, view: PublisherView, other_head: Head, other_view: PublisherView
) -> None:
    parts = parts_of(head, view, template=TEMPLATE, site=SITE)
    others = parts_of(other_head, other_view, template=TEMPLATE, site=SITE)

    different = {name for name in parts if parts[name] != others[name]}

    fields = PublisherView.__struct_fields__
    wanted = {name for name in fields if getattr(view, name) != getattr(other_view, name)}
    assert different == (wanted if head == other_head else {*wanted, "page"})


@pytest.mark.parametrize(
    ("template", "site", "different"), [(b"other", SITE, "template"), (TEMPLATE, b"other", "site")]
)
def test_another_template_or_another_site_is_another_page(
    template: bytes, site: bytes, different: str
) -> None:
    head = Head(title="Paper", url="/", canonical="https://example.org/")
    pager = Pager(number=1, total=1)
    view = PublisherView(name="Paper", entity=None, articles=(), sources=(), pager=pager)

    parts = parts_of(head, view, template=TEMPLATE, site=SITE)
    others = parts_of(head, view, template=template, site=site)

    assert {name for name in parts if parts[name] != others[name]} == {different}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text(max_size=2) | st.binary(max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
)


@given(VALUES, VALUES)
def test_other_values_have_other_digests(value: object, other: object) -> None:
    if value != other:
        assert digest_of(value) != digest_of(other)


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 9), max_size=5))
def test_the_order_in_which_a_mapping_was_made_changes_nothing(value: dict[str, int]) -> None:
    backwards = dict(reversed(value.items()))

    assert digest_of(backwards) == digest_of(value)


def test_a_digest_is_the_same_in_every_process() -> None:
    program = (
        "from site_builder.writing.cards import Named\n"
        "from site_builder.writing.keys import digest_of\n"
        "print(digest_of((Named('Paper', '/paper/'), {'b': 1, 'a': [2]})).hex())"
    )

    printed = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)

    here = digest_of((Named("Paper", "/paper/"), {"a": [2], "b": 1}))
    assert printed.stdout.decode().strip() == here.hex()

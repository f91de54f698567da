"""An archive answers what stands in some relation to a record, and what an id names."""

import pytest

from site_builder.model.archive import Posting
from site_builder.model.target import KINDS, Kind, Target
from tests.small_site import SmallSite, small_site

FILES = {
    "articles/summit.md": """
        title: Summit
        published: 2023-03-01
        entities: [xinhua]
        annotations:
          - {type: note, id: remark, body: Of the whole.}
          - {type: claim, id: loan, claimant: xinhua, about: entity:xinhua, body: One.}
        ---
        They met.
    """,
    "entities/xinhua.md": "{type: media, name: Xinhua}",
    "events/talks.md": "{date: 2023-03-01, title: Talks}",
    "sources/xinhua.md": "{type: report, title: Meeting}",
    "sources/hidden.md": "{type: report, title: Hidden, draft: yes}",
    "stories/paper.md": "{title: Paper}",
    "pages/about.md": "{title: About}",
}


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(FILES)


def test_each_kind_has_its_records(site: SmallSite) -> None:
    ids = {kind: list(site.archive.records(kind)) for kind in KINDS}

    assert ids == {
        "article": ["summit"],
        "entity": ["xinhua"],
        "event": ["talks"],
        "source": ["xinhua"],
        "story": ["paper"],
        "page": ["about"],
    }


def test_a_relation_that_nothing_stands_in_is_empty(site: SmallSite) -> None:
    assert site.archive.related("relays", Target("source", "xinhua")) == ()
    assert site.archive.related("articles", Target("story", "paper")) == ()


@pytest.mark.parametrize(
    ("reference", "kinds", "found"),
    [
        ("xinhua", ("source", "entity"), ("source", "xinhua")),
        ("xinhua", ("entity", "source"), ("entity", "xinhua")),
        ("entity:xinhua", ("source", "entity"), ("entity", "xinhua")),
        ("entity:xinhua", ("source",), None),
        ("entity:talks", ("entity", "event"), None),
        ("talks", ("event", "entity"), ("event", "talks")),
        ("hidden", ("source", "entity"), None),
        ("nobody", ("source", "entity"), None),
    ],
)
def test_an_id_names_the_first_record_that_has_it(
    site: SmallSite, reference: str, kinds: tuple[Kind, ...], found: tuple[str, str] | None
) -> None:
    assert site.archive.find(reference, kinds) == found


@pytest.mark.parametrize("id_", ["remark", "loan"])
def test_a_posting_names_one_annotation(site: SmallSite, id_: str) -> None:
    annotation = site.archive.annotation(Posting((0, 0), "article", "summit", id_))

    assert annotation.id == id_


def test_what_is_said_of_a_record_is_found_from_it(site: SmallSite) -> None:
    target = Target("entity", "xinhua")

    said = {
        relation: [(p.kind, p.id, p.item) for p in site.archive.related(relation, target)]
        for relation, lists in site.archive.postings.items()
        if target in lists
    }

    assert said == {
        "articles": [("article", "summit", "")],
        "claimed": [("article", "summit", "loan")],
        "claims": [("article", "summit", "loan")],
    }

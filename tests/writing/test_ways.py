"""A chain is told as clauses: by the kind of each link, with nobody named twice in a row."""

import pytest

from site_builder.model.archive import Posting
from site_builder.writing.statements import statement
from tests.small_site import small_site

WAYS = [
    (
        "xi",
        "release, afp",
        "publisher: The Paper",
        "release:his aides relay:AFP publisher:The Paper",
    ),
    ("xi", "readout, afp", "", "titled:A readout relay:AFP"),
    ("xi", "tweet", "publisher: bbc", "platform:Twitter publisher:BBC"),
    ("xi", "letter", "", "titled:A letter"),
    ("xi", "paper", "", "document:UN"),
    ("xi", "page", "publisher: bbc", "broadcast:CCTV publisher:BBC"),
    ("cctv", "page", "", "titled:A film relay:BBC"),
    ("xi", "film, cctv", "publisher: cctv", "broadcast:CCTV"),
    ("xi", "afp, bbc", "publisher: bbc", "relay:AFP publisher:BBC"),
    ("xi", "xi, afp", "", "relay:AFP"),
    ("xi", "", "publisher: bbc", "publisher:BBC"),
]
"""Speaker, steps of the chain, publisher, and what becomes of them."""

SITE = small_site(
    {
        "entities/xi.md": "{type: person, name: Xi}",
        "entities/afp.md": "{type: media, name: AFP}",
        "entities/bbc.md": "{type: media, name: BBC}",
        "entities/cctv.md": "{type: media, name: CCTV}",
        "sources/release.md": "{type: press-release, title: R, author: his aides}",
        "sources/readout.md": "{type: readout, title: A readout}",
        "sources/tweet.md": "{type: post, title: T, author: Xi, container-title: Twitter}",
        "sources/letter.md": "{type: post, title: A letter, author: Xi}",
        "sources/film.md": "{type: broadcast, title: A film, publisher: cctv}",
        "sources/paper.md": "{type: treaty, title: P, publisher: UN}",
        "sources/page.md": "{type: webpage, title: W, publisher: bbc, origin: film}",
        **{
            f"articles/a{n}.md": f"""
                title: A
                {publisher}
                annotations: {{type: quotation, id: q, speaker: {speaker}, via: [{via}]}}
            """
            for n, (speaker, via, publisher, _) in enumerate(WAYS)
        },
    }
)


@pytest.mark.parametrize(("number", "told"), [(n, way[-1]) for n, way in enumerate(WAYS)])
def test_a_chain_is_told_in_clauses(number: int, told: str) -> None:
    way = statement(Posting((0, 0), "article", f"a{number}", "q"), SITE.making.catalogue).way

    assert " ".join(f"{clause.kind}:{clause.who.label}" for clause in way) == told


def test_a_clause_leads_to_its_link_whoever_stands_behind_it() -> None:
    way = statement(Posting((0, 0), "article", "a0", "q"), SITE.making.catalogue).way

    assert [clause.who.url for clause in way] == [
        "/small/sources/release/",
        "/small/entities/afp/",
        "/small/publishers/the-paper/",
    ]

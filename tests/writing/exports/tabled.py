"""A site with something in every column, and its files for machines in a folder."""

from functools import cache
from pathlib import Path

from tests.small_site import SETTINGS, SmallSite, small_site

FILES = {
    "entities/li.md": """\
        type: person
        name: Li Keqiang
        aliases: [李克强, Li]
        summary: A premier.
        wikidata: Q58078
        same_as: https://example.org/li
        roles:
          - {title: premier, organization: council, from: 2013-03, to: 2023-03-11}
        ---
        His entry.
        """,
    "entities/council.md": "type: public-body\nname: State Council",
    "entities/agency.md": "type: media\nname: The Agency",
    "entities/minsk.md": "type: place\nname: Minsk\nlocation: {lat: 53.9, lon: -27.5}",
    "stories/talks.md": "title: The talks",
    "events/summit.md": """\
        title: Summit
        date: 2023-03
        end: 2023-04
        place: minsk
        involved: [li, council]
        sources: [wire]
        stories: talks
        importance: 3
        summary: They met.
        """,
    "sources/readout.md": "type: readout\ntitle: R\npublisher: council\nissued: 2023-03-01\n"
    "language: zh\ncopy: r.txt",
    "sources/wire.md": "type: report\ntitle: W\nauthor: [A. Writer]\npublisher: agency\n"
    "origin: readout\nurl: https://w.example/\narchived: https://a.example/w\n"
    "issued: 2023-02-24/2023-03-01\naccessed: 2023-05\ncontainer-title: The wire",
    "sources/tweet.md": "type: post\ntitle: T\norigin: li\nissued: 2023-03~",
    "articles/x.md": """\
        title: X
        published: 2023-03-02T10:00:00+03:00
        updated: 2023-04
        retrieved: 2023-05-06
        author: [A. Writer, B. Other]
        source: https://x.example/
        archived: https://a.example/x
        publisher: X Times
        summary: What was said.
        stories: talks
        topics: [loans, talks]
        entities: [li, minsk]
        events:
          - summit
          - {id: signing, title: Signing, date: "2023-03-XX", exact: signed}
        sources:
          - wire
          - {id: own, type: webpage, title: Own, issued: "[2023-03-01, 2023-03-02]"}
        annotations:
          - type: quotation
            id: q
            exact: five
            speaker: li
            cue: said
            kind: indirect
            via: [readout, wire, agency]
            original: {language: zh, text: 五}
            date: 2023-03
            by: desk
            created: 2023-03-03
            topics: loans
            body: In *his* words.
          - {type: claim, id: c5, exact: five, about: summit, property: loan, value: "5", via: wire}
          - type: claim
            id: whole
            claimant: [li, council]
            about: li
            property: office
            value: premier
            status: confirmed
            sources: [tweet]
            verdict: {rating: right, body: We looked., by: desk, date: 2023-06}
          - {type: mention, id: m, exact: He, entity: li}
          - {type: question, id: ask, body: Why?, answer: Because.}
          - {type: citation, id: cite, exact: signed, sources: [wire], locator: p. 2}
          - {type: correction, id: mend, body: Was six., date: 2023-04}
        ---
        Li said five in Minsk. Li Keqiang signed. He left for zqx-text.
        """,
    "articles/y.md": """\
        title: Y
        published: 2023
        language: be
        publisher: agency
        display: excerpt
        annotations:
          - type: claim
            id: c6
            exact: six
            about: event:summit
            property: loan
            value: "6"
            contradicts: x#c5
            supports: x#whole
        ---
        zqx-before six zqx-after
        """,
}
"""Minsk lies elsewhere than it does, so that a number is below nought."""

LICENSED = f"""{SETTINGS}
[license]
name = "CC-BY-4.0"
title = "Creative Commons Attribution 4.0"
url = "https://creativecommons.org/licenses/by/4.0/"
"""


@cache
def tabled_site() -> SmallSite:
    """Read and link the site, once for all tests."""
    site = small_site(FILES, settings=LICENSED)
    # The site is in memory, and a saved copy is not.
    assert [problem.code for problem in site.problems] == ["missing-file"]
    return site


def write_files(site: SmallSite, folder: Path, *names: str) -> None:
    """Write some of the files in `data/`."""
    for name in names:
        (folder / name).write_bytes(site.file(f"/data/{name}"))

"""The feed of changes of a story tells corrections, statuses and verdicts of a known day."""

from xml.etree import ElementTree as ET

from site_builder.writing.exports.changes import LATEST
from tests.small_site import SETTINGS, SmallSite, small_site
from tests.writing.exports.hostile import DRAFT, EXCERPT, hostile_files

ATOM = "{http://www.w3.org/2005/Atom}"
PATH = "/stories/talks/changes.xml"
STORY = {"stories/talks.md": "title: The talks", "entities/li.md": "type: person\nname: Li"}


def site_with(
    *annotations: str, path: str = "articles/a.md", settings: str = SETTINGS
) -> SmallSite:
    """Make a site with a story and an article of it."""
    listed = "\n".join(f"  - {{{each}}}" for each in annotations)
    article = f"title: A & b\nstories: talks\nannotations:\n{listed}\n---\nFive or six."
    return small_site({**STORY, path: article}, settings=settings)


def entries(site: SmallSite, path: str = PATH) -> list[dict[str, str]]:
    """Read the entries of the feed, each by its elements; a category by its term."""
    root = ET.fromstring(site.file(path))  # noqa: S314 (our own)
    return [
        {
            child.tag.removeprefix(ATOM): child.get("term") or child.get("href") or _text(child)
            for child in entry
        }
        for entry in root.iter(f"{ATOM}entry")
    ]


def _text(element: ET.Element) -> str:
    return "".join(element.itertext())


CORRECTION = (
    "type: correction, id: fix, exact: Five, by: desk, date: 2023-03-02, body: It *was* six"
)
CLAIM = "type: claim, id: c, exact: six, claimant: li, value: '6'"


def test_a_correction_is_told_with_its_day_and_what_the_desk_says() -> None:
    (entry,) = entries(site_with(CORRECTION))

    id_ = entry.pop("id")
    assert id_.startswith("urn:uuid:")
    assert entry == {
        "title": "correction: Five",
        "link": "https://example.org/small/articles/a/#fix",
        "updated": "2023-03-02T00:00:00+03:00",
        "author": "The desk",
        "category": "correction",
        "summary": "It was six",
    }


def test_a_claim_is_told_by_its_status_once_that_was_updated() -> None:
    found = entries(site_with(f"{CLAIM}, status: retracted, updated: 2023-03-05"))

    assert [(e["title"], e["category"]) for e in found] == [("retracted: Li: 6", "retracted")]


def test_a_verdict_is_told_by_its_rating() -> None:
    found = entries(site_with(f"{CLAIM}, verdict: {{rating: Wrong, date: 2023-03-06, body: See.}}"))

    assert [(e["title"], e["category"], e["summary"]) for e in found] == [
        ("Wrong: Li: 6", "verdict", "See.")
    ]


def test_what_has_no_known_day_is_left_out() -> None:
    found = entries(
        site_with(
            CORRECTION.replace("2023-03-02", "2023-03"),
            f"{CLAIM}, updated: 2023",
            "type: correction, id: other, body: So.",
            "type: note, id: n, body: So., updated: 2023-03-02",
        )
    )

    assert found == []


def test_the_newest_comes_first_and_makes_the_feed_as_new_as_it_is() -> None:
    site = site_with(
        CORRECTION,
        f"{CLAIM}, updated: 2023-03-05T10:00:00Z, verdict: {{rating: Wrong, date: 2023-03-04}}",
    )

    assert [e["category"] for e in entries(site)] == ["reported", "verdict", "correction"]
    feed = ET.fromstring(site.file(PATH))  # noqa: S314 (our own)
    assert feed.findtext(f"{ATOM}updated") == "2023-03-05T13:00:00+03:00"


def test_a_new_status_is_a_new_entry_and_nothing_else_changes_an_id() -> None:
    def ids(status: str, more: str = "", address: str = "https://example.org/small/") -> list[str]:
        settings = SETTINGS.replace("https://example.org/small/", address)
        claim = f"{CLAIM}, status: {status}, updated: 2023-03-05{more}"
        return [e["id"] for e in entries(site_with(claim, settings=settings))]

    assert ids("disputed") != ids("retracted")
    assert ids("disputed") == ids("disputed", ", body: More.", "https://other.example/")


def test_a_feed_has_no_more_than_the_latest() -> None:
    many = (
        f"type: correction, id: c{n}, date: 2023-03-02T10:{n:02}:00Z, body: So."
        for n in range(LATEST + 5)
    )

    found = entries(site_with(*many))

    assert len(found) == LATEST
    assert found[0]["updated"] == "2023-03-02T13:54:00+03:00"


def test_a_story_of_nothing_has_a_feed_of_nothing() -> None:
    assert entries(small_site(STORY)) == []


def test_no_text_breaks_a_feed_and_nothing_withheld_is_in_one() -> None:
    site = small_site(hostile_files())

    for story in site.archive.stories:
        content = site.file(f"/stories/{story}/changes.xml")
        ET.fromstring(content)  # noqa: S314 (our own)
        assert DRAFT.encode() not in content
        assert EXCERPT.encode() not in content


def test_hostile_words_reach_the_feed_as_they_are() -> None:
    words = '<script>alert(1)</script> ]]> &amp; "'
    files = {
        **STORY,
        "articles/a.md": "title: A\nstories: talks\nannotations:\n"
        f"  - type: claim\n    value: '{words}'\n    updated: 2023-03-01\n",
    }

    (entry,) = entries(small_site(files))

    assert entry["title"] == f"reported: {words}"

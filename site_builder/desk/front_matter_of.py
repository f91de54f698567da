"""Each kind of file → the keys that its front matter may have, with a word on each."""

from collections.abc import Mapping
from typing import NamedTuple


class Line(NamedTuple):
    """One key."""

    key: str
    remark: str
    example: str = ""
    """What stands behind it in a comment, where nothing is given; further lines are indented."""

    default: str = ""
    """What stands behind it where nothing is given, not as a comment: `NAME`, `TODAY` or a text."""


_IMAGE = Line(
    "image", "", "\n   src: /picture.jpg  # a file in content/static/\n   alt: what it shows"
)

LAYOUTS: Mapping[str, tuple[Line, ...]] = {
    "article": (
        Line("title", "", default="NAME"),
        Line("published", "when its publisher published it", "2023-03-01"),
        Line("updated", "when its publisher last changed it", "2023-03-02"),
        Line("author", "the byline", "Name, Another Name"),
        Line("publisher", "an entity's id, or a name", "the-paper"),
        Line("source", "the address of the original", "https://example.org/article"),
        Line("archived", "an archived copy of it", "https://example.org/archived"),
        Line("retrieved", "when the text was taken", "2023-03-01"),
        Line("language", "of the text", "en"),
        Line("summary", "one or two sentences", "What it says."),
        Line("draft", "built with --drafts only; delete this when it may be seen", default="true"),
        Line("display", "publishes only passages that annotations name", "excerpt"),
        Line("stories", "ids of running stories", "[]"),
        Line("topics", "free words", "[]"),
        _IMAGE,
        Line("entities", "ids of who and what it is about; their names are linked", "[]"),
        Line("events", "ids, or events with date, title and the passage that reports them", "[]"),
        Line("sources", "ids, or sources with type and title", "[]"),
        Line(
            "annotations",
            "what the desk says about exact passages",
            "\n   - type: note\n     exact: words of the text\n     body: What the desk says.",
        ),
    ),
    "entity": (
        Line("name", "", default="NAME"),
        Line(
            "type",
            "person, organization, public-body, company, media, place, work, group …",
            default="other",
        ),
        Line("aliases", "other names and spellings, found in texts like the name", "[]"),
        Line("summary", "one sentence", "What it is."),
        Line("wikidata", "its item there", "Q1"),
        Line("same_as", "its addresses elsewhere", "[]"),
        Line(
            "roles",
            "offices, and when they were held",
            "\n   - title: President\n     organization: belarus\n     from: 1994-07",
        ),
        Line("location", "of a place", "{lat: 53.9045, lon: 27.5615}"),
        _IMAGE,
    ),
    "event": (
        Line("title", "", default="NAME"),
        Line("date", "EDTF, as exact as it is known: 2023-03, 2023-03-01~", default="TODAY"),
        Line("end", "its last day", "2023-03-02"),
        Line("place", "an entity's id", "beijing"),
        Line("involved", "ids of entities", "[]"),
        Line("sources", "ids", "[]"),
        Line("stories", "ids", "[]"),
        Line("importance", "1 to 3", "2"),
        Line("summary", "one sentence", "What happened."),
    ),
    "source": (
        Line("title", "", default="NAME"),
        Line("type", "such as article-newspaper, report, readout, speech, post", default="webpage"),
        Line("author", "who wrote it", "Name, Another Name"),
        Line("publisher", "an entity's id, or a name", "the-paper"),
        Line("container-title", "what it appeared in", "The Paper"),
        Line("issued", "when it came out", "2023-03-01"),
        Line("accessed", "when it was read", "2023-03-01"),
        Line("url", "its address", "https://example.org/report"),
        Line("archived", "an archived copy of it", "https://example.org/archived"),
        Line("language", "of the text", "en"),
        Line("copy", "a file under content/copies/", "report.txt"),
        Line("origin", "the id of what it relays, a source or an entity", "the-agency"),
    ),
    "story": (
        Line("title", "", default="NAME"),
        Line("summary", "one or two sentences", "What goes on."),
        Line("status", "running or closed", "running"),
        Line("order", "its place among stories", "1"),
    ),
}

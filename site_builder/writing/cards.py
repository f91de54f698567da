"""The few fields of a record that other pages show of it."""

import msgspec


class Named(msgspec.Struct, frozen=True, array_like=True):
    """Something with a name and, where it has a page, an address."""

    label: str
    url: str | None = None
    kind: str = ""
    """`entity`, `source`, `event`, `story`, `article`, … or nothing for a plain text."""

    language: str | None = None
    """Of the label where it is not the page's."""


class When(msgspec.Struct, frozen=True, array_like=True):
    """A date as it reads and, where HTML has a form for it, as a `datetime` attribute."""

    text: str
    datetime: str | None = None


class ArticleCard(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list."""

    url: str
    title: str
    language: str
    direction: str
    """`ltr` or `rtl`."""

    published: When | None = None
    publisher: Named | None = None
    summary: str | None = None
    annotations: int = 0
    is_draft: bool = False


class EntityCard(msgspec.Struct, frozen=True, kw_only=True):
    """An entity in a list."""

    url: str
    name: str
    type: str
    """One of `model.entity.EntityType`."""

    summary: str | None = None
    role: str | None = None
    """The office held on the day in question: "premier, China"."""

    count: int = 0
    """Mentions, or articles together, as the list says."""


class SourceCard(msgspec.Struct, frozen=True, kw_only=True):
    """A source as a citation."""

    url: str
    """Its page or its place on the page of the article that defines it."""

    title: str
    type: str
    """One of `model.source.SourceType`."""

    language: str | None = None
    authors: tuple[str, ...] = ()
    publisher: Named | None = None
    container: str | None = None
    issued: When | None = None
    accessed: When | None = None
    original: str | None = None
    """URL of the thing itself."""

    archived: str | None = None
    has_copy: bool = False
    origin: Named | None = None
    """What it itself relays."""


class EventCard(msgspec.Struct, frozen=True, kw_only=True):
    """An event in a timeline."""

    id: str
    """Anchor on the page of the article that defines it: `event-<id>`."""

    url: str
    title: str
    when: When
    year: int | None
    month: str
    """Its month as a landmark, "March 2023"; empty when not known to the month."""

    place: Named | None = None
    involved: tuple[Named, ...] = ()
    summary: str | None = None
    importance: int = 2
    is_disputed: bool = False
    """Whether claims about it contradict each other."""

    articles: int = 0
    """How many articles cover it."""


class StoryCard(msgspec.Struct, frozen=True, kw_only=True):
    """A story in a list."""

    url: str
    title: str
    status: str
    """`running` or `closed`."""

    summary: str | None = None
    articles: int = 0
    events: int = 0
    latest: When | None = None
    """When its newest article was published."""


class Step(msgspec.Struct, frozen=True, array_like=True):
    """One link of the chain through which words reached the reader."""

    role: str
    """`via` (a source or entity that passed them on), `origin` or `publisher`."""

    name: Named


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Words somebody said, with their chain."""

    url: str
    """The annotation on its article's page."""

    speaker: Named
    role: str | None
    """The office the speaker held on that day."""

    cue: str | None
    kind: str
    """`direct`, `indirect` or `mixed`."""

    words: str
    language: str
    original: str | None
    original_language: str | None
    when: When | None
    chain: tuple[Step, ...]
    """Nearest to the speaker first, ending with the article's publisher."""

    article: ArticleCard


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a person of the desk found."""

    rating: str
    html: str
    by: tuple[Named, ...]
    when: When | None


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """One party's value for one property of one thing."""

    url: str
    claimants: tuple[Named, ...]
    about: Named | None
    property: str | None
    value: str | None
    status: str
    """One of `model.annotation.Status`."""

    words: str
    language: str
    chain: tuple[Step, ...]
    contradicts: tuple[Named, ...]
    supports: tuple[Named, ...]
    verdict: Verdict | None
    article: ArticleCard


class LedgerEntry(msgspec.Struct, frozen=True, kw_only=True):
    """All that is claimed of one property of one event or entity."""

    about: Named
    property: str
    is_contradicted: bool
    rows: tuple[ClaimRow, ...]


class Snippet(msgspec.Struct, frozen=True, array_like=True):
    """A mention with the words around it."""

    before: str
    words: str
    after: str


class MentionedIn(msgspec.Struct, frozen=True, kw_only=True):
    """An article and where it names an entity."""

    article: ArticleCard
    count: int
    snippets: tuple[Snippet, ...]


class RestingPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that rests on a source."""

    url: str
    type: str
    """Of its annotation."""

    words: str
    locator: str | None
    article: ArticleCard


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation as it stands beside its passage."""

    id: str
    """Of its mark in the text."""

    url: str
    """The annotation on its article's page."""

    number: int
    """Counted from 1 through the article."""

    type: str
    """One of `model.annotation.AnnotationType`, or `event`."""

    words: str
    """Its passage; empty when it speaks of the whole article."""

    html: str
    article: ArticleCard
    """Where it stands, for lists of notes of several articles."""

    by: tuple[Named, ...] = ()
    when: When | None = None
    """When it was last changed, else made."""

    sources: tuple[Named, ...] = ()
    topics: tuple[Named, ...] = ()
    locator: str | None = None
    answer: str | None = None
    """HTML of a question's answer."""

    statement: Statement | None = None
    claim: ClaimRow | None = None
    entity: EntityCard | None = None
    event: EventCard | None = None
    is_draft: bool = False


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """An image and its words."""

    url: str
    alt: str
    caption: str | None
    credit: str | None

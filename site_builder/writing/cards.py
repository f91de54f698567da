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


class TimeSpan(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of time in which something was."""

    kind: str
    """`moment` for a day or a time of it, `within` for some day of a longer time, `lasting`."""

    start: int | None
    """Seconds from 1970-01-01T00:00:00Z; None where it has no beginning or none that is known."""

    end: int | None
    """Its last second."""

    fades: bool = False
    """Whether it is about right, or goes on for nobody knows how long."""

    doubtful: bool = False
    """Whether it may be wrong, or is one of several of which one is right."""


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

    colour: str | None = None
    """Its own: `#rgb` or `#rrggbb`."""


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
    version_date: str | None = None
    """When it was archived, or else read; where known to the day."""

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

    stories: tuple[Named, ...] = ()
    stretches: tuple[TimeSpan, ...] = ()
    """When it was, as pictures of time show it."""


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


class Clause(msgspec.Struct, frozen=True, array_like=True):
    """One link of a chain as a sentence tells it."""

    kind: str
    """What sort of link it is: one of `writing.ways.ClauseKind`."""

    who: Named
    """Who stands behind it, with the address of the link itself."""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What came of looking for words in the saved copy of a source."""

    state: str
    """`verified`, `failed`, or `unchecked` where there is no copy or nothing to compare."""

    source: Named
    archived: str | None = None
    """URL of an archived copy that anyone can look at."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Words somebody said, with their chain."""

    url: str
    """The annotation on its article's page."""

    speaker: Named
    role: str | None
    """The office the speaker held on that day."""

    cue: str | None
    """How the words are introduced, if that is in the language of the page."""

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
    original_language_name: str | None = None
    """As it reads in the language of the page: "Chinese"."""

    way: tuple[Clause, ...] = ()
    """The chain as a sentence tells it, which names nobody twice in a row."""

    checks: tuple[Check, ...] = ()
    """One for each source that should hold the words."""


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
    """Claims that it says it contradicts, those that say so of it, and those of other values."""

    supports: tuple[Named, ...]
    verdict: Verdict | None
    article: ArticleCard
    supported_by: tuple[Named, ...] = ()
    is_silence: bool = False
    """Whether it says that nothing is said: its value is `not-mentioned`."""

    way: tuple[Clause, ...] = ()
    """The chain as a sentence tells it, which names nobody twice in a row."""

    checks: tuple[Check, ...] = ()
    """One for each source that should hold the words."""


class Origin(msgspec.Struct, frozen=True, array_like=True):
    """Who words began with, and who passed them on."""

    name: Named
    outlets: tuple[Named, ...]
    """The origin itself where nobody did."""


class Support(msgspec.Struct, frozen=True, array_like=True):
    """Through how many hands claims came, and out of how many."""

    outlets: int = 0
    origins: tuple[Origin, ...] = ()


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a property, and all who give it."""

    text: str | None
    """None where a claim gives no value but only its words."""

    is_silence: bool
    """Whether it is `not-mentioned`."""

    rows: tuple[ClaimRow, ...]
    support: Support


class LedgerEntry(msgspec.Struct, frozen=True, kw_only=True):
    """All that is claimed of one property of one event or entity."""

    about: Named
    property: str
    is_contradicted: bool
    rows: tuple[ClaimRow, ...]
    values: tuple[Value, ...] = ()
    """The same rows by the value that they give, silence last."""

    against: tuple[ClaimRow, ...] = ()
    """Claims on something else that one of these contradicts, or that contradict one of these."""

    support: Support = Support()
    """Of all rows together."""


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
    checks: tuple[Check, ...] = ()
    """Of a quotation or a claim, one for each source that should hold the words."""


class Resting(msgspec.Struct, frozen=True, array_like=True):
    """A passage in the list of all that rests on one source."""

    passage: RestingPassage
    through: Named | None
    """The source that the passage names, where that one relays this one."""


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
    revision: Named | None = None
    """Of a correction, the change that it explains."""

    words_url: str | None = None
    """On the article's page, its passage by its words, for browsers that find them."""

    original_url: str | None = None
    """The same words where the article was first published."""

    is_draft: bool = False


class WordRun(msgspec.Struct, frozen=True, array_like=True):
    """Words in a row of a paragraph that was changed."""

    kind: str
    """`kept`, `removed`, `added`, or `left out` for kept words that are not repeated."""

    text: str


class ChangedParagraph(msgspec.Struct, frozen=True, array_like=True):
    """A paragraph as it was and as it became, in one."""

    runs: tuple[WordRun, ...]


class RevisionCard(msgspec.Struct, frozen=True, kw_only=True):
    """A change of an article after its publication."""

    id: str
    """What a correction calls it; its place on the page is `revision_` and this."""

    before: When
    """As of when the earlier text stood."""

    after: When | None
    source: str | None
    """URL of the earlier text."""

    archived: str | None
    paragraphs: tuple[ChangedParagraph, ...]
    """Empty where words that no annotation names may not be shown."""

    passages: tuple[Named, ...]
    """Annotated passages that read otherwise since, as they read now."""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """An image and its words."""

    url: str
    alt: str
    caption: str | None
    credit: str | None
    width: int | None = None
    """In pixels; none where the file does not say."""

    height: int | None = None
    srcset: str | None = None
    """The sizes that there are of it, as the attribute lists them."""

    sizes: str | None = None
    """How wide it is shown, as the attribute says it; none where there is no choice of sizes."""

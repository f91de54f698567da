"""For each template one record: all that it may see.

Every template sees `site` (`Site`) and `page` (`Head`) besides the fields of its own view.
Texts are plain; only fields named `html`, `answer` and `Block.html` hold markup that
`reading.prose` has made clean, and `json_ld` JSON that `writing.metadata` has.
"""

from collections.abc import Mapping

import msgspec

from site_builder.writing.cards import (
    ArticleCard,
    EntityCard,
    EventCard,
    LedgerEntry,
    MentionedIn,
    Named,
    Note,
    Picture,
    Resting,
    RestingPassage,
    RevisionCard,
    SourceCard,
    Statement,
    StoryCard,
    When,
)
from site_builder.writing.drawing.shapes import CompanyPicture, MapPicture, TimePicture


class Looks(msgspec.Struct, frozen=True, kw_only=True):
    """What a site adds to the looks of the theme."""

    css: str = ""
    """Sets the colours and fonts that it chooses; empty when it chooses none."""

    stylesheets: tuple[str, ...] = ()
    """Names under `assets/`."""

    modules: tuple[str, ...] = ()


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """What every page knows of its site."""

    title: str
    description: str
    language: str
    direction: str
    root: str
    """Base path with a slash at both ends; the start of every address of the site."""

    menu: tuple[Named, ...]
    pages: tuple[Named, ...]
    """Plain pages, for the foot of the page."""

    feed: str | None
    """None where feeds are switched off."""

    data: str
    """The page on the files for machines."""

    search: str | None
    """None where full-text search is switched off."""

    names: str
    """The first file of the names that the jump-to box leads to."""

    looks: Looks = Looks()


class Alternate(msgspec.Struct, frozen=True, kw_only=True):
    """The same as a page for machines, as its head links to it."""

    url: str
    type: str
    title: str


class Property(msgspec.Struct, frozen=True, array_like=True):
    """A `meta` element."""

    name: str
    content: str


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself and its subject for machines that read pages."""

    open_graph: tuple[Property, ...] = ()
    """How a link to it is previewed."""

    citation: tuple[Property, ...] = ()
    """How the original of an article is cited, in Highwire's words."""

    json_ld: str = ""
    """Things of schema.org as JSON that an element `script` holds as it is."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What every page says of itself."""

    title: str
    url: str
    """From the root of the host."""

    canonical: str
    """Absolute."""

    description: str = ""
    section: str = ""
    """The menu's entry it belongs to: `articles`, `entities`, …"""

    breadcrumbs: tuple[Named, ...] = ()
    """From the front page down to the page above this one."""

    is_indexed: bool = True
    is_draft: bool = False
    alternates: tuple[Alternate, ...] = ()
    metadata: Metadata = Metadata()


class Pager(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page of a long list stands."""

    number: int
    """Counted from 1."""

    total: int
    previous: str | None = None
    next: str | None = None
    pages: tuple[Named, ...] = ()
    """Every page of the list by its number; `url` is None for the present one."""


class More(msgspec.Struct, frozen=True, array_like=True):
    """The rest of a list of which a page shows the first hundred."""

    total: int
    url: str


class Density(msgspec.Struct, frozen=True, array_like=True):
    """How many events a stretch of time holds."""

    label: str
    count: int
    height: int
    """Of its bar, 0 to 10."""

    url: str | None


class HomeView(msgspec.Struct, frozen=True, kw_only=True):
    """`home.html`: running stories, latest articles, what is disputed, the newest events."""

    stories: tuple[StoryCard, ...]
    articles: tuple[ArticleCard, ...]
    disputed: tuple[LedgerEntry, ...]
    events: tuple[EventCard, ...]
    questions: tuple[Note, ...]


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of an article's text and the notes on it, which stand after it."""

    html: str
    notes: tuple[Note, ...]
    is_crowded: bool = False
    """Whether they would hold up the text if they stood beside it."""


class Byline(msgspec.Struct, frozen=True, kw_only=True):
    """Who published an article, when, and where the original is."""

    authors: tuple[str, ...]
    publisher: Named | None
    published: When | None
    updated: When | None
    retrieved: When | None
    original: str | None
    archived: str | None
    version_date: str | None = None
    """When the text was archived, or else taken; where known to the day."""


class SourceWithPassages(msgspec.Struct, frozen=True, array_like=True):
    """A source of an article and the notes whose passages rest on it."""

    source: SourceCard
    notes: tuple[Note, ...]
    anchor: str | None
    """`source-<id>` when the article defines it."""


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """`article.html`."""

    title: str
    language: str
    direction: str
    summary: str | None
    byline: Byline
    image: Picture | None
    minutes: int
    """Of reading, at 230 words a minute; at least 1."""

    is_excerpt: bool
    blocks: tuple[Block, ...]
    footnotes: str
    """HTML, empty when there are none."""

    whole: tuple[Note, ...]
    """Notes on the whole article."""

    notes: tuple[Note, ...]
    """All notes in the order of their passages."""

    statements: tuple[Statement, ...]
    entities: tuple[EntityCard, ...]
    timeline: tuple[EventCard, ...]
    sources: tuple[SourceWithPassages, ...]
    stories: tuple[Named, ...]
    topics: tuple[Named, ...]
    backlinks: tuple[ArticleCard, ...]
    linked_from: tuple[Named, ...]
    """Entities, events, stories and pages whose text links here."""

    revisions: tuple[RevisionCard, ...] = ()
    """Changes of its text after publication, the first of them first."""

    drawn: TimePicture | None = None
    """The timeline as a picture."""

    more: Mapping[str, More] = {}
    """The whole of lists that pass a hundred, by their name: `timeline`, `links`, …"""

    extra: Mapping[str, object] = {}
    """What the front matter holds under `extra`, its scalars as texts."""


class YearOfArticles(msgspec.Struct, frozen=True, array_like=True):
    """The articles of one year, or those without a date."""

    label: str
    articles: tuple[ArticleCard, ...]


class ArticlesView(msgspec.Struct, frozen=True, kw_only=True):
    """`articles.html`: all articles by date, by year."""

    years: tuple[YearOfArticles, ...]
    """Those shown on this page."""

    all_years: tuple[Named, ...]
    """Links to the year pages; empty when one page shows all."""

    pager: Pager


class EntityGroup(msgspec.Struct, frozen=True, array_like=True):
    """Entities of one type under one letter."""

    type: str
    letter: str
    entities: tuple[EntityCard, ...]


class EntitiesView(msgspec.Struct, frozen=True, kw_only=True):
    """`entities.html`: the index by kind and letter."""

    groups: tuple[EntityGroup, ...]
    """In order of type, then letter."""

    total: int
    pager: Pager


class RoleRow(msgspec.Struct, frozen=True, array_like=True):
    """An office and when it was held."""

    title: str
    organization: Named | None
    when: str


class EntityView(msgspec.Struct, frozen=True, kw_only=True):
    """`entity.html`."""

    name: str
    type: str
    aliases: tuple[str, ...]
    summary: str | None
    html: str
    image: Picture | None
    roles: tuple[RoleRow, ...]
    """Newest first."""

    wikidata: str | None
    """Q and digits."""

    same_as: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    timeline: tuple[EventCard, ...]
    statements: tuple[Statement, ...]
    """Newest first."""

    claims: tuple[LedgerEntry, ...]
    """What is claimed about it."""

    claimed: tuple[LedgerEntry, ...]
    """What it claims itself."""

    articles: tuple[MentionedIn, ...]
    """Newest first."""

    companions: tuple[EntityCard, ...]
    """Who is named in the same articles, with how many; most first."""

    published: Named | None
    """Its page as a publisher, with how many articles, where it is one."""

    sources: tuple[SourceCard, ...]
    """What it published or wrote among the sources."""

    linked_from: tuple[Named, ...]
    drawn: TimePicture | None = None
    """The timeline as a picture."""

    terms: TimePicture | None = None
    """The roles that have dates as a picture."""

    company: CompanyPicture | None = None
    """The nearest of the companions as a picture."""

    map: MapPicture | None = None
    colour: str | None = None
    """Its own: `#rgb` or `#rrggbb`."""

    more: Mapping[str, More] = {}
    """The whole of lists that pass a hundred, by their name: `timeline`, `links`, …"""

    extra: Mapping[str, object] = {}
    """What the front matter holds under `extra`, its scalars as texts."""


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """`event.html`: one event with a file of its own."""

    event: EventCard
    html: str
    articles: tuple[ArticleCard, ...]
    claims: tuple[LedgerEntry, ...]
    sources: tuple[SourceCard, ...]
    stories: tuple[Named, ...]
    before: EventCard | None
    """The event before it in time, of its stories or else of the site."""

    after: EventCard | None
    linked_from: tuple[Named, ...]
    around: tuple[EventCard, ...] = ()
    """The event among those that are next to it in time."""

    drawn: TimePicture | None = None
    """These as a picture."""

    map: MapPicture | None = None
    more: Mapping[str, More] = {}
    """The whole of lists that pass a hundred, by their name: `timeline`, `links`, …"""

    extra: Mapping[str, object] = {}
    """What the front matter holds under `extra`, its scalars as texts."""


class Month(msgspec.Struct, frozen=True, array_like=True):
    """Events under one landmark of a timeline."""

    label: str
    """Empty for events of a year that are not known to the month."""

    events: tuple[EventCard, ...]


class Year(msgspec.Struct, frozen=True, array_like=True):
    """A year of a timeline."""

    label: str
    months: tuple[Month, ...]
    count: int
    url: str | None
    """Its own page when the timeline is divided."""


class TimelineView(msgspec.Struct, frozen=True, kw_only=True):
    """`timeline.html`: the whole, or one year when there are more than 200 events."""

    years: tuple[Year, ...]
    """Those shown; without months on an index whose years have pages of their own."""

    density: tuple[Density, ...]
    total: int
    pager: Pager
    previous: Named | None = None
    next: Named | None = None
    drawn: TimePicture | None = None
    """The events that the page shows as a picture."""


class StoriesView(msgspec.Struct, frozen=True, kw_only=True):
    """`stories.html`."""

    running: tuple[StoryCard, ...]
    closed: tuple[StoryCard, ...]


class Change(msgspec.Struct, frozen=True, array_like=True):
    """Something of a story that changed last."""

    when: When
    what: str
    """`article`, `correction` or the type of an annotation."""

    name: Named


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """`story.html`."""

    story: StoryCard
    html: str
    image: Picture | None
    timeline: tuple[EventCard, ...]
    people: tuple[EntityCard, ...]
    """Entities of its articles, with how many of them; most first."""

    articles: tuple[ArticleCard, ...]
    claims: tuple[LedgerEntry, ...]
    """What is disputed."""

    questions: tuple[Note, ...]
    """Open ones; `Note.sources` is empty and `Note.statement` None."""

    changes: tuple[Change, ...]
    drawn: TimePicture | None = None
    """The timeline as a picture."""

    map: MapPicture | None = None
    """Where its events took place."""

    more: Mapping[str, More] = {}
    """The whole of lists that pass a hundred, by their name: `timeline`, `links`, …"""

    extra: Mapping[str, object] = {}
    """What the front matter holds under `extra`, its scalars as texts."""


class SourceGroup(msgspec.Struct, frozen=True, array_like=True):
    """Sources of one publisher."""

    publisher: Named
    sources: tuple[SourceCard, ...]


class SourcesView(msgspec.Struct, frozen=True, kw_only=True):
    """`sources.html`: the index by publisher; each row says its kind."""

    groups: tuple[SourceGroup, ...]
    total: int
    pager: Pager


class CheckCounts(msgspec.Struct, frozen=True, array_like=True):
    """How many quotations and claims that rest on a source stand in its saved copy."""

    verified: int
    failed: int
    unchecked: int


class SourceView(msgspec.Struct, frozen=True, kw_only=True):
    """`source.html`: one source with a file of its own."""

    source: SourceCard
    html: str
    only: tuple[Resting, ...]
    """Passages of which nothing is left when this source falls, whether they name it or another
    that relays it. A claim rests on all that gives the same value."""

    passages: tuple[Resting, ...]
    """Those that rest on it and on others too; the first hundred of both together are shown."""

    relays: tuple[Named, ...]
    """What it itself relays, to the root."""

    relayed_by: tuple[Named, ...]
    articles: tuple[ArticleCard, ...]
    """Articles that name it as a whole."""

    events: tuple[EventCard, ...]
    verification: str
    """`unchecked` without a copy, else `copied`."""

    checks: CheckCounts = CheckCounts(0, 0, 0)

    sha256: str | None
    linked_from: tuple[Named, ...]
    more: Mapping[str, More] = {}
    """The whole of lists that pass a hundred, by their name: `timeline`, `links`, …"""

    extra: Mapping[str, object] = {}
    """What the front matter holds under `extra`, its scalars as texts."""


class ClaimsView(msgspec.Struct, frozen=True, kw_only=True):
    """`claims.html`: the ledger."""

    entries: tuple[LedgerEntry, ...]
    """Contradictions first."""

    total: int
    pager: Pager


class ListingView(msgspec.Struct, frozen=True, kw_only=True):
    """`listing.html`: a page of one long list; all tuples but one are empty."""

    heading: str
    subject: Named | None
    """The thing the list belongs to."""

    pager: Pager
    articles: tuple[ArticleCard, ...] = ()
    mentioned: tuple[MentionedIn, ...] = ()
    statements: tuple[Statement, ...] = ()
    entries: tuple[LedgerEntry, ...] = ()
    timeline: tuple[EventCard, ...] = ()
    passages: tuple[RestingPassage, ...] = ()
    sources: tuple[SourceCard, ...] = ()
    entities: tuple[EntityCard, ...] = ()
    questions: tuple[Note, ...] = ()
    names: tuple[Named, ...] = ()


class TopicView(msgspec.Struct, frozen=True, kw_only=True):
    """`topic.html`: what carries the word."""

    topic: str
    articles: tuple[ArticleCard, ...]
    notes: tuple[RestingPassage, ...]
    pager: Pager


class PublisherView(msgspec.Struct, frozen=True, kw_only=True):
    """`publisher.html`: what a publisher published."""

    name: str
    entity: Named | None
    articles: tuple[ArticleCard, ...]
    sources: tuple[SourceCard, ...]
    pager: Pager


class PlainView(msgspec.Struct, frozen=True, kw_only=True):
    """`page.html`: a plain page."""

    title: str
    language: str
    direction: str
    html: str
    updated: When | None
    extra: Mapping[str, object] = {}
    """What the front matter holds under `extra`, its scalars as texts."""


class DataField(msgspec.Struct, frozen=True, kw_only=True):
    """A column or a property of a file for machines."""

    name: str
    about: str


class DataFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file for machines; what is said of it is English."""

    name: str
    """Its path from the front page, with … for that of any record."""

    url: str | None
    """None where every record of a kind has such a file."""

    form: str | None
    """The standard it follows."""

    about: str
    fields: tuple[DataField, ...]


class DataView(msgspec.Struct, frozen=True, kw_only=True):
    """`data.html`: the files for machines."""

    files: tuple[DataFile, ...]
    """Of the whole site."""

    documents: tuple[DataFile, ...]
    """Of one record each, beside its page."""

    license: Named | None


class SearchView(msgspec.Struct, frozen=True, kw_only=True):
    """`search.html`: where readers look for words."""

    index: str
    """The folder of the full-text index, with a slash at its end."""


class NotFoundView(msgspec.Struct, frozen=True, kw_only=True):
    """`404.html`."""

    stories: tuple[StoryCard, ...]


class RedirectView(msgspec.Struct, frozen=True, kw_only=True):
    """`redirect.html`: an old URL."""

    target: str
    """From the root of the host."""

    canonical: str


View = (
    HomeView
    | ArticleView
    | ArticlesView
    | EntitiesView
    | EntityView
    | EventView
    | TimelineView
    | StoriesView
    | StoryView
    | SourcesView
    | SourceView
    | ClaimsView
    | ListingView
    | TopicView
    | PublisherView
    | PlainView
    | DataView
    | SearchView
    | NotFoundView
    | RedirectView
)

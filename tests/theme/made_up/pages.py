"""Views of every template as a site could give them: a summit, and who said what of it."""

from site_builder.writing.cards import (
    MentionedIn,
    Named,
    Resting,
    RestingPassage,
    Snippet,
    StoryCard,
)
from site_builder.writing.views import (
    Alternate,
    ArticlesView,
    Change,
    ClaimsView,
    DataField,
    DataFile,
    DataView,
    Density,
    EntitiesView,
    EntityGroup,
    EntityView,
    EventView,
    Head,
    HomeView,
    ListingView,
    Metadata,
    Month,
    More,
    NotFoundView,
    Pager,
    PlainView,
    Property,
    PublisherView,
    RedirectView,
    RoleRow,
    SearchView,
    SourceGroup,
    SourcesView,
    SourceView,
    StoriesView,
    StoryView,
    TimelineView,
    TopicView,
    View,
    Year,
    YearOfArticles,
)
from tests.theme.made_up.article import ANSWERED_NOTE, ARTICLE, QUESTION_NOTE
from tests.theme.made_up.cards import (
    CALLED,
    CONTACT_ENTRY,
    EVENTS,
    FULLY,
    INITIATIVE,
    MET,
    MOSCOW,
    OWN_EVENT,
    PEOPLE,
    PUBLISHED,
    READ_IN,
    RELEASE,
    REPORT,
    SAMARKAND,
    SOURCES,
    SUPPORT_ENTRY,
    TESTIMONY,
    VISIT,
)
from tests.theme.made_up.names import (
    AIDES,
    ARTICLE_URL,
    ARTICLES,
    BEIJING,
    BELARUS,
    CHINESE,
    LUKASHENKO,
    MOSCOW_TIMES,
    PAPER,
    ROOT,
    SITE,
    STORY,
    SUPPORT,
    day,
    entity,
    source,
)
from tests.theme.made_up.pictures import COMPANY, MAP, TERMS, drawn

MAIN_STORY = StoryCard(
    url=STORY.url or "",
    title=STORY.label,
    status="running",
    summary="In February 2023 China published twelve points on the war. What was said since.",
    articles=7,
    events=10,
    latest=day(27, "April"),
)
OTHER_STORY = StoryCard(
    url=f"{ROOT}stories/minsk-and-beijing/",
    title="Minsk and Beijing",
    status="closed",
    summary="From an all-weather partnership to a state visit.",
    articles=3,
    events=5,
    latest=day(2),
)
ONE_PAGE = Pager(number=1, total=1)
SECOND_OF_THREE = Pager(
    number=2,
    total=3,
    previous=f"{ROOT}claims/",
    next=f"{ROOT}claims/3/",
    pages=(
        Named("1", f"{ROOT}claims/"),
        Named("2"),
        Named("3", f"{ROOT}claims/3/"),
    ),
)
RESTING = (
    RestingPassage(
        url=FULLY.url,
        type="quotation",
        words=FULLY.words,
        locator="second paragraph",
        article=SUPPORT,
    ),
    RestingPassage(
        url=INITIATIVE.url, type="claim", words=INITIATIVE.words, locator=None, article=SUPPORT
    ),
    RestingPassage(url=ARTICLE_URL, type="note", words="", locator=None, article=SUPPORT),
)
PROSE = (
    '<p>He has been president of Belarus <a href="#">since July 1994</a>, longer than most of '
    "those who vote for him have been able to.</p>\n<p>His words reach readers abroad mostly "
    "through his own press service.</p>"
)

ENTITY = EntityView(
    name=LUKASHENKO.label,
    type="person",
    aliases=("Аляксандр Лукашэнка", "Александр Лукашенко"),
    summary="President of Belarus since July 1994.",
    html=PROSE,
    image=None,
    roles=(
        RoleRow("president", BELARUS, "since July 1994"),
        RoleRow("director of a state farm", Named("Haradzets"), "1987 to 1994"),
    ),
    wikidata="Q2866",
    same_as=("https://president.gov.by/en/president",),
    latitude=None,
    longitude=None,
    timeline=(SAMARKAND, VISIT, READ_IN, MET),
    statements=(FULLY, TESTIMONY),
    claims=(),
    claimed=(SUPPORT_ENTRY,),
    articles=(
        MentionedIn(
            article=SUPPORT,
            count=5,
            snippets=(
                Snippet("… In Beijing ", "Lukashenko", " had come for three days, and on the …"),
                Snippet("… calls it so, ", "Lukashenko", " is quoted as saying by the agency …"),
            ),
        ),
        MentionedIn(
            article=CHINESE, count=1, snippets=(Snippet("……", "卢卡申科", "对中国进行国事访问……"),)
        ),
    ),
    companions=PEOPLE[1:],
    drawn=drawn((SAMARKAND, VISIT, READ_IN, MET)),
    terms=TERMS,
    company=COMPANY,
    published=None,
    sources=(),
    linked_from=(STORY,),
    more={"articles": More(140, f"{ROOT}entities/alexander-lukashenko/articles/")},
)
PLACE = EntityView(
    name="Beijing",
    type="place",
    aliases=("北京",),
    summary="Capital of China.",
    html="",
    image=None,
    roles=(),
    wikidata="Q956",
    same_as=(),
    latitude=39.9042,
    longitude=116.4074,
    map=MAP,
    timeline=(PUBLISHED, READ_IN, MET),
    statements=(),
    claims=(CONTACT_ENTRY,),
    claimed=(),
    articles=(),
    companions=(),
    published=Named("2 articles", f"{ROOT}publishers/beijing/", "publisher"),
    sources=(REPORT,),
    linked_from=(),
)

PAGES: dict[str, tuple[str, str, View]] = {
    "home": (
        "home.html",
        ROOT,
        HomeView(
            stories=(MAIN_STORY,),
            articles=ARTICLES,
            disputed=(SUPPORT_ENTRY,),
            events=(CALLED, MOSCOW, MET),
            questions=(QUESTION_NOTE, ANSWERED_NOTE),
        ),
    ),
    "article": ("article.html", ARTICLE_URL, ARTICLE),
    "articles": (
        "articles.html",
        f"{ROOT}articles/",
        ArticlesView(
            years=(YearOfArticles("2023", ARTICLES),),
            all_years=(Named("2023", f"{ROOT}articles/"), Named("2022", f"{ROOT}articles/2022/")),
            pager=ONE_PAGE,
        ),
    ),
    "entities": (
        "entities.html",
        f"{ROOT}entities/",
        EntitiesView(
            groups=(
                EntityGroup("person", "A", PEOPLE[:1]),
                EntityGroup("person", "L", PEOPLE[2:3]),
                EntityGroup("person", "X", PEOPLE[1:2]),
                EntityGroup("media", "T", PEOPLE[5:]),
                EntityGroup("media", "X", PEOPLE[4:5]),
                EntityGroup("place", "B", PEOPLE[3:4]),
            ),
            total=6,
            pager=ONE_PAGE,
        ),
    ),
    "entity": ("entity.html", LUKASHENKO.url or "", ENTITY),
    "place": ("entity.html", BEIJING.url or "", PLACE),
    "event": (
        "event.html",
        MET.url,
        EventView(
            event=MET,
            html=PROSE,
            articles=(SUPPORT, PAPER),
            claims=(SUPPORT_ENTRY,),
            sources=SOURCES,
            stories=(STORY,),
            before=READ_IN,
            after=MOSCOW,
            around=(READ_IN, MET, MOSCOW),
            drawn=drawn((READ_IN, MET, MOSCOW), MET),
            map=MAP,
            linked_from=(STORY,),
        ),
    ),
    "timeline": (
        "timeline.html",
        f"{ROOT}timeline/",
        TimelineView(
            years=(
                Year("2022", (Month("September 2022", (SAMARKAND,)),), 1, None),
                Year(
                    "2023",
                    (
                        Month("", (VISIT,)),
                        Month("February 2023", (PUBLISHED, OWN_EVENT)),
                        Month("March 2023", (READ_IN, MET, MOSCOW)),
                        Month("April 2023", (CALLED,)),
                    ),
                    7,
                    f"{ROOT}timeline/2023/",
                ),
            ),
            density=tuple(
                Density(label, count, count * 2, f"{ROOT}timeline/#x" if count else None)
                for label, count in (
                    ("Sep 2022", 1),
                    ("Oct 2022", 0),
                    ("Nov 2022", 0),
                    ("Dec 2022", 0),
                    ("Jan 2023", 0),
                    ("Feb 2023", 3),
                    ("Mar 2023", 5),
                    ("Apr 2023", 1),
                )
            ),
            total=8,
            pager=ONE_PAGE,
            drawn=drawn((SAMARKAND, VISIT, PUBLISHED, OWN_EVENT, READ_IN, MET, MOSCOW, CALLED)),
            previous=Named("2021", f"{ROOT}timeline/2021/"),
            next=Named("2024", f"{ROOT}timeline/2024/"),
        ),
    ),
    "stories": (
        "stories.html",
        f"{ROOT}stories/",
        StoriesView(running=(MAIN_STORY,), closed=(OTHER_STORY,)),
    ),
    "story": (
        "story.html",
        MAIN_STORY.url,
        StoryView(
            story=MAIN_STORY,
            html=PROSE,
            image=None,
            timeline=EVENTS,
            drawn=drawn(EVENTS),
            map=MAP,
            people=PEOPLE,
            articles=ARTICLES,
            claims=(SUPPORT_ENTRY,),
            questions=(QUESTION_NOTE,),
            changes=(
                Change(day(27, "April"), "article", Named(CHINESE.title, CHINESE.url, "", "zh")),
                Change(day(3), "correction", Named("premier", f"{ARTICLE_URL}#premier")),
            ),
            more={"articles": More(240, f"{MAIN_STORY.url}articles/")},
        ),
    ),
    "sources": (
        "sources.html",
        f"{ROOT}sources/",
        SourcesView(
            groups=(
                SourceGroup(MOSCOW_TIMES, (REPORT,)),
                SourceGroup(entity("presidency-of-belarus", "Presidency of Belarus"), SOURCES[1:]),
                SourceGroup(Named(""), (RELEASE,)),
            ),
            total=4,
            pager=ONE_PAGE,
        ),
    ),
    "source": (
        "source.html",
        REPORT.url,
        SourceView(
            source=REPORT,
            html=PROSE,
            only=tuple(Resting(passage, None) for passage in RESTING[:1]),
            passages=tuple(Resting(passage, AIDES) for passage in RESTING[1:]),
            relays=(AIDES, LUKASHENKO),
            relayed_by=(source("second-report", "Another report of the meeting"),),
            articles=(SUPPORT,),
            events=(MET,),
            verification="copied",
            sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            linked_from=(STORY,),
            more={"passages": More(101, f"{REPORT.url}passages/")},
        ),
    ),
    "claims": (
        "claims.html",
        f"{ROOT}claims/",
        ClaimsView(entries=(SUPPORT_ENTRY, CONTACT_ENTRY), total=2, pager=SECOND_OF_THREE),
    ),
    "listing": (
        "listing.html",
        f"{LUKASHENKO.url}articles/",
        ListingView(
            heading="Articles that name Alexander Lukashenko",
            subject=LUKASHENKO,
            pager=SECOND_OF_THREE,
            mentioned=ENTITY.articles,
        ),
    ),
    "topic": (
        "topic.html",
        f"{ROOT}topics/readouts/",
        TopicView(topic="readouts", articles=(SUPPORT,), notes=RESTING, pager=ONE_PAGE),
    ),
    "publisher": (
        "publisher.html",
        f"{ROOT}publishers/the-moscow-times/",
        PublisherView(
            name="The Moscow Times",
            entity=MOSCOW_TIMES,
            articles=(SUPPORT,),
            sources=(REPORT,),
            pager=ONE_PAGE,
        ),
    ),
    "page": (
        "page.html",
        f"{ROOT}about/",
        PlainView(
            title="About this site",
            language="en",
            direction="ltr",
            html=PROSE,
            updated=day(27, "April"),
        ),
    ),
    "data": (
        "data.html",
        f"{ROOT}data/",
        DataView(
            files=(
                DataFile(
                    name="feed.json",
                    url=f"{ROOT}feed.json",
                    form="JSON Feed 1.1",
                    about="The latest 50 articles.",
                    fields=(
                        DataField(name="id", about="stays when the site moves"),
                        DataField(name="title, summary", about="of the article"),
                    ),
                ),
            ),
            documents=(
                DataFile(
                    name="articles/…/annotations.json",
                    url=None,
                    form="W3C Web Annotation",
                    about="What is said of one article.",
                    fields=(),
                ),
            ),
            license=Named("Attribution 4.0", "https://example.org/by/4.0/"),
        ),
    ),
    "search": ("search.html", f"{ROOT}search/", SearchView(index=f"{ROOT}search/index/")),
    "404": ("404.html", f"{ROOT}404.html", NotFoundView(stories=(MAIN_STORY,))),
    "redirect": (
        "redirect.html",
        f"{ROOT}old/",
        RedirectView(target=ARTICLE_URL, canonical=f"https://example.org{ARTICLE_URL}"),
    ),
}
"""By a name of their own: the template, the address and the view."""


def head(name: str) -> Head:
    """Give what a page of `PAGES` says of itself."""
    template, url, view = PAGES[name]
    section = url.removeprefix(ROOT).split("/")[0]
    title = getattr(view, "title", getattr(view, "name", template.removesuffix(".html").title()))
    is_deep = url.removeprefix(ROOT).count("/") > 1
    crumbs = tuple(entry for entry in SITE.menu if entry.kind == section and is_deep)
    return Head(
        title=title,
        url=url,
        canonical=f"https://example.org{url}",
        description=getattr(view, "summary", None) or "",
        section=section,
        breadcrumbs=(Named("Front page", ROOT), *crumbs) if is_deep else (),
        is_indexed=template != "404.html",
        is_draft=name == "page",
        alternates=(Alternate(url=f"{ROOT}feed.xml", type="application/atom+xml", title="A & B"),),
        metadata=Metadata(
            open_graph=(Property("og:title", 'A & "B"'),),
            citation=(Property("citation_title", "<i>A</i>"),),
            json_ld=r'{"name": "\u003c/script\u003e"}',
        ),
    )

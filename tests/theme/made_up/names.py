"""Names, and the site and articles that they belong to."""

from site_builder.writing.cards import ArticleCard, Named, When
from site_builder.writing.views import Site

ROOT = "/mediation/"
ARTICLE_URL = f"{ROOT}articles/one-sentence-two-objects/"


def entity(id_: str, name: str) -> Named:
    """Name an entity that has a page."""
    return Named(name, f"{ROOT}entities/{id_}/", "entity")


def source(id_: str, name: str, language: str | None = None) -> Named:
    """Name a source that has a page."""
    return Named(name, f"{ROOT}sources/{id_}/", "source", language)


def day(number: int, month: str = "March") -> When:
    """Give a day of 2023 as it reads."""
    months = {"February": 2, "March": 3, "April": 4}
    return When(f"{number} {month} 2023", f"2023-{months[month]:02}-{number:02}")


SITE = Site(
    title="The mediation file",
    description=(
        "How Beijing’s paper on the war in Ukraine was received, February to April 2023: "
        "who said what, according to whom."
    ),
    language="en",
    direction="ltr",
    root=ROOT,
    menu=(
        Named("Articles", f"{ROOT}articles/", "articles"),
        Named("Stories", f"{ROOT}stories/", "stories"),
        Named("Timeline", f"{ROOT}timeline/", "timeline"),
        Named("People and places", f"{ROOT}entities/", "entities"),
        Named("Claims", f"{ROOT}claims/", "claims"),
        Named("Sources", f"{ROOT}sources/", "sources"),
    ),
    pages=(
        Named("About", f"{ROOT}about/", "page"),
        Named("How to read a chain", f"{ROOT}reading-a-chain/", "page"),
        Named("Corrections", f"{ROOT}corrections/", "page"),
    ),
    feed=f"{ROOT}feed.xml",
    data=f"{ROOT}data/",
    search=f"{ROOT}search/",
    names=f"{ROOT}search/names-1.json",
)

LUKASHENKO = entity("alexander-lukashenko", "Alexander Lukashenko")
XI = entity("xi-jinping", "Xi Jinping")
LI_KEQIANG = entity("li-keqiang", "Li Keqiang")
ZELENSKY = entity("volodymyr-zelensky", "Volodymyr Zelensky")
BELARUS = entity("belarus", "Belarus")
CHINA = entity("china", "China")
BEIJING = entity("beijing", "Beijing")
AFP = entity("afp", "AFP")
XINHUA = entity("xinhua", "Xinhua")
CCTV = entity("cctv", "CCTV")
MOSCOW_TIMES = entity("the-moscow-times", "The Moscow Times")
AIDES = source("aides-release", "remarks released by his aides")
READOUT = source("chinese-readout", "a Chinese readout")
DESK = (Named("Foreign desk", "https://example.org/desk"),)
STORY = Named("The paper and its reception", f"{ROOT}stories/paper-and-reception/", "story")
MEETING = Named(
    "Lukashenko and Xi meet in Beijing", f"{ROOT}events/xi-lukashenko-meeting/", "event"
)

SUPPORT = ArticleCard(
    url=ARTICLE_URL,
    title="One sentence of support, and two objects for it",
    language="en",
    direction="ltr",
    published=day(1),
    publisher=MOSCOW_TIMES,
    summary=(
        "Belarus “fully supports” something that China has put forward. By one account it is an "
        "initiative on international security, by another the position on the crisis."
    ),
    annotations=12,
)
PAPER = ArticleCard(
    url=f"{ROOT}articles/twelve-points-and-no-how/",
    title="Twelve points, and no how",
    language="en",
    direction="ltr",
    published=day(24, "February"),
    publisher=entity("global-times", "Global Times"),
    summary="The Chinese foreign ministry publishes its position on the war on its anniversary.",
    annotations=7,
)
CALL = ArticleCard(
    url=f"{ROOT}articles/almost-an-hour/",
    title="Almost an hour on the telephone",
    language="en",
    direction="ltr",
    published=day(26, "April"),
    publisher=entity("bbc-news", "BBC News"),
    summary=(
        "Xi and Zelensky speak for the first time since the invasion. What was said reaches the "
        "reader by Twitter, Facebook and state television."
    ),
    annotations=9,
)
CHINESE = ArticleCard(
    url=f"{ROOT}articles/不隔岸观火/",
    title="既不隔岸观火，也不拱火浇油",
    language="zh",
    direction="ltr",
    published=day(27, "April"),
    publisher=CCTV,
    summary="习近平与泽连斯基通电话，央视的报道如何传到读者那里。",
    annotations=3,
    is_draft=True,
)
ARTICLES = (CALL, CHINESE, SUPPORT, PAPER)

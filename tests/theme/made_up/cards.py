"""What was said, claimed and done, and what it rests on, as cards."""

from site_builder.writing.cards import (
    ClaimRow,
    Clause,
    EntityCard,
    EventCard,
    LedgerEntry,
    Named,
    Origin,
    SourceCard,
    Statement,
    Step,
    Support,
    Value,
    Verdict,
    When,
)
from tests.theme.made_up.names import (
    AFP,
    AIDES,
    ARTICLE_URL,
    BEIJING,
    BELARUS,
    CALL,
    CCTV,
    CHINA,
    DESK,
    LI_KEQIANG,
    LUKASHENKO,
    MEETING,
    MOSCOW_TIMES,
    READOUT,
    ROOT,
    SUPPORT,
    XI,
    XINHUA,
    ZELENSKY,
    day,
    entity,
)


def statement(id_: str, speaker: Named, words: str, **more: object) -> Statement:
    """Give a statement of 1 March in the article on the support; `chain` is up to its publisher."""
    fields = {"role": None, "cue": "said", "kind": "direct", "original": None} | more
    chain = (*fields.pop("chain", ()), Step("publisher", MOSCOW_TIMES))  # type: ignore[misc]
    return Statement(
        url=f"{ARTICLE_URL}#{id_}",
        speaker=speaker,
        words=words,
        language="en",
        original_language="zh" if fields["original"] else None,
        when=day(1),
        chain=chain,
        way=way(chain),
        article=SUPPORT,
        original_language_name="Chinese" if fields["original"] else None,
        **fields,  # type: ignore[arg-type]
    )


def way(chain: tuple[Step, ...]) -> tuple[Clause, ...]:
    """Tell a chain as clauses, each by what stands behind it."""
    kinds = {"via": "relay", "origin": "report", "publisher": "publisher"}
    return tuple(Clause(kinds[step.role], step.name) for step in chain)


FULLY = statement(
    "fully-supports",
    LUKASHENKO,
    "fully supports the initiative on international security you have put forward",
    role="president, Belarus",
    cue="told Xi",
    chain=(Step("via", AIDES), Step("via", AFP)),
)
MENTALITY = statement(
    "cold-war",
    XI,
    "all Cold War mentality",
    role="president, China",
    cue="called on the parties to discard",
    chain=(Step("via", READOUT), Step("via", AFP)),
    original="一切冷战思维",
)
TESTIMONY = statement(
    "testimony",
    LUKASHENKO,
    "a testimony to its peaceful foreign policy",
    role="president, Belarus",
    cue="called China’s position",
    kind="mixed",
    chain=(Step("via", AFP), Step("origin", XINHUA)),
)
LONGER = statement(
    "longer",
    entity("belarus-media", "Belarus media"),
    "much longer than planned",
    cue="reported",
    chain=(Step("via", entity("global-times", "Global Times")),),
)

INITIATIVE_CLAIM = Named("the position on the crisis", f"{ARTICLE_URL}#shares", "annotation")


def claim(id_: str, value: str, words: str, **more: object) -> ClaimRow:
    """Give a claim on what Belarus supports; `chain` is up to its publisher."""
    chain = (*more.pop("chain", ()), Step("publisher", MOSCOW_TIMES))  # type: ignore[misc]
    return ClaimRow(
        url=f"{ARTICLE_URL}#{id_}",
        claimants=(LUKASHENKO,),
        about=MEETING,
        property="what Belarus supports",
        value=value,
        status="disputed",
        words=words,
        language="en",
        chain=chain,
        way=way(chain),
        supports=(),
        verdict=None,
        article=SUPPORT,
        **more,  # type: ignore[arg-type]
    )


INITIATIVE = claim(
    "initiative",
    "an initiative on international security",
    "the initiative on international security you have put forward",
    chain=(Step("via", AIDES), Step("via", AFP)),
    contradicts=(INITIATIVE_CLAIM,),
)
POSITION = claim(
    "shares",
    "China’s position on the crisis",
    "shares and fully supports China’s position and proposal",
    chain=(Step("origin", XINHUA),),
    contradicts=(
        Named("an initiative on international security", f"{ARTICLE_URL}#initiative", "annotation"),
    ),
)
LAST_CONTACT = ClaimRow(
    url=f"{CALL.url}#last-contact",
    claimants=(CCTV,),
    about=ZELENSKY,
    property="last contact with Xi before the call",
    value="early January 2022",
    status="reported",
    words="early January 2022",
    language="en",
    chain=(
        Step("via", entity("tass", "TASS")),
        Step("publisher", entity("bbc-news", "BBC News")),
    ),
    way=(
        Clause("relay", entity("tass", "TASS")),
        Clause("publisher", entity("bbc-news", "BBC News")),
    ),
    contradicts=(),
    supports=(),
    verdict=Verdict(
        rating="plausible",
        html="<p>No later contact is on record before the invasion.</p>",
        by=DESK,
        when=day(27, "April"),
    ),
    article=CALL,
)


def value(row: ClaimRow) -> Value:
    """Give the value of one claim as that of nobody else."""
    began, *passed_on = (clause.who for clause in row.way)
    support = Support(len(passed_on), (Origin(began, tuple(passed_on)),))
    return Value(text=row.value, is_silence=False, rows=(row,), support=support)


SUPPORT_ENTRY = LedgerEntry(
    about=MEETING,
    property="what Belarus supports",
    is_contradicted=True,
    rows=(INITIATIVE, POSITION),
    values=(value(INITIATIVE), value(POSITION)),
    against=(LAST_CONTACT,),
)
CONTACT_ENTRY = LedgerEntry(
    about=ZELENSKY,
    property="last contact with Xi before the call",
    is_contradicted=False,
    rows=(LAST_CONTACT,),
    values=(value(LAST_CONTACT),),
    support=value(LAST_CONTACT).support,
)


def event(id_: str, title: str, when: When, month: str, **more: object) -> EventCard:
    """Give an event with a page of its own."""
    fields = {"year": 2023, "articles": 1} | more
    return EventCard(
        id=f"event-{id_}",
        url=f"{ROOT}events/{id_}/",
        title=title,
        when=when,
        month=month,
        **fields,  # type: ignore[arg-type]
    )


SAMARKAND = event(
    "samarkand-partnership",
    "Beijing and Minsk declare an “all-weather” partnership",
    When("September 2022", "2022-09"),
    "September 2022",
    year=2022,
    place=entity("samarkand", "Samarkand"),
    involved=(CHINA, BELARUS),
)
PUBLISHED = event(
    "position-paper-published",
    "China publishes its position on the war",
    day(24, "February"),
    "February 2023",
    place=BEIJING,
    involved=(CHINA,),
    importance=3,
    summary="Twelve points, on the anniversary of the invasion. None says how.",
    articles=3,
)
VISIT = event(
    "state-visit",
    "Lukashenko’s state visit to China",
    When("28 February to 2 March 2023"),
    "",
    involved=(LUKASHENKO,),
    importance=1,
)
READ_IN = event(
    "li-keqiang-meeting",
    "Lukashenko meets premier Li Keqiang",
    day(1),
    "March 2023",
    place=BEIJING,
    involved=(LUKASHENKO, LI_KEQIANG),
    importance=1,
)
MET = event(
    "xi-lukashenko-meeting",
    "Lukashenko and Xi meet in Beijing",
    day(1),
    "March 2023",
    place=BEIJING,
    involved=(LUKASHENKO, XI),
    importance=3,
    is_disputed=True,
    summary="Two accounts of one sentence name different things that Belarus supports.",
    articles=4,
)
MOSCOW = event(
    "xi-in-moscow",
    "Xi visits Moscow",
    When("about 20 to 22 March 2023"),
    "March 2023",
    place=entity("moscow", "Moscow"),
    involved=(XI, entity("vladimir-putin", "Vladimir Putin")),
)
CALLED = event(
    "xi-zelensky-call",
    "Xi and Zelensky speak by telephone",
    day(26, "April"),
    "April 2023",
    involved=(XI, ZELENSKY),
    importance=3,
    summary="Their first conversation since the invasion of February 2022.",
    articles=2,
)
OWN_EVENT = EventCard(
    id="event-sceptical-allies",
    url=f"{ARTICLE_URL}#event-sceptical-allies",
    title="Ukraine’s allies meet the paper with scepticism",
    when=When("end of February 2023"),
    year=2023,
    month="February 2023",
    articles=1,
)
EVENTS = (SAMARKAND, PUBLISHED, VISIT, READ_IN, MET, MOSCOW, CALLED)

REPORT = SourceCard(
    url=f"{ROOT}sources/moscow-times-afp/",
    title="Belarus leader ‘fully supports’ China’s Ukraine plan",
    type="article-newspaper",
    language="en",
    authors=("AFP",),
    publisher=MOSCOW_TIMES,
    issued=day(1),
    accessed=day(3),
    original=(
        "https://www.themoscowtimes.com/2023/03/01/"
        "belarus-leader-fully-supports-chinas-ukraine-plan-a80370"
    ),
    archived="https://web.archive.org/web/2023/https://www.themoscowtimes.com/",
    has_copy=True,
    origin=AIDES,
)
RELEASE = SourceCard(
    url=f"{ROOT}sources/aides-release/",
    title="Remarks of the president in Beijing",
    type="press-release",
    publisher=entity("presidency-of-belarus", "Presidency of Belarus"),
    issued=day(1),
    has_copy=True,
)
CHINESE_READOUT = SourceCard(
    url=f"{ROOT}sources/chinese-readout/",
    title="习近平同白俄罗斯总统卢卡申科会谈",
    type="readout",
    language="zh",
    publisher=entity("chinese-foreign-ministry", "Chinese foreign ministry"),
    issued=day(1),
)
PRESIDENCY = SourceCard(
    url=f"{ARTICLE_URL}#source-li-zhanshu",
    title="Meeting with the chairman of the Standing Committee",
    type="readout",
    publisher=entity("presidency-of-belarus", "Presidency of Belarus"),
    issued=day(1),
    original="https://president.gov.by/en/events/",
    container="Events",
)
SOURCES = (REPORT, RELEASE, CHINESE_READOUT, PRESIDENCY)

PEOPLE = (
    EntityCard(
        url=LUKASHENKO.url or "",
        name=LUKASHENKO.label,
        type="person",
        role="president, Belarus",
        count=9,
    ),
    EntityCard(url=XI.url or "", name=XI.label, type="person", role="president, China", count=8),
    EntityCard(
        url=LI_KEQIANG.url or "",
        name=LI_KEQIANG.label,
        type="person",
        role="premier, China",
        summary="Premier until 11 March 2023",
        count=3,
    ),
    EntityCard(url=BEIJING.url or "", name="Beijing", type="place", count=4),
    EntityCard(
        url=XINHUA.url or "", name="Xinhua", type="media", summary="State news agency", count=2
    ),
    EntityCard(
        url=MOSCOW_TIMES.url or "",
        name="The Moscow Times",
        type="media",
        summary="Newspaper that published AFP’s report",
        count=1,
    ),
)

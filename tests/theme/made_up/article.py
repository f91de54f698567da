"""An article with notes of every kind."""

from site_builder.writing.cards import (
    ChangedParagraph,
    Named,
    Note,
    RevisionCard,
    WordRun,
)
from site_builder.writing.views import ArticleView, Block, Byline, SourceWithPassages
from tests.theme.made_up.cards import (
    CHINESE_READOUT,
    FULLY,
    INITIATIVE,
    LONGER,
    MENTALITY,
    MET,
    OWN_EVENT,
    PEOPLE,
    POSITION,
    PRESIDENCY,
    PUBLISHED,
    READ_IN,
    RELEASE,
    REPORT,
    SAMARKAND,
    TESTIMONY,
    VISIT,
)
from tests.theme.made_up.names import (
    BEIJING,
    CALL,
    DESK,
    LUKASHENKO,
    MOSCOW_TIMES,
    PAPER,
    READOUT,
    ROOT,
    STORY,
    SUPPORT,
    XI,
    day,
)


def note(number: int, id_: str, type_: str, words: str, **more: object) -> Note:
    """Give a note of the desk."""
    fields = {"html": "", "by": DESK, "when": day(3)} | more
    return Note(
        id=id_,
        url=f"{FULLY.article.url}#{id_}",
        article=FULLY.article,
        number=number,
        type=type_,
        words=words,
        **fields,  # type: ignore[arg-type]
    )


FULLY_NOTE = note(
    1,
    "fully-supports",
    "quotation",
    FULLY.words,
    statement=FULLY,
    html="<p>The aides chose what to release; no recording is known.</p>",
)
INITIATIVE_NOTE = note(
    2,
    "initiative",
    "claim",
    INITIATIVE.words,
    claim=INITIATIVE,
    html=(
        "<p>China’s <em>Global Security Initiative</em> dates from 2022; the paper on the war is "
        "another document. Which of them is meant is not said.</p>"
    ),
)
POSITION_NOTE = note(3, "shares", "claim", POSITION.words, claim=POSITION)
MENTALITY_NOTE = note(
    4,
    "cold-war",
    "quotation",
    MENTALITY.words,
    statement=MENTALITY,
    html="<p>A readout gives what its authors want read, in their order.</p>",
)
CITATION_NOTE = note(
    5,
    "readout-cited",
    "citation",
    "A Chinese readout",
    sources=(READOUT,),
    locator="third paragraph",
    by=(),
    when=None,
)
QUESTION_NOTE = note(
    6,
    "which-industries",
    "question",
    "relevant countries",
    html="<p>Which countries are meant? The readout names none.</p>",
    topics=(Named("readouts", f"{ROOT}topics/readouts/", "topic"),),
)
ANSWERED_NOTE = note(
    7,
    "longer",
    "question",
    "much longer than planned",
    html="<p>Planned for how long?</p>",
    answer="<p>No schedule was published. The phrase is <b>Belarus media’s</b> own.</p>",
)
CORRECTION_NOTE = note(
    8,
    "premier",
    "correction",
    "premier",
    html="<p>An earlier version of this brief named Li Qiang, who took office on 11 March.</p>",
)
MENTION_NOTE = note(
    9, "premier-meant", "mention", "the premier", entity=PEOPLE[2], by=(), when=None
)
HIGHLIGHT_NOTE = note(10, "no-closed-topics", "highlight", "no closed topics", by=(), when=None)
EVENT_NOTE = note(
    11,
    "passage_sceptical-allies",
    "event",
    "met the paper with scepticism",
    event=OWN_EVENT,
    by=(),
    when=None,
)
WHOLE_NOTE = note(
    12,
    "about-this-brief",
    "note",
    "",
    html=(
        "<p>Nothing in this brief was heard by a reporter in the room. Every sentence of it came "
        "through a release, a readout or an agency; each is named where it stands.</p>"
    ),
)
NOTES = (
    FULLY_NOTE,
    INITIATIVE_NOTE,
    POSITION_NOTE,
    MENTALITY_NOTE,
    CITATION_NOTE,
    QUESTION_NOTE,
    ANSWERED_NOTE,
    CORRECTION_NOTE,
    MENTION_NOTE,
    HIGHLIGHT_NOTE,
    EVENT_NOTE,
    WHOLE_NOTE,
)


def mark(id_: str, type_: str, html: str, number: int) -> str:
    """Mark a passage as the builder does."""
    return (
        f'<mark class="passage passage-{type_}" data-annotation="{id_}" id="{id_}">{html}</mark>'
        f'<sup class="note-number" data-added>\u200a<a href="#note_{id_}">{number}</a></sup>'
    )


def mention(named: Named) -> str:
    """Link a name as the builder does."""
    return f'<a class="mention" href="{named.url}">{named.label}</a>'


FULLY_MARK = (
    '<mark class="passage passage-quotation" data-annotation="fully-supports" id="fully-supports">'
    'fully supports <mark class="passage passage-claim" data-annotation="initiative" '
    'id="initiative">the <em>initiative on international security</em> you have put forward</mark>'
    '</mark><sup class="note-number" data-added>\u200a<a href="#note_fully-supports">1</a></sup>'
    '<sup class="note-number" data-added>\u200a<a href="#note_initiative">2</a></sup>'
)
BLOCKS = (
    Block(
        f"<p>{mention(LUKASHENKO)} had come for three days, and on the second he had what he came "
        f"for. Received by {mention(XI)} in {mention(BEIJING)}, the president of Belarus said that "
        f"his country “{FULLY_MARK}”. The words were released by his aides.</p>\n",
        (FULLY_NOTE, INITIATIVE_NOTE),
    ),
    Block(
        "<p>Whoever read another report of the same meeting that evening read something else. "
        "There is a difference between a paper on one war and an initiative on the security of "
        "everybody, and the sentence as it was released names the second.</p>\n",
        (),
    ),
    Block(
        f"<p>After Xinhua, Belarus “{mark('shares', 'claim', POSITION.words, 3)}” for a political "
        "settlement of the crisis. One meeting, one speaker, one sentence: two objects.</p>\n",
        (POSITION_NOTE,),
    ),
    Block('<h2 id="what-xi-said">What Xi said, and who says so</h2>\n', ()),
    Block(
        f"<p>{mark('readout-cited', 'citation', 'A Chinese readout', 5)} has him call on the "
        f"parties to discard “{mark('cold-war', 'quotation', 'all Cold War mentality', 4)}” and "
        "to build a “balanced, effective and sustainable European security architecture”. It adds "
        f"that {mark('which-industries', 'question', 'relevant countries', 6)} should stop "
        "turning the world economy into a political instrument.</p>\n",
        (MENTALITY_NOTE, CITATION_NOTE, QUESTION_NOTE),
    ),
    Block(
        "<blockquote>\n<p>A readout is a report of a conversation by one of those who held it. It "
        "is written to be quoted.</p>\n</blockquote>\n",
        (),
    ),
    Block(
        "<ul>\n<li>The aides’ release: an <em>initiative on international security</em>.</li>\n"
        "<li>The report after Xinhua: the <em>position on the crisis</em>.</li>\n"
        "<li>Neither says that the other is wrong.</li>\n</ul>\n",
        (),
    ),
    Block(
        "<table>\n<thead><tr><th>Words</th><th>Released by</th><th>Printed by</th></tr></thead>\n"
        "<tbody><tr><td>“fully supports the initiative”</td><td>aides</td><td>AFP</td></tr>\n"
        "<tr><td>“shares and fully supports”</td><td>Xinhua</td><td>others</td></tr></tbody>\n"
        "</table>\n",
        (),
    ),
    Block(
        "<p>The talks went on “"
        + mark("longer", "question", "much longer than planned", 7)
        + f'”, Belarus media say.<sup id="fnref-1" data-added><a href="#fn-1">a</a></sup> '
        f"Earlier that day {mark('premier-meant', 'mention', 'the premier', 9)} had received the "
        f"guest; {mark('premier', 'correction', 'Li Keqiang', 8)} was heard to say that the "
        "meeting with Xi would help to plan what comes next. Minsk’s own readout says that the "
        f"two have {mark('no-closed-topics', 'highlight', 'no closed topics', 10)} for "
        "cooperation.</p>\n",
        (ANSWERED_NOTE, CORRECTION_NOTE, MENTION_NOTE, HIGHLIGHT_NOTE),
    ),
    Block(
        "<p>Western countries had criticised China for not condemning the invasion. "
        f"Ukraine’s allies {mark(EVENT_NOTE.id, 'event', 'met the paper with scepticism', 11)}"
        ", while Russia acknowledged it and said that the conditions for peace were not in place "
        '“at the moment”. A <mark class="highlight">plan that names no mechanism</mark> asks '
        'little of anybody; see <a href="/mediation/articles/twelve-points-and-no-how/">what it '
        "says</a>.</p>\n",
        (EVENT_NOTE,),
    ),
    Block(
        '<div class="highlight"><pre><code><span class="nt">exact</span><span class="p">:</span> '
        '<span class="s">fully supports the initiative</span>\n<span class="nt">via</span>'
        '<span class="p">:</span> <span class="p">[</span>aides-release<span class="p">,</span> '
        'afp<span class="p">]</span>  <span class="c1"># nearest to the speaker first</span>\n'
        "</code></pre></div>\n",
        (),
    ),
    Block(
        "<p>What remains is what can be said with certainty: that they met, that he supports, and "
        "that it suits both capitals not to say too exactly what.</p>\n",
        (),
    ),
)
FOOTNOTES = (
    '<ol>\n<li id="fn-1"><p>Global Times, 1 March 2023. <a class="footnote-backref" '
    'href="#fnref-1" aria-label="Back to the text">↩</a></p></li>\n</ol>'
)

REVISION = RevisionCard(
    id="2023-03-01",
    before=day(1),
    after=day(2),
    source=REPORT.original,
    archived=None,
    paragraphs=(
        ChangedParagraph(
            (
                WordRun("left out", ""),
                WordRun("kept", " supports the "),
                WordRun("removed", "position "),
                WordRun("added", "initiative "),
                WordRun("kept", "of China."),
            )
        ),
    ),
    passages=(Named("fully supports", "#fully-supports", "passage", "en"),),
)

ARTICLE = ArticleView(
    title=SUPPORT.title,
    language="en",
    direction="ltr",
    summary=SUPPORT.summary,
    byline=Byline(
        authors=("AFP",),
        publisher=MOSCOW_TIMES,
        published=day(1),
        updated=day(2),
        retrieved=day(3),
        original=REPORT.original,
        archived=REPORT.archived,
    ),
    image=None,
    minutes=3,
    is_excerpt=False,
    blocks=BLOCKS,
    footnotes=FOOTNOTES,
    whole=(WHOLE_NOTE,),
    notes=NOTES,
    statements=(FULLY, MENTALITY, TESTIMONY, LONGER),
    entities=PEOPLE,
    timeline=(SAMARKAND, PUBLISHED, OWN_EVENT, VISIT, READ_IN, MET),
    sources=(
        SourceWithPassages(REPORT, (FULLY_NOTE, INITIATIVE_NOTE), None),
        SourceWithPassages(RELEASE, (FULLY_NOTE,), None),
        SourceWithPassages(CHINESE_READOUT, (MENTALITY_NOTE, CITATION_NOTE), None),
        SourceWithPassages(PRESIDENCY, (), "source-li-zhanshu"),
    ),
    stories=(STORY,),
    topics=(
        Named("readouts", f"{ROOT}topics/readouts/", "topic"),
        Named("Belarus and China", f"{ROOT}topics/belarus-and-china/", "topic"),
    ),
    backlinks=(CALL, PAPER),
    linked_from=(STORY, Named("How to read a chain", f"{ROOT}reading-a-chain/", "page")),
    revisions=(REVISION,),
)

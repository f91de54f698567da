"""Clips of every kind become the articles that stand beside them, and no word is lost untold."""

import re
from collections import Counter
from datetime import UTC
from pathlib import Path

import pytest

from site_builder.desk.clip import read_file
from site_builder.desk.clipping.clip import Clip
from site_builder.desk.clipping.decoding import decode_clip
from site_builder.desk.clipping.front_matter import read_front_matter
from site_builder.desk.clipping.layout import write_article
from site_builder.reading.article import read_article
from site_builder.reading.prose import Renderer
from site_builder.reading.tools import Options, make_tools

SAMPLES = Path(__file__).parent / "samples"
MARKDOWN = sorted(SAMPLES.glob("*.md"))
PAGES = sorted(SAMPLES.glob("*.html"))
OPTIONS = Options(timezone="UTC", raw_html="sanitize", unknown_keys="error", drafts=True)
WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[\\w\u0900-\u097f]+")
UNSEEN = re.compile("[\u200b\u202a-\u202e\x07]")


def name_of(path: Path) -> str:
    return path.name


def words(markdown: str) -> Counter[str]:
    """Count the words that a reader sees; a sign is a word where no blanks part them."""
    html = Renderer("sanitize").render(markdown, path="", line=1, name="words")[0].html
    return Counter(WORD.findall(re.sub("<[^>]+>|&[a-z]+;", " ", html)))


def told_of(clip: Clip) -> list[str]:
    pieces = (
        ("taken", clip.taken),
        ("left out", clip.dropped),
        ("not recognised", clip.unknown),
    )
    told = [f"{what}: {t.what}: {' '.join(t.text.split())}" for what, all_ in pieces for t in all_]
    return [*told, *(f"joined: {seam}" for seam in clip.joined)]


def test_there_are_samples_of_many_kinds() -> None:
    assert len(MARKDOWN) + len(PAGES) >= 40


@pytest.mark.parametrize("path", [*MARKDOWN, *PAGES], ids=name_of)
def test_a_clip_becomes_the_article_beside_it(path: Path) -> None:
    article, _, told = path.with_suffix(".expected").read_text(encoding="utf-8").partition("%%%\n")

    clip = read_file(path, UTC)

    assert write_article(clip) == article
    assert told_of(clip) == told.splitlines()


@pytest.mark.parametrize("path", MARKDOWN, ids=name_of)
def test_every_word_of_a_clip_stands_in_the_text_or_is_told(path: Path) -> None:
    text = UNSEEN.sub("", decode_clip(path.read_bytes())).replace("\r\n", "\n")
    matter, body = read_front_matter(text)

    clip = read_file(path, UTC)

    above = len(matter.taken)
    gone = [told.text for told in clip.taken[above:]]
    gone += [told.text for told in clip.dropped[len(matter.dropped) :] if _is_of_text(told.what)]
    said = words(clip.body) + sum((words(piece) for piece in gone), Counter[str]())
    assert words(_as_obsidian_reads(body)) == said


def _is_of_text(what: str) -> bool:
    """Tell whether a piece was to be read: addresses and what hides in tags are not."""
    return not re.match("a link|a picture|a comment|<|.* of <|signs that", what)


def _as_obsidian_reads(body: str) -> str:
    """Give Markdown the meaning that its author knew where this project's differs.

    Definitions of words, lists of attributes and links to notes of one's own are texts to him,
    and of a picture he sees its description.
    """
    body = re.sub(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", body)
    body = re.sub(r"!\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", body)
    body = re.sub(r"<img[^>]*alt=\"([^\"]*)\"[^>]*>", r"\1", body)
    body = re.sub(r"(?m)^\*\[", r"\\*[", body)
    body = re.sub(r"\[[^\]]*\]: javascript\S*", "", body)
    body = re.sub(r"<(javascript:[^>]*)>", r"\1", body)
    return re.sub(r"(?<!\\)\{(?=[:.b])", r"\\{", body)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_word_of_a_page_stands_in_the_article_or_is_told(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    body = re.sub(r"(?s)<head>.*?</head>|<(script|style|iframe)\b.*?</\1>|<[^>]+>", " ", page)

    clip = read_file(path, UTC)

    pieces = [clip.matter.title, *clip.matter.authors, *(told.text for told in clip.dropped)]
    told = Counter(WORD.findall(" ".join(pieces)))
    lost = Counter(WORD.findall(_decoded(body))) - words(clip.body) - told
    assert lost == Counter()


def _decoded(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@pytest.mark.parametrize("path", [*MARKDOWN, *PAGES], ids=name_of)
def test_an_imported_article_is_read_without_a_problem(path: Path) -> None:
    content = write_article(read_file(path, UTC)).encode()

    reading = read_article(content, f"content/articles/{path.stem}.md", make_tools(OPTIONS))

    assert reading.problems == ()
    assert reading.article is not None
    assert reading.article.fields.display == "excerpt"


@pytest.mark.parametrize("path", MARKDOWN, ids=name_of)
def test_an_imported_article_keeps_its_text_when_it_is_imported_again(path: Path) -> None:
    clip = read_file(path, UTC)

    again = read_front_matter(write_article(clip))

    assert again[1].strip("\n") == clip.body.strip("\n")
    assert again[0].matter.title == clip.matter.title
    assert again[0].matter.source == clip.matter.source

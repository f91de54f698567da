"""Another language is another file of words: Chinese, which puts no blanks between them."""

import pytest

from site_builder.desk.suggesting.find import Knowledge, Reader, Told
from site_builder.desk.suggesting.found import Suggestions
from site_builder.desk.suggesting.language import read_language
from site_builder.desk.suggesting.links import Shelf
from site_builder.reading.folding import fold, readable
from tests.desk.suggesting.telling import WEDNESDAY


def tell(text: str) -> Suggestions:
    """Suggest what may be added to a Chinese article of 1 March 2023."""
    names = {"liu-mei": ("刘梅",), "wire": ("北方社",), "weibo": ("微博",)}
    types = {"liu-mei": "person", "wire": "media", "weibo": "product"}
    knowledge = Knowledge(names, types, {}, {}, Shelf({}, lambda _: False), {})
    html = f"<p>{text}</p>"
    reader = Reader(fold(readable(html)), html, Told(WEDNESDAY), knowledge)
    return reader.suggest(read_language("zh-Hans"))


@pytest.mark.parametrize(
    ("text", "words", "speaker", "kind"),
    [
        ("刘梅说：“我们准备好了。”", "我们准备好了。", "liu-mei", "direct"),
        ("“我们准备好了”，刘梅说。", "我们准备好了", "liu-mei", "direct"),
        ("刘梅在微博上说，码头很安全。", "码头很安全", "liu-mei", "indirect"),
        ("刘梅来了。她表示，码头“很安全”。", "码头“很安全”", "liu-mei", "mixed"),
        ("北方社称，码头很安全。", "码头很安全", "wire", "indirect"),
    ],
)
def test_a_chinese_quotation_has_its_speaker(
    text: str, words: str, speaker: str, kind: str
) -> None:
    (found,) = (item for item in tell(text).annotations if not isinstance(item, str))

    assert (found["exact"], found["speaker"], found["kind"]) == (words, speaker, kind)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("码头2022年9月3日开放。", "2022-09-03"),
        ("码头2月28日开放。", "2023-02-28"),
        ("码头2022年1月初开放。", "2022-01"),
        ("码头2月20日至22日开放。", "2023-02-20/2023-02-22"),
    ],
)
def test_a_chinese_date_is_as_exact_as_its_words(text: str, date: str) -> None:
    (found,) = (item for item in tell(text).events if not isinstance(item, str))

    assert found["date"] == date

"""An article's file says what the clip said, whatever signs that holds."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.desk.clipping.clip import read_clip
from site_builder.desk.clipping.layout import write_annotations, write_article
from site_builder.desk.clipping.parts import Clip, Marked, Matter
from site_builder.reading.article import read_article
from site_builder.reading.characters import CONTROL
from site_builder.reading.frontmatter import Scalar, Sequence, parse_document
from site_builder.reading.tools import Options, make_tools

texts = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
    .map(lambda text: " ".join(CONTROL.sub("", text).split()))
    .filter(bool)
) | st.sampled_from(
    (
        *(
            "yes",
            "null",
            "010",
            "12:30",
            "a: b",
            "a #b",
            "- a",
            "[a]",
            "{a}",
            "*a",
            "&a",
            "!a",
            "|",
        ),
        *("'a'", '"a"', "a\\b", "@a", "%a", "`a`", "a, b", "2023-03-01", "---", "...", "?", "# a"),
        *("a:", "="),
    )
)


def value_of(file: str, key: str) -> list[str]:
    for name, node in parse_document(file.encode(), "a.md").matter.entries:
        if name.text == key:
            nodes = node.items if isinstance(node, Sequence) else (node,)
            return [each.text for each in nodes if isinstance(each, Scalar)]
    return []


@given(texts, st.lists(texts, max_size=3, unique=True))
def test_every_text_comes_back_from_front_matter_as_it_was(title: str, topics: list[str]) -> None:
    clip = Clip(matter=Matter(title=title, summary=title, topics=tuple(topics)), body="A.\n")

    file = write_article(clip)

    assert value_of(file, "title") == [title]
    assert value_of(file, "summary") == [title]
    assert value_of(file, "topics") == topics
    assert parse_document(file.encode(), "a.md").problems == ()


@given(texts, st.lists(texts, min_size=1, max_size=3).map("\n".join))
def test_every_remark_comes_back_as_it_was(exact: str, body: str) -> None:
    file = f"---\n{write_annotations((Marked(exact=exact, body=body),))}---\n"

    ((_, annotations),) = parse_document(file.encode(), "a.md").matter.entries

    assert isinstance(annotations, Sequence)
    (annotation,) = annotations.items
    values = {key.text: value for key, value in annotation.entries}  # type: ignore[union-attr]
    assert values["exact"].text == exact  # type: ignore[union-attr]
    assert values["body"].text.rstrip("\n") == body  # type: ignore[union-attr]


def test_keys_stand_in_the_order_of_the_documentation() -> None:
    matter = Matter(
        title="T",
        published="2023-03-01",
        updated="2023-03-02",
        authors=("A",),
        publisher="P",
        source="https://example.org/",
        archived="https://archive.example.org/",
        retrieved="2023-03-03",
        language="en",
        summary="S",
        topics=("t",),
        extra=(("k", "v"),),
    )

    file = write_article(Clip(matter=matter, body="B.\n", marks=(Marked(exact="B"),)))

    keys = [key.text for key, _ in parse_document(file.encode(), "a.md").matter.entries]
    assert keys == [
        *("title", "published", "updated", "author", "publisher", "source", "archived"),
        *("retrieved", "language", "summary", "display", "topics", "annotations", "extra"),
    ]


@given(st.text(st.sampled_from("ab #*=_[]()!<>`\\\n-:|&;{}1.~^\"'"), max_size=80))
def test_any_clip_becomes_an_article_without_a_problem(text: str) -> None:
    clip = read_clip(f"# Title\n\n{text}", UTC)
    options = Options(timezone="UTC", raw_html="sanitize", unknown_keys="error", drafts=False)

    file = write_article(clip).encode()

    problems = read_article(file, "content/articles/a.md", make_tools(options)).problems
    # Whoever highlights half a word is told so by `check`.
    assert {problem.code for problem in problems} <= {"quote-inside-word"}


@pytest.mark.parametrize("title", ["A title", "Заголовок", "标题", "عنوان"])
def test_a_plain_title_is_written_without_quotation_marks(title: str) -> None:
    file = write_article(Clip(matter=Matter(title=title), body="B.\n"))

    assert f"title: {title}\n" in file

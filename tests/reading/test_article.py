"""An article's file becomes its record and its text, or problems, and never a traceback."""

from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.problems import Problem
from site_builder.model.text import Topic
from site_builder.reading.article import ArticleReading, read_article
from tests.small_site import document, tools_for

PATH = "content/articles/2023/summit.md"

MATTER = st.lists(
    st.sampled_from(
        [
            "title: A",
            "title: [a, b]",
            "published: 2023-03",
            "slug: other",
            "slug: A B",
            "display: excerpt",
            "entities: [xi, '']",
            "events: [{date: 2023, title: T}, visit, 3]",
            "sources: [{type: report, title: S}, readout]",
            "annotations: [{type: note, body: B}, {type: highlight, exact: came}, x]",
            "image: {src: a.png, alt: A}",
            "extra: {a: [b]}",
            "nonsense: 1",
            "title: A",
            ": :",
            "\t",
        ]
    ),
    max_size=6,
).map("\n".join)
BODIES = st.text("came [](){}<>*_#`~!|:^=&\n 中", max_size=40)


def _read(text: str, path: str = PATH) -> ArticleReading:
    return read_article(document(text), path, tools_for())


@given(MATTER, BODIES)
def test_any_file_is_read_or_its_faults_are_told(matter: str, body: str) -> None:
    content = f"---\n{matter}\n---\n{body}".encode()

    reading = read_article(content, PATH, tools_for())

    assert reading.article is not None or reading.problems
    assert all(_is_within(problem, content.decode()) for problem in reading.problems)
    if reading.article is not None:
        assert reading.article.path == PATH
        assert reading.written is not None


def _is_within(problem: Problem, text: str) -> bool:
    lines = text.split("\n")
    return problem.path == PATH and 1 <= problem.line <= len(lines) and problem.column >= 1


def test_a_slug_is_the_files_stem_unless_it_is_given() -> None:
    by_stem, by_key = _read("title: A"), _read("title: A\nslug: talks")

    assert by_stem.article is not None
    assert by_stem.article.slug == "summit"
    assert by_key.article is not None
    assert by_key.article.slug == "talks"


def test_a_file_whose_name_is_no_id_needs_a_slug() -> None:
    named = _read("title: A", "content/articles/My Summit.md")
    given_one = _read("title: A\nslug: summit", "content/articles/My Summit.md")

    assert [problem.code for problem in named.problems] == ["bad-id"]
    assert "my-summit" in named.problems[0].hint
    assert given_one.problems == ()


def test_every_key_of_clippers_is_understood() -> None:
    reading = _read(
        """
        title: "Xi: talks"
        url: https://example.org/a
        author:
          - "[[A. Writer]]"
        date: 2023-03-01
        clipped: 2023-03-02
        description: They met.
        lang: no
        tags:
          - clippings
        site: Xinhua
        """
    )

    assert reading.problems == ()
    assert reading.article is not None
    fields = reading.article.fields
    assert (fields.source, fields.authors) == ("https://example.org/a", ("A. Writer",))
    assert fields.published is not None
    assert fields.retrieved is not None
    assert (fields.summary, fields.language) == ("They met.", "no")
    assert fields.topics == (Topic("clippings"),)
    assert fields.publisher is not None
    assert fields.publisher.text == "Xinhua"


def test_the_record_says_what_the_text_points_to() -> None:
    reading = _read(
        """
        title: A
        ---
        ## Talks

        See [Xi](entity:xi), [[minsk]] and ![a map](map.png). Five words more to count.
        """
    )

    article = reading.article
    assert article is not None
    assert [(link.target, link.line) for link in article.links] == [
        ("entity:xi", 7),
        ("any:minsk", 7),
    ]
    assert [heading.id for heading in article.headings] == ["talks"]
    assert [image.target for image in article.images] == ["map.png"]
    assert article.words == len(reading.prose.text.split())


def test_faults_of_front_matter_text_and_passages_are_told_together() -> None:
    reading = _read(
        """
        title: A
        published: tomorrow
        annotations:
          - type: highlight
            exact: nowhere
        ---
        <script>alert(1)</script>
        """
    )

    assert sorted(problem.code for problem in reading.problems) == [
        "bad-date",
        "quote-not-found",
        "unsafe-html",
    ]


def test_an_article_without_a_title_is_read_so_that_its_other_faults_are_told() -> None:
    reading = _read("published: tomorrow\nannotations: {type: highlight, exact: nowhere}")

    assert reading.article is not None
    assert {problem.code for problem in reading.problems} == {
        "missing-field",
        "bad-date",
        "quote-not-found",
    }

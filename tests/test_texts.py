"""The interface speaks the language of its site, and a site can add to that."""

from pathlib import Path

import pytest

from site_builder.model.problems import ProblemsFound
from site_builder.model.texts import Texts
from site_builder.texts import find_texts
from site_builder.writing.assets import ThemeFolder

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n{more}\n'
RUSSIAN = HEADER.format(
    more='"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 '
    '&& (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
)
THEME = f"""{RUSSIAN}
msgid "Claims"
msgstr "Утверждения"

msgid "Sources"
msgstr "Источники"

msgid "%(n)s article"
msgid_plural "%(n)s articles"
msgstr[0] "%(n)s статья"
msgstr[1] "%(n)s статьи"
msgstr[2] "%(n)s статей"
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[ThemeFolder, ThemeFolder]:
    """Make a theme that speaks Russian, and a site's own folder that is empty."""
    own, theme = tmp_path / "own", tmp_path / "theme"
    for folder in (own, theme):
        (folder / "locale").mkdir(parents=True)
    (theme / "locale" / "ru.po").write_text(THEME, encoding="utf-8")
    return ThemeFolder(own, "templates/"), ThemeFolder(theme, "theme:")


def own_file(folders: tuple[ThemeFolder, ThemeFolder], name: str, text: str) -> None:
    """Write a catalogue of the site's own."""
    (folders[0].path / "locale" / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("language", ["ru", "ru-BY"])
def test_a_language_is_spoken_wherever_it_is(
    language: str, folders: tuple[ThemeFolder, ThemeFolder], tmp_path: Path
) -> None:
    texts = find_texts(tmp_path, language, folders)

    assert texts.gettext("Claims") == "Утверждения"


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "статей"), (1, "статья"), (2, "статьи"), (5, "статей"), (11, "статей"), (21, "статья")],
)
def test_things_are_counted_as_the_language_counts_them(
    n: int, said: str, folders: tuple[ThemeFolder, ThemeFolder], tmp_path: Path
) -> None:
    texts = find_texts(tmp_path, "ru", folders)

    assert texts.ngettext("%(n)s article", "%(n)s articles", n) == f"%(n)s {said}"


def test_what_nobody_translated_is_english(
    folders: tuple[ThemeFolder, ThemeFolder], tmp_path: Path
) -> None:
    texts = find_texts(tmp_path, "ru", folders)

    assert texts.gettext("Timeline") == "Timeline"
    assert texts.ngettext("%(n)s claim", "%(n)s claims", 2) == "%(n)s claims"
    assert find_texts(tmp_path, "is", folders) == Texts()


def test_a_site_says_single_texts_in_its_own_words(
    folders: tuple[ThemeFolder, ThemeFolder], tmp_path: Path
) -> None:
    own_file(folders, "ru.po", f'{RUSSIAN}\nmsgid "Claims"\nmsgstr "Кто что говорит"\n')

    texts = find_texts(tmp_path, "ru", folders)

    assert texts.gettext("Claims") == "Кто что говорит"
    assert texts.gettext("Sources") == "Источники"


def test_a_site_adds_a_language(folders: tuple[ThemeFolder, ThemeFolder], tmp_path: Path) -> None:
    own_file(folders, "is.po", HEADER.format(more="") + 'msgid "Claims"\nmsgstr "Fullyrðingar"\n')

    assert find_texts(tmp_path, "is", folders).gettext("Claims") == "Fullyrðingar"


def test_what_was_read_once_is_known_until_it_changes(
    folders: tuple[ThemeFolder, ThemeFolder], tmp_path: Path
) -> None:
    first = find_texts(tmp_path, "ru", folders)
    again = find_texts(tmp_path, "ru", folders)
    own_file(folders, "ru.po", f'{RUSSIAN}\nmsgid "Sources"\nmsgstr "Откуда"\n')

    changed = find_texts(tmp_path, "ru", folders)

    assert again == first
    assert changed.gettext("Sources") == "Откуда"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('msgid "Claims"\nutverždenija\n', 6, "cannot be read"),
        ('msgid "From %(who)s"\nmsgstr "От %(whom)s"\n', 5, "has other placeholders"),
        ('msgid "From %(who)s"\nmsgstr "От кого-то"\n', 5, "has other placeholders"),
    ],
)
def test_a_catalogue_that_cannot_be_used_is_told_with_its_line(
    text: str, line: int, said: str, folders: tuple[ThemeFolder, ThemeFolder], tmp_path: Path
) -> None:
    own_file(folders, "ru.po", HEADER.format(more="") + text)

    with pytest.raises(ProblemsFound) as found:
        find_texts(tmp_path, "ru", folders)

    (problem,) = found.value.problems
    assert (problem.path, problem.line) == ("templates/locale/ru.po", line)
    assert said in problem.message


def test_a_fuzzy_translation_is_none(
    folders: tuple[ThemeFolder, ThemeFolder], tmp_path: Path
) -> None:
    own_file(folders, "is.po", HEADER.format(more="") + '#, fuzzy\nmsgid "Claims"\nmsgstr "?"\n')

    assert find_texts(tmp_path, "is", folders).gettext("Claims") == "Claims"


def test_a_text_that_is_counted_elsewhere_is_of_one_thing(
    folders: tuple[ThemeFolder, ThemeFolder], tmp_path: Path
) -> None:
    assert find_texts(tmp_path, "ru", folders).gettext("%(n)s article") == "%(n)s статья"

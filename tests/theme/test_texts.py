"""Every text of the interface is in every catalogue, whole and with its placeholders."""

import re

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from tests.theme.texts import TEMPLATE, catalogues, template

LANGUAGES = {"ar", "be", "de", "es", "fr", "ru", "uk", "zh"}
CATALOGUES = catalogues()
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def ids_of(catalogue: Catalog) -> set[str | tuple[str, ...]]:
    """Give the texts that a catalogue is for."""
    return {_id_of(message) for message in catalogue if message.id}


def _id_of(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def strings_of(message: Message) -> tuple[str, ...]:
    """Give the translations of a text, one for each plural form."""
    string = message.string
    return (string or "",) if string is None or isinstance(string, str) else tuple(string)


def test_there_is_a_catalogue_for_each_language() -> None:
    assert CATALOGUES.keys() == LANGUAGES


def test_the_template_has_the_texts_of_templates_and_modules() -> None:
    with TEMPLATE.open("rb") as file:
        assert ids_of(read_po(file)) == ids_of(template())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_text_is_translated(language: str) -> None:
    catalogue = CATALOGUES[language]

    lacking = [message.id for message in catalogue if message.id and not all(strings_of(message))]

    assert ids_of(catalogue) == ids_of(template())
    assert lacking == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_translations_keep_their_placeholders(language: str) -> None:
    for message in CATALOGUES[language]:
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        known = {word for id_ in ids for word in PLACEHOLDER.findall(id_)}
        for string in strings_of(message):
            given = set(PLACEHOLDER.findall(string))
            assert given <= known, message.id
            assert len(ids) > 1 or given == known, message.id


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_things_are_counted_in_as_many_ways_as_the_language_has(language: str) -> None:
    catalogue = CATALOGUES[language]

    counted = [message for message in catalogue if isinstance(message.id, tuple | list)]

    assert counted
    assert {len(strings_of(message)) for message in counted} == {catalogue.num_plurals}

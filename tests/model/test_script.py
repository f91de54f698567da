"""A text runs as its script does, which its language tag says or its language implies."""

import pytest

from site_builder.model.script import direction


@pytest.mark.parametrize(
    "tag",
    ["ar", "he", "he-IL", "fa-AF", "ur", "yi", "ckb", "az-Arab", "pa-arab-PK", "AR", "uz-Arab"],
)
def test_from_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize(
    "tag",
    ["en", "be", "ru-RU", "zh-Hans", "zh", "az", "ar-Latn", "ku-Latn-TR", "de-1901", "mn-Mong"],
)
def test_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"

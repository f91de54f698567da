"""A long list is cut into pages of a hundred, each of its items on one of them."""

from hypothesis import given
from hypothesis import strategies as st

from site_builder.writing.paging import LENGTH, page_path, pager, pages_of, slice_of

TOTALS = st.integers(0, 5 * LENGTH) | st.sampled_from([0, 1, 99, 100, 101, 199, 200, 201])


@given(TOTALS)
def test_every_item_is_on_one_page(total: int) -> None:
    items = list(range(total))

    pages = [slice_of(items, number) for number in pages_of(total)]

    assert [item for page in pages for item in page] == items
    assert all(len(page) == LENGTH for page in pages[:-1])
    assert len(pages[-1]) <= LENGTH
    assert pages[-1] or total == 0


def test_a_hundred_items_are_one_page_and_one_more_makes_two() -> None:
    assert list(pages_of(0)) == [1]
    assert list(pages_of(100)) == [1]
    assert list(pages_of(101)) == [1, 2]
    assert list(pages_of(200)) == [1, 2]


@given(TOTALS)
def test_every_page_has_a_path_of_its_own_below_the_list(total: int) -> None:
    paths = [page_path("/topics/peace/", number) for number in pages_of(total)]

    assert len(set(paths)) == len(paths)
    assert paths[0] == "/topics/peace/"
    assert all(path.startswith("/topics/peace/") and path.endswith("/") for path in paths)


@given(TOTALS, st.data())
def test_a_page_leads_to_the_others_and_not_to_itself(total: int, data: st.DataObject) -> None:
    numbers = pages_of(total)
    number = data.draw(st.sampled_from(numbers))

    made = pager("/a/", number, total, address=lambda path: f"/root{path}")

    def address(other: int) -> str:
        return f"/root{page_path('/a/', other)}"

    assert (made.number, made.total) == (number, len(numbers))
    assert made.previous == (address(number - 1) if number > 1 else None)
    assert made.next == (address(number + 1) if number < len(numbers) else None)
    assert [(page.label, page.url) for page in made.pages] == [
        (str(other), None if other == number else address(other)) for other in numbers
    ]

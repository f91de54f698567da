"""Long lists to pages of a hundred."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from site_builder.writing.cards import Named
from site_builder.writing.views import Pager

LENGTH = 100
"""Items a page of a list shows."""

T = TypeVar("T")


def pages_of(total: int) -> range:
    """Give the numbers of a list's pages, from 1; an empty list has one."""
    return range(1, max(1, -(-total // LENGTH)) + 1)


def page_path(path: str, number: int) -> str:
    """Give the path of a page of a list whose first page is at `path`."""
    return path if number == 1 else f"{path}page/{number}/"


def slice_of(items: Sequence[T], number: int) -> Sequence[T]:
    """Cut out the items of one page."""
    return items[(number - 1) * LENGTH : number * LENGTH]


def pager(path: str, number: int, total: int, *, address: Callable[[str], str]) -> Pager:
    """Tell where a page of a list stands among the others."""
    numbers = pages_of(total)

    def link(other: int) -> str | None:
        is_other = other in numbers and other != number
        return address(page_path(path, other)) if is_other else None

    return Pager(
        number=number,
        total=len(numbers),
        previous=link(number - 1),
        next=link(number + 1),
        pages=tuple(Named(str(other), link(other)) for other in numbers),
    )

"""Values that are stored elsewhere to a mapping that fetches each when it is asked for."""

from collections.abc import (
    Callable,
    Collection,
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    ValuesView,
)
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

Fetch = Callable[[Collection[Key]], Mapping[Key, Value]]
"""Gives the values of some keys, as far as there are such."""


class Pieces(Mapping[Key, Value], Generic[Key, Value]):
    """A mapping of whose values only those are at hand that were asked for, or put in place."""

    def __init__(self, keys: Callable[[], Iterable[Key]], fetch: Fetch[Key, Value]) -> None:
        self._list_keys = keys
        self._keys: dict[Key, None] | None = None
        self._fetch = fetch
        self._fetched: dict[Key, Value] = {}
        self._put: Mapping[Key, Value] = {}
        self._gone: frozenset[Key] = frozenset()

    def __getitem__(self, key: Key) -> Value:
        """Give the value of a key."""
        if key in self._put:
            return self._put[key]
        if key not in self._fetched and key not in self._gone:
            self._fetched |= self._fetch((key,))
        if key in self._gone:
            raise KeyError(key)
        return self._fetched[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether a key is there, without its value."""
        return key in self._all_keys()

    def __iter__(self) -> Iterator[Key]:
        """Go through the keys alone."""
        return iter(self._all_keys())

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._all_keys())

    def values(self) -> ValuesView[Value]:
        """Give all values; those that are not at hand are fetched together."""
        return self.fetch(self).values()

    def items(self) -> ItemsView[Key, Value]:
        """Give all keys with their values; those that are not at hand are fetched together."""
        return self.fetch(self).items()

    def fetch(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Give the values of some keys that are there, in their order."""
        keys = list(keys)
        if missing := [k for k in keys if k not in self._put and k not in self._fetched]:
            self._fetched |= self._fetch(missing)
        return {key: self._put[key] if key in self._put else self._fetched[key] for key in keys}

    def with_put(
        self, changed: Mapping[Key, Value], gone: Collection[Key] = ()
    ) -> "Pieces[Key, Value]":
        """Put values in their places, and leave some out.

        What was fetched is shared with this mapping. Keys that are new come last.
        """
        after: Pieces[Key, Value] = Pieces(self._list_keys, self._fetch)
        put = {**self._put, **changed}
        after._put = {key: value for key, value in put.items() if key not in gone}
        after._gone = (self._gone - changed.keys()).union(gone)
        after._fetched = self._fetched
        if self._keys is not None and not gone and changed.keys() <= self._keys.keys():
            after._keys = self._keys
        return after

    def differing(self, other: "Pieces[Key, Value]") -> list[Key]:
        """List the keys whose values were put otherwise in one of two that come of each other."""
        ours, theirs = self._put, other._put  # noqa: SLF001 (of its own class)
        return [key for key in {**ours, **theirs} if ours.get(key) is not theirs.get(key)]

    def comes_of(self, other: object) -> bool:
        """Tell whether what nobody has put is the same in another mapping."""
        return isinstance(other, Pieces) and other._fetched is self._fetched  # noqa: SLF001

    def _all_keys(self) -> dict[Key, None]:
        if self._keys is None:
            listed = (key for key in self._list_keys() if key not in self._gone)
            self._keys = dict.fromkeys((*listed, *self._put))
        return self._keys


def replaced(
    values: Mapping[Key, Value], changed: Mapping[Key, Value], gone: Collection[Key] = ()
) -> Mapping[Key, Value]:
    """Put values in their places, and leave some out, in the order that there was."""
    if not changed and not gone:
        return values
    if isinstance(values, Pieces):
        return values.with_put(changed, gone)
    merged = {**values, **changed}
    for key in gone:
        merged.pop(key, None)
    return merged


def differing(before: Mapping[Key, Value], after: Mapping[Key, Value]) -> list[Key]:
    """List the keys of a mapping under which another has other values, by identity."""
    if isinstance(before, Pieces) and isinstance(after, Pieces) and after.comes_of(before):
        return after.differing(before)
    return [key for key, value in after.items() if value is not before.get(key)]

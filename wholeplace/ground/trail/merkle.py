"""One tree of hashes over the whole trail, after RFC 6962 and RFC 9162. Pure.

Words: a *leaf* is one sealed event; a *node* is the hash of a whole subtree, named by its level and its place in it;
the *peaks* of a tree are its largest whole subtrees, from the left; the *root* is the hash of all. Adding to a tree
needs its peaks only, so that it takes time for what is new and not for what is there.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

Node = tuple[int, int]
"""The level of a node, and its place in the level."""

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf. It begins otherwise than that of a node, so that neither passes for the other."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node from those of its two children."""
    return sha256(b"\x01" + left + right).digest()


def peaks_of(size: int) -> tuple[Node, ...]:
    """The peaks of a tree of this size, the largest first."""
    found, begun = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            found.append((level, begun >> level))
            begun += 1 << level
    return tuple(found)


def root_of(peaks: Sequence[bytes]) -> bytes:
    """The root over these peaks."""
    if not peaks:
        return EMPTY
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def grown(size: int, peaks: Sequence[bytes], leaves: Iterable[bytes]) -> tuple[list[bytes], dict[Node, bytes]]:
    """The peaks once these leaves are added to a tree of this size, and every node above a leaf that became whole."""
    now, whole = list(peaks), {}
    for place, leaf in enumerate(leaves, start=size):
        now.append(leaf)
        level = 0
        while place >> level & 1:
            level += 1
            right = now.pop()
            now[-1] = whole[level, place >> level] = node_hash(now[-1], right)
    return now, whole


def path(place: int, *, size: int, node: Callable[[Node], bytes]) -> list[bytes]:
    """What proves that the leaf at this place is in the tree of this size: the siblings on its way to the root."""
    if not 0 <= place < size:
        raise ValueError(f"A tree of {size} has no leaf at {place}.")
    return _path(place, 0, size, node)


def growth(old: int, *, size: int, node: Callable[[Node], bytes]) -> list[bytes]:
    """What proves that the tree of this size only added to the one of the old size."""
    if not 0 <= old <= size:
        raise ValueError(f"A tree of {size} did not grow from one of {old}.")
    return _growth(old, 0, size, node, True) if 0 < old < size else []


def root_at(size: int, *, node: Callable[[Node], bytes]) -> bytes:
    """The root of the tree when it had this size."""
    return root_of([node(peak) for peak in peaks_of(size)])


def _path(place: int, begun: int, size: int, node: Callable[[Node], bytes]) -> list[bytes]:
    if size == 1:
        return []
    half = _half(size)
    if place < half:
        return [*_path(place, begun, half, node), _root(begun + half, size - half, node)]
    return [*_path(place - half, begun + half, size - half, node), _root(begun, half, node)]


def _growth(old: int, begun: int, size: int, node: Callable[[Node], bytes], whole: bool) -> list[bytes]:
    if old == size:
        return [] if whole else [_root(begun, size, node)]
    half = _half(size)
    if old <= half:
        return [*_growth(old, begun, half, node, whole), _root(begun + half, size - half, node)]
    return [*_growth(old - half, begun + half, size - half, node, False), _root(begun, half, node)]


def _root(begun: int, size: int, node: Callable[[Node], bytes]) -> bytes:
    """The root of the part of the tree that begins at this leaf."""
    return root_of([node((level, (begun >> level) + place)) for level, place in peaks_of(size)])


def _half(size: int) -> int:
    """The largest power of two below this size."""
    return 1 << (size - 1).bit_length() - 1

"""How many voices there are among voice prints, and what each of them is like. Pure numpy and scipy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Prints = NDArray[np.float32]
"""Shape (windows, dimensions), each row of length 1."""


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """When two groups of voice prints are one voice.

    The measure is their likeness: the mean cosine between prints of the two groups, divided by the mean cosine
    between prints of the same group. One person's prints, split at will, have about 0.9; two people's about 0.55.
    It does not depend on the groups' sizes, as the cosine of their means does.

    Attributes:
        alike: groups at least this alike are one voice. One voice split in two stayed above 0.86 on nine real and
            read recordings, two voices at or below 0.77 on sixteen telephone calls; ten seconds of speech scatter
            down to 0.74.
        alike_side_by_side: the same where the segmentation network heard two voices within its own windows, which
            it seldom does without reason: two voices of a meeting reached 0.81.
        alike_small: the same for a small group found beside a large voice, where chance has more room.
        finer: groups per wanted voice in the search for a small one.
        smallest: windows that make a voice; fewer are a cough.
        most: windows clustered; of more, this many spread evenly. Ward's method needs memory by their square.
    """

    alike: float = 0.74
    alike_side_by_side: float = 0.83
    alike_small: float = 0.7
    finer: int = 3
    smallest: int = 2
    most: int = 2400


def tell_apart(
    prints: Prints, speakers: int, options: ClusterOptions, *, side_by_side: bool = False
) -> Prints:
    """Find the voices among voice prints.

    Ward's method (Ward, "Hierarchical grouping to optimize an objective function", JASA 1963) cuts the prints into
    as many groups as there may be speakers; groups that are alike are one voice. Where that leaves fewer voices
    than there may be, because Ward's method rather halves a large group than split off a small one, the search is
    repeated with finer groups, for a voice that says little: it must differ more.

    Args:
        prints: shape (windows, dimensions), unit rows, in order of time; at least one.
        speakers: the most voices there may be.
        options: when two groups are one voice.
        side_by_side: whether two voices were heard within a few seconds of each other by other means.

    Returns:
        Each voice's mean print, shape (voices, dimensions), unit rows; 1 ≤ voices ≤ `speakers`.
    """
    if len(prints) > options.most:
        prints = prints[np.linspace(0, len(prints) - 1, options.most).round().astype(int)]
    everyone = _Group.of(prints)
    if speakers == 1 or len(prints) < 2 * options.smallest:
        return np.stack([everyone.centre])
    tree = _ward(prints)
    alike = options.alike_side_by_side if side_by_side else options.alike
    groups = _merge(_cut(tree, prints, speakers), speakers, alike, options.smallest)
    if len(groups) < speakers:
        finer = _cut(tree, prints, options.finer * speakers)
        small = _merge(finer, speakers, options.alike_small, options.smallest)
        groups = max(groups, small, key=len)
    return np.stack([group.centre for group in groups])


@dataclass(frozen=True, slots=True)
class _Group:
    """Some prints by what likeness needs: their number and their sum."""

    count: int
    total: NDArray[np.float64]

    @classmethod
    def of(cls, prints: Prints) -> "_Group":
        return cls(len(prints), prints.sum(axis=0, dtype=np.float64))

    def __add__(self, other: "_Group") -> "_Group":
        return _Group(self.count + other.count, self.total + other.total)

    @property
    def centre(self) -> NDArray[np.float32]:
        """The mean print, of length 1."""
        return (self.total / np.linalg.norm(self.total)).astype(np.float32)

    @property
    def within(self) -> tuple[float, int]:
        """Sum of the cosines between the group's different prints, and how many pairs that is."""
        return float(self.total @ self.total) - self.count, self.count * (self.count - 1)


def _likeness(a: _Group, b: _Group) -> float:
    """Mean cosine between the groups over the mean cosine within them; 1 where neither has a pair."""
    (sum_a, pairs_a), (sum_b, pairs_b) = a.within, b.within
    pairs, total = pairs_a + pairs_b, sum_a + sum_b
    if pairs == 0 or total <= 0:
        return 1.0
    return float(a.total @ b.total) / (a.count * b.count) / (total / pairs)


def _merge(groups: list[_Group], most: int, alike: float, smallest: int) -> list[_Group]:
    """Join the most alike groups until at most `most` are left, none small, and no two alike."""
    groups = list(groups)
    while len(groups) > 1:
        pairs = [
            (_likeness(a, b), min(a.count, b.count) < smallest, i, j)
            for i, a in enumerate(groups)
            for j, b in enumerate(groups[:i])
        ]
        cough = [pair for pair in pairs if pair[1]]
        likeness, is_small, i, j = max(cough or pairs)
        if len(groups) <= most and likeness < alike and not is_small:
            break
        groups[j] += groups.pop(i)
    return groups


def _ward(prints: Prints) -> NDArray[np.float64]:
    from scipy.cluster.hierarchy import linkage

    tree: NDArray[np.float64] = linkage(prints, "ward")
    return tree


def _cut(tree: NDArray[np.float64], prints: Prints, count: int) -> list[_Group]:
    """Cut Ward's tree into at most `count` groups."""
    from scipy.cluster.hierarchy import fcluster

    labels = fcluster(tree, count, "maxclust")
    return [_Group.of(prints[labels == label]) for label in np.unique(labels)]

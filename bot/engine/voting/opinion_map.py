"""Where people stand on a map of opinions: principal components, k-means, silhouette. In the manner of Polis.

Two people who answer alike are near each other. The map has no axis with a name, and says nothing of who is right.

The only module of `voting` with floats: they place points and rank nothing. The same answers give the same map whatever
the order of ballots: rows come in sorted (`opinion`), nothing is drawn, and the sign of an axis is fixed.
"""

from collections.abc import Sequence
from math import dist, hypot, sqrt
from typing import TypeAlias

Answers: TypeAlias = Sequence[Sequence[int | None]]
"""A row a person, a column a statement: 1 agree, 0 pass, -1 disagree, None not answered."""
Point: TypeAlias = tuple[float, float]

_SWEEPS = 100
_ROUNDS = 300
_STARTS = 12
_NOTHING = 1e-12


def project(answers: Answers) -> list[Point]:
    """Place each person on the first two principal components of the answers.

    What is not answered counts as the mean answer, which pulls towards the middle whoever answered little; their
    distance from it is therefore stretched by √(statements / answers given), as Polis does.
    """
    columns = len(answers[0])
    means = []
    for column in range(columns):
        given = [value for row in answers if (value := row[column]) is not None]
        means.append(sum(given) / len(given) if given else 0.0)
    centred = [[0.0 if v is None else v - mean for v, mean in zip(row, means, strict=True)] for row in answers]
    covariance = [[sum(row[one] * row[other] for row in centred) for other in range(columns)] for one in range(columns)]
    axes = _components(covariance)
    placed = []
    for row, raw in zip(centred, answers, strict=True):
        answered = sum(value is not None for value in raw)
        stretch = sqrt(columns / answered) if answered else 0.0
        x, y = (stretch * sum(a * b for a, b in zip(row, axis, strict=True)) for axis in axes)
        placed.append((x, y))
    return placed


def _components(matrix: list[list[float]]) -> tuple[list[float], list[float]]:
    """The two eigenvectors of a symmetric matrix with the largest eigenvalues, by Jacobi's rotations.

    Each with its largest part positive, so that a map is not mirrored from one compilation to the next.
    """
    size = len(matrix)
    turned = [row[:] for row in matrix]
    vectors = [[float(row == column) for column in range(size)] for row in range(size)]
    scale = sum(abs(value) for row in matrix for value in row) or 1.0
    for _ in range(_SWEEPS):  # pragma: no branch - Jacobi needs six to ten sweeps
        for p in range(size):
            for q in range(p + 1, size):
                if abs(turned[p][q]) > _NOTHING * scale:
                    _rotate(turned, vectors, p, q)
        if all(abs(turned[p][q]) <= _NOTHING * scale for p in range(size) for q in range(p + 1, size)):
            break
    order = sorted(range(size), key=lambda n: -turned[n][n])
    found = []
    for n in order[:2]:
        axis = [row[n] for row in vectors]
        largest = max(axis, key=lambda part: round(abs(part), 9))
        found.append([part if largest > 0 else -part for part in axis])
    while len(found) < 2:
        found.append([0.0] * size)
    return found[0], found[1]


def _rotate(matrix: list[list[float]], vectors: list[list[float]], p: int, q: int) -> None:
    """Turn the plane of p and q so that nothing is left between them (Golub & Van Loan, 8.5)."""
    slope = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q])
    tangent = (1 if slope >= 0 else -1) / (abs(slope) + hypot(slope, 1))
    cosine = 1 / hypot(tangent, 1)
    sine = tangent * cosine
    for row in matrix:
        row[p], row[q] = cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]
    upper, lower = matrix[p], matrix[q]
    matrix[p] = [cosine * a - sine * b for a, b in zip(upper, lower, strict=True)]
    matrix[q] = [sine * a + cosine * b for a, b in zip(upper, lower, strict=True)]
    for row in vectors:
        row[p], row[q] = cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]


def k_means(points: Sequence[Point], groups: int) -> list[int]:
    """Which of so many groups each point is in: Lloyd's algorithm, the tightest of a few starts.

    A start is one point, then the farthest from it, then the farthest from both… Its first point is the farthest from
    the middle of all, or one of a few spread over the sorted points: no draw, so the same points always give the same
    groups.
    """
    ordered = sorted(set(points))
    middle = _centre(points)
    step = max(1, len(ordered) // _STARTS)
    starts = [max(ordered, key=lambda point: dist(point, middle)), *ordered[::step]]
    found: list[tuple[float, list[int]]] = []
    for start in starts:
        centres = [start]
        while len(centres) < groups:
            centres.append(max(ordered, key=lambda point: min(dist(point, one) for one in centres)))
        found.append(_settle(points, centres))
    # Rounded: a start is not better for a last digit.
    return min(found, key=lambda one: round(one[0], 9))[1]


def _settle(points: Sequence[Point], centres: list[Point]) -> tuple[float, list[int]]:
    """Move each centre to the middle of its group until nobody changes; also how far people are from their centres."""
    labels: list[int] = []
    for _ in range(_ROUNDS):  # pragma: no branch - Lloyd settles in a few rounds
        before = labels
        labels = [min(range(len(centres)), key=lambda n: dist(point, centres[n])) for point in points]
        if labels == before:
            break
        for n in range(len(centres)):
            members = [point for point, label in zip(points, labels, strict=True) if label == n]
            if members:
                centres[n] = _centre(members)
    return sum(dist(point, centres[label]) ** 2 for point, label in zip(points, labels, strict=True)), labels


def silhouette(points: Sequence[Point], labels: Sequence[int]) -> float:
    """How clearly groups stand apart, from -1 to 1: the mean of (nearest other group - own group) / the larger of both.

    Source: Rousseeuw, « Silhouettes », Journal of Computational and Applied Mathematics 20 (1987). A person alone in a
    group counts 0.
    """
    sizes = {label: list(labels).count(label) for label in sorted(set(labels))}
    if len(sizes) < 2:
        return 0.0
    total = 0.0
    for point, own in zip(points, labels, strict=True):
        sums = dict.fromkeys(sizes, 0.0)
        for other, label in zip(points, labels, strict=True):
            sums[label] += dist(point, other)
        if sizes[own] == 1:
            continue
        inside = sums[own] / (sizes[own] - 1)
        outside = min(sums[label] / size for label, size in sizes.items() if label != own)
        total += (outside - inside) / max(inside, outside) if max(inside, outside) else 0.0
    return total / len(points)


def outline(points: Sequence[Point]) -> list[Point]:
    """The corners of the smallest convex shape around the points, for drawing a group (Andrew's chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    halves = []
    for walk in (ordered, ordered[::-1]):
        chain: list[Point] = []
        for point in walk:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        halves.append(chain[:-1])
    return halves[0] + halves[1]


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _centre(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)

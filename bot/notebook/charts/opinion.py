"""The map of opinions: people who answer alike are near each other, as inline SVG.

One mark a person, a shape a group, a line around each, a letter and a number above it. No name, no kind of actor, no
colour that could pass for one: all marks have the same ink. Axes are not drawn, since they mean nothing that can be
said in a word. Where people stand and who is with whom is decided before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.notebook.charts import svg

_MARGIN = 26.0
_MARK = 4.2


@dataclass(frozen=True, slots=True)
class MapGroup:
    """A group: its letter, its people's places, and the corners around them."""

    letter: str
    places: tuple[tuple[float, float], ...]
    outline: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class MapWords:
    """The chart's own words, French unless told otherwise."""

    how: str = "Une marque = une personne. Plus foncée : plusieurs au même endroit. Proches : des réponses semblables."
    people: str = "groupe {letter} : {n} personnes"


def opinion_map(
    groups: Sequence[MapGroup], *, title: str, description: str, width_px: int = 360, words: MapWords | None = None
) -> str:
    """Draw everybody, and say the sizes of the groups in the text alternative.

    Raises:
        ValueError: there is no group, or more than five, which is as many as there are shapes.
    """
    said = words or MapWords()
    if not 1 <= len(groups) <= len(_SHAPES):
        raise ValueError(f"{len(groups)} groups; a map shows one to {len(_SHAPES)}")
    every = [place for group in groups for place in group.places]
    left, right = min(x for x, _ in every), max(x for x, _ in every)
    low, high = min(y for _, y in every), max(y for _, y in every)
    # One scale for both axes: distances are what the map shows.
    scale = (width_px - 2 * _MARGIN) / max(right - left, high - low, 1e-9)
    body: list[str] = []
    top = 0.0
    for line in svg.wrap(said.how, width_px, svg.SMALL_PX):
        body.append(svg.text(0, top + 12, line, size=svg.SMALL_PX, fill=svg.QUIET))
        top += 16
    top += 6

    def at(place: tuple[float, float]) -> tuple[float, float]:
        wide = (width_px - (right - left) * scale) / 2
        return wide + (place[0] - left) * scale, top + _MARGIN + (high - place[1]) * scale

    height = top + 2 * _MARGIN + (high - low) * scale
    ground = svg.rect(0.5, top + 0.5, width_px - 1, height - top - 1, "#f5f7f6", stroke=svg.LINE, radius=4)
    body.append(ground)
    for n, group in enumerate(groups):
        corners = " ".join(f"{svg.number(x)},{svg.number(y)}" for x, y in map(at, group.outline))
        body.append(
            f'<polygon points="{corners}" fill="none" stroke="{svg.QUIET}" stroke-width="22" '
            f'stroke-linejoin="round" stroke-opacity="0.12"/>'
        )
        body.append(
            f'<polygon points="{corners}" fill="{svg.QUIET}" fill-opacity="0.08" stroke="{svg.QUIET}" '
            f'stroke-width="1" stroke-dasharray="4 3" stroke-linejoin="round"/>'
        )
        body += [_SHAPES[n](*at(place)) for place in group.places]
    for group in groups:
        xs, ys = zip(*map(at, group.places), strict=True)
        label = f"{group.letter} · {len(group.places)}"
        room = svg.width_of(label, bold=True) + 8
        x, y = min(max(sum(xs) / len(xs), room / 2 + 3), width_px - room / 2 - 3), max(min(ys) - 20, top + 13)
        body.append(svg.rect(x - room / 2, y - 10, room, 20, svg.PAPER, stroke=svg.LINE, radius=4))
        body.append(svg.text(x, y + 4.5, label, bold=True, anchor="middle"))
    uid = svg.fingerprint("opinion", tuple(groups), title, description, width_px, said)
    told = [description, *(said.people.format(letter=one.letter, n=len(one.places)) + "." for one in groups)]
    return svg.frame(uid, width_px, height, title=title, told=told, body=body)


def _disc(x: float, y: float) -> str:
    return f'<circle cx="{svg.number(x)}" cy="{svg.number(y)}" r="{_MARK}" fill="{svg.INK}" fill-opacity="0.75"/>'


def _polygon(x: float, y: float, corners: Sequence[tuple[float, float]]) -> str:
    points = " ".join(f"{svg.number(x + _MARK * dx)},{svg.number(y + _MARK * dy)}" for dx, dy in corners)
    return f'<polygon points="{points}" fill="{svg.INK}" fill-opacity="0.75"/>'


def _square(x: float, y: float) -> str:
    return _polygon(x, y, ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)))


def _triangle(x: float, y: float) -> str:
    return _polygon(x, y, ((0, -1.2), (1.15, 0.9), (-1.15, 0.9)))


def _ring(x: float, y: float) -> str:
    return (
        f'<circle cx="{svg.number(x)}" cy="{svg.number(y)}" r="{_MARK - 0.8}" fill="{svg.PAPER}" '
        f'stroke="{svg.INK}" stroke-width="1.6"/>'
    )


def _diamond(x: float, y: float) -> str:
    return _polygon(x, y, ((0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)))


_SHAPES = (_disc, _ring, _triangle, _square, _diamond)
"""Told apart in black and white, the most different first."""

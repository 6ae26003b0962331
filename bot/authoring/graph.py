"""`horizons graph`: the path through a workshop as an SVG, from top to bottom.

Steps stand in the middle under their phase, gates across the path, what follows a step on its right: the next question,
a question that depends on answers, what authors are asked in private, a probe that follows a button. Every box has its
whole text as a title, for who hovers over it or listens. Not here: the words (`outline`), the breaking of lines
(`lettering`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from bot.authoring.explain import plain, unbroken
from bot.authoring.lettering import width, wrapped
from bot.authoring.outline import Asked, Outline, Part, Stage, outline
from bot.engine.script import Script

WIDTH: Final = 984
_RAIL_X: Final = 24
_STEP_X: Final = 192
_STEP_W: Final = 372
_SIDE_X: Final = 624
_SIDE_W: Final = 336
_TRUNK_X: Final = 592
_PAD: Final = 12
_TITLE: Final = 16.0
_TEXT: Final = 13.0
_SMALL: Final = 12.0
_LINE: Final = 1.35
_BOLD: Final = 1.1
"""How much wider bold text is."""

_STYLE: Final = """
text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
text { fill: #16211f; }
.title { font-weight: 700; font-size: 16px; } .text { font-size: 13px; } .small { font-size: 12px; }
.quiet { fill: #4d5856; } .brown { fill: #7a4408; } .strong { font-weight: 650; }
.head { font-size: 24px; font-weight: 750; fill: #01594f; } .center { text-anchor: middle; } .end { text-anchor: end; }
.box { fill: #eef4f2; stroke: #01594f; stroke-width: 1.5; } .side { fill: #fff; stroke: #6b7775; stroke-width: 1.2; }
.sometimes { stroke-dasharray: 7 4; } .probe { stroke-dasharray: 1.5 4; stroke-linecap: round; stroke-width: 2; }
.aside { fill: #fbf5e9; stroke: #7a4408; } .path { fill: none; stroke: #01594f; stroke-width: 2; }
.branch { fill: none; stroke: #6b7775; stroke-width: 1.2; }
.gate { stroke: #7a4408; stroke-width: 2; stroke-dasharray: 9 5; }
.pill { fill: #fff; stroke: #7a4408; stroke-width: 1.5; }
.rail { fill: #01594f; }
"""
_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_TIP: Final = """\
<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0 0 10 5 0 10z" fill="#01594f"/></marker></defs>"""


def graph(script: Script) -> str:
    """The drawing: one SVG document, without a request."""
    return _Drawing(outline(script)).svg()


@dataclass(frozen=True, slots=True)
class _Side:
    """A box on the right. `look` is the class that draws its outline; `label` says when it comes."""

    text: str
    label: str
    look: str

    @property
    def lines(self) -> list[str]:
        return _broken(self.text, _SIDE_W - 2 * _PAD, _TEXT, 3)

    @property
    def labels(self) -> list[str]:
        return _broken(self.label, _SIDE_W - 2 * _PAD, _SMALL * _BOLD, 3)

    @property
    def height(self) -> float:
        return 2 * _PAD - 4 + _LINE * (_SMALL * len(self.labels) + _TEXT * len(self.lines))


class _Drawing:
    def __init__(self, shown: Outline) -> None:
        self.shown = shown
        self.words = shown.words
        self.y = 0.0
        self.marks: list[str] = []
        self.looks: set[str] = set()

    def svg(self) -> str:
        self.y = 40
        self._lines(_broken(plain(self.shown.title), WIDTH - 2 * _RAIL_X, 24 * _BOLD, 2), _RAIL_X, 24, "head")
        self.y += 8
        for chapter in self.shown.chapters:
            top = self.y + (0 if chapter is self.shown.chapters[0] else 20)
            for part in chapter.parts:
                self._part(part)
            self._phase(chapter.code if chapter.title else "", plain(chapter.title), top)
        self._ending()
        self._legend()
        height = round(self.y + 16)
        title = self.words["graph"].format(title=plain(self.shown.title))
        attributes = f'lang="{self.shown.language}" role="img" aria-labelledby="graph-title graph-desc"'
        lines = [
            f'<svg xmlns="{_NAMESPACE}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" {attributes}>',
            f'<title id="graph-title">{_text(title)}</title>',
            f'<desc id="graph-desc">{_text(self._description())}</desc>',
            f"<style>{_STYLE}</style>",
            _TIP,
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            *self.marks,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _description(self) -> str:
        gated = [plain(part.title) for part in self.shown.parts for stage in part.stages if stage.gate]
        name = "graph.described" if gated else "graph.no_gate"
        gates = ", ".join(dict.fromkeys(gated))
        return self.words[name].format(steps=len(self.shown.parts), minutes=self.shown.minutes, gates=gates)

    # -- steps

    def _part(self, part: Part) -> None:
        for number, stage in enumerate(part.stages):
            if stage.gate:
                self._gate(stage.gate)
            if part.number > 1 or stage.gate:
                self._arrow()
            if number == 0:
                minutes = self.words["minutes"].format(n=part.minutes) if part.minutes else ""
                self._stage(stage, f"{part.number}. {plain(part.title)}", minutes, part.apart)
            else:
                self._stage(stage, "", "", part.apart)

    def _stage(self, stage: Stage, title: str, minutes: str, apart: str) -> None:
        main, *others = stage.asked
        top = self.y
        room = _STEP_W - 2 * _PAD
        label = main.condition or apart
        heading = _broken(title, room - width(minutes, _SMALL) - _PAD, _TITLE * _BOLD, 3)
        labels = _broken(label, room, _SMALL * _BOLD, 3)
        asked = _broken(plain(main.text), room, _TEXT, 4)
        sides = [*_probes(main), *(side for one in others for side in _sides(one))]
        inside = _LINE * (_TITLE * len(heading) + _SMALL * len(labels) + _TEXT * len(asked))
        height = inside + 2 * _PAD
        whole = " ".join(part for part in (title, label, plain(main.text)) if part)
        self.marks.append(f"<g><title>{_text(whole)}</title>")
        look = "box sometimes" if label else "box"
        self.marks.append(_rect(_STEP_X, top, _STEP_W, height, look))
        if minutes:
            self.marks.append(_say(_STEP_X + _STEP_W - _PAD, top + _PAD + _TITLE * 0.95, minutes, "small quiet end"))
        self.y = top + _PAD
        self._lines(heading, _STEP_X + _PAD, _TITLE, "title")
        self._lines(labels, _STEP_X + _PAD, _SMALL, "small brown strong")
        self._lines(asked, _STEP_X + _PAD, _TEXT, "text")
        self.marks.append("</g>")
        bottom = self._follow(sides, top)
        self.y = max(top + height, bottom)
        if bottom > top + height:
            # The path goes on below what stands on the right.
            self.marks.append(_line(_STEP_X + _STEP_W / 2, top + height, self.y, "path"))

    def _follow(self, sides: Sequence[_Side], top: float) -> float:
        """The boxes on the right of a step that begins at `top`; returns where the last one ends."""
        y = top
        middles: list[float] = []
        for side in sides:
            self.looks.add(side.look)
            middle = y + side.height / 2 if middles else y + min(side.height / 2, 26)
            middles.append(middle)
            self.marks.append(f"<g><title>{_text(f'{side.label} {side.text}'.strip())}</title>")
            self.marks.append(_path(f"M{_TRUNK_X} {middle:.1f}H{_SIDE_X}", f"branch {side.look}"))
            self.marks.append(_rect(_SIDE_X, y, _SIDE_W, side.height, f"side {side.look}"))
            self.y = y + _PAD - 2
            self._lines(side.labels, _SIDE_X + _PAD, _SMALL, "small brown strong")
            self._lines(side.lines, _SIDE_X + _PAD, _TEXT, "text")
            self.marks.append("</g>")
            y += side.height + 8
        if middles:
            trunk = f"M{_STEP_X + _STEP_W} {middles[0]:.1f}H{_TRUNK_X}V{middles[-1]:.1f}"
            self.marks.append(_path(trunk, "branch"))
        return y - 8 if sides else top

    # -- between steps

    def _arrow(self) -> None:
        x = _STEP_X + _STEP_W / 2
        self.marks.append(f'<path class="path" d="M{x} {self.y:.1f}v20" marker-end="url(#tip)"/>')
        self.y += 20

    def _gate(self, gate: str) -> None:
        self.marks.append(_line(_STEP_X + _STEP_W / 2, self.y, self.y + 12, "path"))
        self.y += 12
        room = _STEP_W + 60
        lines = _broken(f"{self.words['gate']} · {gate}", room - 2 * _PAD, _SMALL * _BOLD, 3)
        height = _LINE * _SMALL * len(lines) + 12
        middle = self.y + height / 2
        center = _STEP_X + _STEP_W / 2
        self.marks.append(_path(f"M{_STEP_X - 20} {middle:.1f}H{WIDTH - _RAIL_X}", "gate"))
        self.marks.append(_rect(center - room / 2, self.y, room, height, "pill", round_by=height / 2))
        self.y += 6
        self._lines(lines, center, _SMALL, "small brown strong center")
        self.y += 6

    def _phase(self, code: str, title: str, top: float) -> None:
        """The phase's rail, from its first step to where the path has come."""
        bottom = self.y
        self.marks.append(f'<rect class="rail" x="{_RAIL_X}" y="{top:.1f}" width="5" height="{bottom - top:.1f}"/>')
        self.y = top + 2
        self._lines(_broken(code, 100, 24 * _BOLD, 1), _RAIL_X + 16, 24, "head")
        self._lines(_broken(title, _STEP_X - _RAIL_X - 24, _SMALL * _BOLD, 6), _RAIL_X + 16, _SMALL, "small strong")
        self.y = bottom

    def _ending(self) -> None:
        self._arrow()
        center = _STEP_X + _STEP_W / 2
        self.marks.append(_rect(center - 44, self.y, 88, 30, "box", round_by=15))
        self.marks.append(_say(center, self.y + 20, self.words["graph.end"], "text strong center"))
        self.y += 30

    def _legend(self) -> None:
        """What the outlines of the boxes on the right mean, of those that are drawn."""
        names = {"always": "graph.always", "sometimes": "graph.sometimes", "aside": "aside", "probe": "graph.probe"}
        self.y += 28
        x = float(_RAIL_X)
        for look, name in names.items():
            if look in self.looks:
                self.marks.append(_rect(x, self.y, 34, 18, f"side {look}", round_by=4))
                self.marks.append(_say(x + 44, self.y + 13.5, self.words[name], "small"))
                x += 44 + width(self.words[name], _SMALL) + 24
        self.y += 18

    def _lines(self, lines: Sequence[str], x: float, size: float, look: str) -> None:
        for line in lines:
            self.marks.append(_say(x, self.y + size * 0.95, line, look))
            self.y += _LINE * size


def _sides(asked: Asked) -> Iterator[_Side]:
    look = "aside" if asked.aside else "sometimes" if asked.condition else "always"
    yield _Side(plain(asked.text), asked.condition, look)
    yield from _probes(asked)


def _probes(asked: Asked) -> Iterator[_Side]:
    for probe in asked.probes:
        if probe.follows:
            yield _Side(plain(probe.text), probe.when, "probe")


def _broken(words: str, room: float, size: float, most: int) -> list[str]:
    return wrapped(str(unbroken(words)), room, size, most)


def _text(words: str) -> str:
    return escape(str(unbroken(words)))


def _say(x: float, y: float, words: str, look: str) -> str:
    return f'<text class="{look}" x="{x:.1f}" y="{y:.1f}">{_text(words)}</text>'


def _rect(x: float, y: float, wide: float, high: float, look: str, *, round_by: float = 10) -> str:
    return f'<rect class="{look}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="{round_by:.1f}"/>'


def _path(d: str, look: str) -> str:
    return f'<path class="{look}" d="{d}"/>'


def _line(x: float, top: float, bottom: float, look: str) -> str:
    return _path(f"M{x:.1f} {top:.1f}V{bottom:.1f}", look)

"""Evenings at the shipped workshops, made by hand: fabricated people, what they said and tapped, how they voted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

import msgspec

from bot import authoring
from bot.engine.ballots import Item, ItemCount, Origin, VoteResult
from bot.engine.ballots import Standing as Place
from bot.engine.effects import Standing
from bot.engine.script import GradedBallot, Script
from bot.engine.voting import Tally, rank
from bot.facilitation.records import Contribution, Idea, JournalEntry, Material, Speaker
from bot.facilitation.team_texts import TeamText
from tests.notebook.material import OPENED, a_session, an_empty_material

WORKSHOPS = Path(__file__).parents[2] / "workshops"


@cache
def shipped(workshop: str) -> Script:
    """A workshop as it ships."""
    return authoring.load(f"{workshop}.yaml", (WORKSHOPS / f"{workshop}.yaml").read_bytes())


@dataclass
class Evening:
    """People are numbers, from 0. Everybody is a resident and may be quoted, unless told otherwise."""

    workshop: str
    people: int = 6
    quotations: Mapping[int, str] = field(default_factory=dict)
    profiles: Mapping[int, str] = field(default_factory=dict)
    said: list[Contribution] = field(default_factory=list)
    ideas: list[Idea] = field(default_factory=list)
    results: dict[str, VoteResult] = field(default_factory=dict)
    journal: list[JournalEntry] = field(default_factory=list)

    def say(self, n: int, key: str, text: str, **more: object) -> str:
        """One contribution; returns its id."""
        number = len(self.said)
        at = OPENED + timedelta(seconds=number)
        made = Contribution(f"x{number:03d}", "s1", f"p{n:03d}", key, text, at)
        self.said.append(msgspec.structs.replace(made, **more))
        return made.id

    def tap(self, n: int, key: str, code: str, **more: object) -> str:
        """An option, by its code."""
        labels = {o.code: o.label for o in getattr(shipped(self.workshop).question(key).accepts, "options", ())}
        return self.say(n, key, labels.get(code, "1"), codes=(code,), **more)

    def propose(self, n: int, key: str, pool: str, text: str, **more: object) -> str:
        """An idea of a pool."""
        made = self.say(n, key, text, **more)
        self.ideas.append(Idea(made, "s1", f"p{n:03d}", pool, text, OPENED))
        return made

    def vote(self, step: str, items: Sequence[Item], counts: Sequence[tuple[int, ...]]) -> None:
        """A vote by majority judgement, or points: people per grade or per number of points, from the lowest."""
        voters = max((sum(one) for one in counts), default=0)
        tallies = [ItemCount(item.code, one) for item, one in zip(items, counts, strict=True)]
        if isinstance(shipped(self.workshop).step(step).ballot, GradedBallot):
            ranked = rank({one.code: Tally(one.counts, 0) for one in tallies}, voters=voters)
            places = [Place(one.item, one.rank, one.grade, one.above, one.below) for one in ranked]
        else:
            scores = {one.code: sum(n * people for n, people in enumerate(one.counts)) for one in tallies}
            ordered = sorted(scores, key=lambda code: -scores[code])
            ranks = [1 + sum(other > scores[code] for other in scores.values()) for code in ordered]
            places = [Place(code, n, score=scores[code]) for code, n in zip(ordered, ranks, strict=True)]
        self.results[step] = VoteResult(step, voters, self.people, tuple(items), tuple(tallies), tuple(places))

    def material(self, **changes: object) -> Material:
        """What its notebook is compiled from."""
        speakers = tuple(
            Speaker(
                f"p{n:03d}",
                f"Alias{n}",
                OPENED,
                "finished",
                quotation=self.quotations.get(n, "yes"),
                answers={"profil": (self.profiles.get(n, "habitant"),)},
            )
            for n in range(self.people)
        )
        made = an_empty_material(
            session=a_session(workshop=self.workshop),
            script=shipped(self.workshop),
            speakers=speakers,
            contributions=tuple(self.said),
            ideas=tuple(self.ideas),
            items={step: result.items for step, result in self.results.items()},
            results=dict(self.results),
            journal=tuple(self.journal),
        )
        return msgspec.structs.replace(made, **changes)


TAUGHT = (
    "La proximité se construit dans des lieux où l'on répare et où l'on se parle.",
    "On souhaite acheter plus près, à condition que les familles modestes ne soient pas exclues par les prix.",
    "Des entreprises demandent des volumes et des délais tenus avant de s'engager.",
    "Que les personnes âgées puissent se déplacer est la condition la plus citée.",
)
ASKED = ("Au conseil, avant juin : un four à pain.", "À la région, pour la rentrée : deux parcelles.")


def decided(evening: Evening, taught: Sequence[str] = TAUGHT) -> Material:
    """The evening once its team has written what it makes of it and what it asks for.

    Each line rests on the first thing that was written.
    """
    ground = next(one.id for one in evening.said if not one.codes)
    return evening.material(
        texts=tuple(
            TeamText("s1", block, 1, "\n".join(f"{one} [[{ground}]]" for one in lines), OPENED, "")
            for block, lines in (("enseignements", taught), ("decisions", ASKED))
        )
    )


def an_evening_with_a_debate(quotations: Mapping[int, str] | None = None) -> Evening:
    """Six people vote, debate, write four leads and share out points."""
    evening = Evening("relocalisation", quotations=quotations or {})
    horizons = [
        Item("RH1", "Les cantines cuisinent d'ici.", Origin.PREPARED),
        Item("RH5", "Une aide selon les revenus.", Origin.PREPARED),
    ]
    evening.vote("vote", horizons, [(0, 0, 0, 0, 1, 3, 2), (2, 1, 0, 0, 1, 1, 1)])
    before = ("accord", "accord", "accord", "desaccord", "desaccord", "doute")
    after = ("accord", "accord", "doute", "desaccord", "doute", "doute")
    for n, code in enumerate(before):
        evening.tap(n, "debat.avant", code)
    arguments = [evening.say(n, "debat", f"Argument {n}, {code}.") for n, code in enumerate(before)]
    for n, code in enumerate(after):
        evening.tap(n, "debat.apres", code)
    for n in (0, 1, 2):
        evening.say(n, "debat.marquant", "4", codes=(arguments[3],), about=arguments[3])
    evening.tap(3, "debat.marquant", "aucun")
    first = _lead(evening, 0, "Ouvrir une salle pour réparer.", "RH1", tool="Une salle.", stance="porter")
    second = _lead(evening, 1, "Réparer le samedi.", "RH1", tool="Des tournevis.", stance="porter")
    third = _lead(evening, 2, "Un étal à prix doux.", "RH5")
    _lead(evening, 3, "Une piste restée hors des points.", "RH5", tool="Rien de spécial.")
    leads = [
        Item("PA1", "Ouvrir et tenir une salle pour réparer.", Origin.FACILITATION, (first, second)),
        Item("PA2", "Un étal à prix doux.", Origin.GROUP, (third,)),
    ]
    evening.vote("points", leads, [(1, 0, 2, 3), (4, 1, 1, 0)])
    return evening


def _lead(evening: Evening, n: int, action: str, horizon: str, *, tool: str = "", stance: str = "") -> str:
    evening.say(n, "pistes.horizon", "les mots de l'horizon", codes=(horizon,), about=horizon)
    made = evening.propose(n, "pistes", "pistes", action)
    if tool:
        evening.say(n, "pistes.outil", tool)
    if stance:
        evening.tap(n, "pistes.posture_attendue", stance)
    return made


def gone(evening: Evening, *ids: str) -> None:
    """Those contributions are withdrawn: their text is erased."""
    evening.said = [
        msgspec.structs.replace(one, standing=Standing.WITHDRAWN, text="") if one.id in ids else one
        for one in evening.said
    ]

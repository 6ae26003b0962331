"""Check what steps take from one another: lists, cards, values worked out by a vote.

A list is made when a gate opens, so between what fills it and what shows it there is a gate. Not here: ids, pools,
options and conditions (`check_structure`), gates by themselves (`check_flow`).
"""

from __future__ import annotations

from bot.authoring.drafts import Draft, DraftStep
from bot.authoring.findings import Findings, Position
from bot.authoring.group_kinds import MAIN_FIELD
from bot.authoring.nodes import Scalar
from bot.engine.script import FreeText, GradedBallot, HorizonBallot, PointsBallot, Proposals, StepKind
from bot.engine.values import OF_POINTS, WORKED_OUT
from bot.engine.voting.second_round import MOST_ROUNDS
from bot.saying import Said, did_you_mean, quoted, say

INTRODUCTIONS = ("direct", "agence", "non")


def check_references(draft: Draft, findings: Findings) -> None:
    """Every step that a step names, and every value that it shows."""
    _Check(draft, findings).run()


class _Check:
    def __init__(self, draft: Draft, findings: Findings) -> None:
        self._draft = draft
        self._findings = findings
        self._stretch: dict[str, int] = {}
        gates = 0
        for step in draft.steps:
            gates += step.step.gate is not None
            self._stretch[step.step.id] = gates

    def run(self) -> None:
        for step in self._draft.steps:
            for scalar, wanted in step.references:
                self._reference(step, scalar, wanted)
            reads = step.step.kind is StepKind.SHARE and not step.step.of
            if (reads or step.step.round is not None) and step.pool is not None:
                self._filled(step, step.pool.text, step.pool.at)
            self._values(step)

    def _rounds(self, step: DraftStep, scalar: Scalar) -> None:
        """A vote has two rounds more at most."""
        forms = {one.step.id: one.step.ballot for one in self._draft.steps}
        rounds, form = 0, step.step.ballot
        while isinstance(form, GradedBallot) and form.of and rounds <= MOST_ROUNDS:
            rounds, form = rounds + 1, forms.get(form.of)
        if rounds > MOST_ROUNDS:
            self._findings.add(scalar.at, "S124", say('"{id}" is one round too many.', id=step.step.id))

    def _reference(self, step: DraftStep, scalar: Scalar, wanted: str) -> None:
        match wanted:
            case "vote":
                votes = [one for one in self._before(step) if isinstance(one.step.ballot, HorizonBallot)]
                self._step(step, scalar, votes, say("a vote before it"))
            case "graded vote":
                votes = [one for one in self._before(step) if isinstance(one.step.ballot, GradedBallot)]
                self._step(step, scalar, votes, say("a majority vote before it"))
                self._rounds(step, scalar)
            case "debate":
                debates = [one for one in self._before(step) if one.step.kind is StepKind.DEBATE and not one.step.of]
                self._step(step, scalar, debates, say("a debate before it"))
            case "step":
                asking = [one for one in self._before(step) if one.questions]
                self._step(step, scalar, asking, say("a step before it"))
            case "card":
                cards = [one for one in self._draft.steps if one.step.kind is StepKind.CARD]
                self._step(step, scalar, cards, say("a card"), behind=False)
            case "field":
                self._field(step, scalar)
            case "pool":
                if scalar.text in self._draft.pools:
                    self._filled(step, scalar.text, scalar.at)
                else:
                    remedy = did_you_mean(scalar.text, self._draft.pools, say("Pools here"))
                    self._findings.add(
                        scalar.at, "S105", say("{given} is not a pool.", given=quoted(scalar.text)), remedy
                    )
            case "session parameter":
                sessions = [name for name, (one, _) in self._draft.parameters.items() if one.kind == "session"]
                if scalar.text not in sessions:
                    remedy = did_you_mean(scalar.text, sessions, say("Parameters of type session"))
                    self._findings.add(
                        scalar.at, "S118", say("{given} names no other session.", given=quoted(scalar.text)), remedy
                    )
            case _:
                self._introductions(step, scalar)

    def _before(self, step: DraftStep) -> list[DraftStep]:
        return self._draft.steps[: self._draft.steps.index(step)]

    def _step(
        self, step: DraftStep, scalar: Scalar, possible: list[DraftStep], what: Said, *, behind: bool = True
    ) -> None:
        ids = [one.step.id for one in possible]
        if scalar.text not in ids:
            remedy = did_you_mean(scalar.text, ids, say("Here"))
            self._findings.add(
                scalar.at, "S118", say("{given} is not {what}.", given=quoted(scalar.text), what=what), remedy
            )
        elif behind and self._stretch[scalar.text] == self._stretch[step.step.id]:
            self._no_gate(step, scalar.text, scalar.at)

    def _filled(self, step: DraftStep, pool: str, at: Position) -> None:
        for one in self._before(step):
            if _fills(one, pool) and self._stretch[one.step.id] == self._stretch[step.step.id]:
                self._no_gate(step, one.step.id, at)

    def _no_gate(self, step: DraftStep, source: str, at: Position) -> None:
        finding = say(
            'No gate stands between "{source}" and "{step}", which shows what came out of it.',
            source=source,
            step=step.step.authored,
        )
        self._findings.add(at, "S207", finding)

    def _field(self, step: DraftStep, scalar: Scalar) -> None:
        """A field that both cards of a matching have: the main one, or a follow-up."""
        pairing = step.step.pairing
        cards = [one for one in self._draft.steps if pairing and one.step.id in (pairing.needs, pairing.resources)]
        fields = [{one.question.key.partition(".")[2] or MAIN_FIELD for one in card.questions} for card in cards]
        both = sorted(set.intersection(*fields)) if len(fields) > 1 else [scalar.text]
        if scalar.text not in both:
            remedy = did_you_mean(scalar.text, both, say("Fields of both"))
            self._findings.add(
                scalar.at, "S118", say("{given} is not a field of both cards.", given=quoted(scalar.text)), remedy
            )

    def _introductions(self, step: DraftStep, scalar: Scalar) -> None:
        key = f"{step.step.id}.{scalar.text}"
        asked = next((one for one in step.questions if one.question.key == key), None)
        if asked is None:
            names = [one.question.key.partition(".")[2] for one in step.questions[1:]]
            remedy = did_you_mean(scalar.text, names, say("Follow-ups here"))
            self._findings.add(scalar.at, "S118", say("{given} is not a follow-up.", given=quoted(scalar.text)), remedy)
        elif tuple(option.code for option in asked.options) != INTRODUCTIONS:
            finding = say(
                'The buttons of "{key}" are not {codes}, in that order.',
                key=key,
                codes=INTRODUCTIONS,
            )
            self._findings.add(scalar.at, "S119", finding)

    def _values(self, step: DraftStep) -> None:
        for needed in step.step.needs:
            form = PointsBallot if needed in OF_POINTS else HorizonBallot
            closed = any(
                isinstance(one.step.ballot, form) and self._stretch[one.step.id] < self._stretch[step.step.id]
                for one in self._before(step)
            )
            if needed in WORKED_OUT and not closed:
                finding = say(
                    '"{step}" shows "{needed}", and no vote is closed by then.', step=step.step.authored, needed=needed
                )
                self._findings.add(step.at, "S306", finding)
                return


def _fills(step: DraftStep, pool: str) -> bool:
    return any(
        isinstance(one.question.accepts, Proposals | FreeText) and one.question.accepts.pool == pool
        for one in step.questions
    )

"""The cards of a vote: what it is about, the ballot on the screen, the result. Nothing here decides anything.

Here: every method's ballot, an item at a time or all on one card, in an order drawn for each person. Not here: what a
tap does (`balloting`), every other card (`cards`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine import choices, course, lists, second_rounds
from bot.engine.balloting import WHOLE_SUMMARY, ranking
from bot.engine.ballots import Item, Standing, VoteResult
from bot.engine.group import Group, Listed
from bot.engine.order import drawn
from bot.engine.phrases import Label, Notice, Phrase, say
from bot.engine.prompts import Act, Ask, Block, Button, Card, Numbered, Paragraph, Quote, Said
from bot.engine.run import Run
from bot.engine.script import (
    ApprovalBallot,
    Arguments,
    Ballot,
    GradedBallot,
    PointsBallot,
    RankingBallot,
    Script,
    Selection,
    StatementsBallot,
    Step,
    Verdict,
)
from bot.engine.texts import render

COMPARED_FROM: Final = 3
"""Under that many, who changed, or whose points they are, would be told by the number."""
SMALL_GROUP: Final = 10
"""Under that many, people are told what secrecy cannot do for them."""


def vote_introduction_card(step: Step, ballot: Ballot, group: Group, lead: Sequence[Notice]) -> Card:
    """What one votes on and how it is counted, said once before the ballot."""
    texts = [render(text, group.values) for text in (*step.intro, *ballot.explanation)]
    few = (Said(say(Phrase.SECRET_IN_SMALL_GROUP)),) if len(group.active) < SMALL_GROUP else ()
    return Card((*(Said(notice) for notice in lead), *(Paragraph(text) for text in texts), *few))


def ballot_order(run: Run, group: Group, step: Step) -> tuple[Item, ...]:
    """The items as this person sees them: drawn for her, the same at every restart."""
    return drawn(group.ballots[step.id], lambda item: item.code, group.seed, run.participant, step.id)


def ballot_card(script: Script, run: Run, group: Group, step: Step, lead: Sequence[Notice]) -> Card:
    """The ballot on the screen: an item at a time for grades and statements, all of them for the other methods.

    Whatever the method, a summary in words comes before the confirmation.
    """
    match step.ballot:
        case GradedBallot() | StatementsBallot() as ballot:
            return _graded_card(script, run, group, step, ballot, lead)
        case PointsBallot() | Selection() | ApprovalBallot() | RankingBallot() as ballot:
            return _whole_card(script, run, group, step, ballot, lead)
        case None:  # pragma: no branch - the union is exhausted
            raise ValueError(step.id)


def _whole_card(
    script: Script,
    run: Run,
    group: Group,
    step: Step,
    ballot: PointsBallot | Selection | ApprovalBallot | RankingBallot,
    lead: Sequence[Notice],
) -> Card:
    """Every item with its number and what this person made of it, and buttons to change that; then the summary."""
    items = ballot_order(run, group, step)[: choices.SHOWN_AT_MOST]
    given = {code: mark or 0 for code, mark in run.votes.get(step.id, {}).items()}
    blocks: list[Block] = [*(Said(notice) for notice in lead), Ask(render(step.questions[0].text, group.values))]
    if run.wait.cursor:
        return _whole_summary(run, ballot, items, given, blocks)
    match ballot:
        case PointsBallot(budget=budget, cap=cap):
            blocks += [Numbered(n, item.text, mark=given.get(item.code, 0)) for n, item in enumerate(items, 1)]
            left = budget - sum(given.values())
            blocks.append(Said(say(Phrase.POINTS_LEFT, left=left, budget=budget, cap=cap)))
            rows = _points_rows(items, given)
        case Selection(at_most=limit) | ApprovalBallot(at_most=limit):
            blocks += [Numbered(n, item.text, chosen=item.code in given) for n, item in enumerate(items, 1)]
            left_phrase = say(Phrase.SUPPORT_LEFT, left=limit - len(given), limit=limit)
            blocks.append(Said(left_phrase if limit else say(Phrase.APPROVAL_GIVEN, count=len(given))))
            rows = _number_rows(Act.TICK, items, given)
        case RankingBallot():  # pragma: no branch - the union is exhausted
            # First what is ranked, in that order: the card reads as the ballot it makes.
            numbers = {item.code: number for number, item in enumerate(items, 1)}
            texts = {item.code: item.text for item in items}
            order = [code for code in ranking(given) if code in numbers]
            rest = [item.code for item in items if item.code not in given]
            blocks += [Numbered(numbers[code], texts[code], place=given[code]) for code in order]
            blocks += [Numbered(numbers[code], texts[code]) for code in rest]
            blocks.append(Said(say(Phrase.RANKING_LEFT, left=len(rest), next=len(given) + 1)))
            rows = _number_rows(Act.RANK, items, given)
            if given:
                rows.append((Button(Act.RANK, label=Label.RANK_UNDO),))
    blocks.append(Said(say(Phrase.BALLOT_SECRET)))
    rows.append((Button(Act.ITEM, str(WHOLE_SUMMARY), label=Label.SUMMARY),))
    progress = course.progress(script, step.id)
    return Card(tuple(blocks), wait=run.wait.id, rev=run.wait.rev, rows=tuple(rows), progress=progress)


def _whole_summary(
    run: Run,
    ballot: PointsBallot | Selection | ApprovalBallot | RankingBallot,
    items: Sequence[Item],
    given: dict[str, int],
    blocks: list[Block],
) -> Card:
    """What is about to be confirmed, in words: only what is on the ballot, then what is not and matters."""
    listed = list(enumerate(items, 1))
    named = [(number, item) for number, item in listed if given.get(item.code)]
    match ballot:
        case _ if not named:
            blocks.append(Said(say(Phrase.EMPTY_BALLOT)))
        case PointsBallot(budget=budget):
            placed = sum(given.values())
            blocks.append(Said(say(Phrase.POINTS_SUMMARY, placed=placed, budget=budget)))
            blocks += [Numbered(number, item.text, mark=given[item.code]) for number, item in named]
            if placed < budget:
                blocks.append(Said(say(Phrase.POINTS_UNPLACED, left=budget - placed)))
        case RankingBallot():
            blocks.append(Said(say(Phrase.RANKING_SUMMARY, ranked=len(named), total=len(items))))
            best_first = sorted(named, key=lambda one: given[one[1].code])
            blocks += [Numbered(number, item.text, place=given[item.code]) for number, item in best_first]
            rest = [Numbered(number, item.text) for number, item in listed if item.code not in given]
            blocks += [Said(say(Phrase.RANKING_REST)), *rest] if rest else []
        case Selection() | ApprovalBallot():  # pragma: no branch - the union is exhausted
            blocks.append(Said(say(Phrase.CHOSEN_SUMMARY, count=len(named), total=len(items))))
            blocks += [Numbered(number, item.text, chosen=True) for number, item in named]
    blocks.append(Said(say(Phrase.BALLOT_SECRET)))
    rows = (
        (Button(Act.CONFIRM, label=Label.CONFIRM),),
        (Button(Act.ITEM, "0", label=Label.CHANGE_VOTE),),
    )
    return Card(tuple(blocks), wait=run.wait.id, rev=run.wait.rev, rows=rows)


def _points_rows(items: Sequence[Item], given: dict[str, int]) -> list[tuple[Button, ...]]:
    """[N° 3 : −1] [N° 3 : +1]: a row an item."""
    rows: list[tuple[Button, ...]] = []
    for number, item in enumerate(items, 1):
        more = Button(Act.POINT, f"{item.code}:+", label=Label.POINT_MORE, values={"n": number})
        less = Button(Act.POINT, f"{item.code}:-", label=Label.POINT_LESS, values={"n": number})
        rows.append((less, more) if given.get(item.code) else (more,))
    return rows


def _number_rows(act: Act, items: Sequence[Item], given: dict[str, int]) -> list[tuple[Button, ...]]:
    """The numbers of the items, side by side."""
    buttons = [Button(act, item.code, str(n), chosen=item.code in given) for n, item in enumerate(items, 1)]
    width = choices.NUMBERS_A_ROW
    return [tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)]


_NTH = {GradedBallot: Phrase.BALLOT_ITEM, StatementsBallot: Phrase.STATEMENT_ITEM}


def _graded_card(script: Script, run: Run, group: Group, step: Step, ballot: Verdict, lead: Sequence[Notice]) -> Card:
    """The item under the cursor with the grades as buttons; past the last one, the summary."""
    items = ballot_order(run, group, step)
    grades = run.votes.get(step.id, {})
    cursor = run.wait.cursor
    blocks: list[Block] = [Said(notice) for notice in lead]
    if cursor >= len(items):
        return _ballot_summary(run, ballot, items, blocks)
    item = items[cursor]
    question = step.questions[0]
    blocks += [
        Said(say(_NTH[type(ballot)], n=cursor + 1, total=len(items))),
        Quote(item.text),
        Ask(render(question.text, group.values)),
    ]
    if isinstance(ballot, GradedBallot) and ballot.of:
        blocks += _of_the_round_before(script, run, group, step, ballot, item)
    rows = _keep_or_change(run, step, ballot, item) or _grade_rows(ballot, item, grades.get(item.code, -1))
    moves = [Button(Act.ITEM, str(cursor - 1), label=Label.PREVIOUS_ITEM)] if cursor else []
    moves.append(Button(Act.ITEM, str(cursor + 1), label=Label.NEXT_ITEM if cursor + 1 < len(items) else Label.SUMMARY))
    return Card(
        tuple(blocks),
        wait=run.wait.id,
        rev=run.wait.rev,
        rows=(*rows, tuple(moves)),
        progress=course.progress(script, step.id),
    )


def _grade_rows(ballot: Verdict, item: Item, current: int | None) -> list[tuple[Button, ...]]:
    """The grades, best first; `current`: the one given, -1 for none."""
    rows: list[tuple[Button, ...]] = [
        (Button(Act.GRADE, f"{item.code}:{index}", grade.label, chosen=current == index),)
        for index, grade in reversed(list(enumerate(ballot.grades)))
    ]
    rows.append((Button(Act.GRADE, f"{item.code}:-", ballot.no_opinion.label, chosen=current is None),))
    return rows


def _keep_or_change(run: Run, step: Step, ballot: Verdict, item: Item) -> list[tuple[Button, ...]]:
    """« Je garde », « Je change »: for who gave this item a grade in the round before, until they change it."""
    before = run.first_round.get(ballot.of, {}) if isinstance(ballot, GradedBallot) else {}
    now = run.votes.get(step.id, {})
    if item.code not in before or run.wait.probe == item.code or now.get(item.code, -1) not in (-1, before[item.code]):
        return []
    index = before[item.code]
    value = f"{item.code}:{'-' if index is None else index}"
    keep = Button(Act.GRADE, value, label=Label.KEEP_GRADE, chosen=item.code in now)
    return [(keep, Button(Act.TICK, item.code, label=Label.CHANGE_GRADE))]


def _of_the_round_before(
    script: Script, run: Run, group: Group, step: Step, ballot: GradedBallot, item: Item
) -> list[Block]:
    """One's own grade, how the group graded, and an argument of each side."""
    result = group.results[ballot.of]
    counted = next(one for one in result.counts if one.code == item.code)
    told = [(grade.label, n) for grade, n in zip(ballot.grades, counted.counts, strict=True) if n]
    spread = " · ".join(f"{label} {n}" for label, n in reversed(told))
    blocks: list[Block] = []
    before = run.first_round.get(ballot.of, {})
    if item.code in before:
        index = before[item.code]
        label = ballot.no_opinion.label if index is None else ballot.grades[index].label
        blocks.append(Said(say(Phrase.ROUND_YOUR_GRADE, grade=label)))
    if spread:
        blocks.append(Said(say(Phrase.ROUND_OF_THE_GROUP, grades=spread)))
    if ballot.arguments or second_rounds.reservation_keys(script, ballot):
        blocks += _an_argument_a_side(script, run, group, step, ballot, item)
    return blocks


def _an_argument_a_side(
    script: Script, run: Run, group: Group, step: Step, ballot: GradedBallot, item: Item
) -> list[Block]:
    """What others wrote for the item, in a debate on it, and against it: the same for all, never this person's own.

    Against: the reservation written first, else the debate's. A side on which nothing was written says so.
    """
    debated = lists.dividing(ballot, group.results[ballot.of], group.debated.get(ballot.of, ""))
    in_favour, opposed = _debated(script, run, group, ballot.arguments) if item.code == debated else ([], [])
    reserved = [one for one in group.lists.get(second_rounds.against(step.id), ()) if one.side == item.code]
    blocks: list[Block] = []
    for said, heading, nobody, nobody_else in (
        (in_favour, Phrase.ROUND_FOR, Phrase.ROUND_NOTHING_FOR, Phrase.ROUND_NOTHING_ELSE_FOR),
        (reserved + opposed, Phrase.ROUND_AGAINST, Phrase.ROUND_NOTHING_AGAINST, Phrase.ROUND_NOTHING_ELSE_AGAINST),
    ):
        text = next((one.text for one in said if one.author != run.participant), "")
        if text:
            blocks += [Said(say(heading)), Quote(text)]
        else:
            blocks.append(Said(say(nobody_else if said else nobody)))
    return blocks


def _debated(script: Script, run: Run, group: Group, debate: str) -> tuple[list[Listed], list[Listed]]:
    """The arguments of a debate's first two sides, as they were drawn for it; none if the round names no debate."""
    sources = [source for step in script.steps if step.authored == debate for source in lists.sources_of(step)]
    arguments = next((one for one in sources if isinstance(one, Arguments)), None)
    if arguments is None:
        return [], []
    first, second = choices.options_of(script.question(arguments.by), run, group)[:2]
    said = group.lists.get(arguments.name, ())
    return [one for one in said if one.side == first.code], [one for one in said if one.side == second.code]


def _ballot_summary(run: Run, ballot: Verdict, items: Sequence[Item], blocks: list[Block]) -> Card:
    grades = run.votes.get(run.wait.key, {})
    phrase = Phrase.BALLOT_SUMMARY if isinstance(ballot, GradedBallot) else Phrase.STATEMENTS_SUMMARY
    blocks.append(Said(say(phrase, graded=sum(item.code in grades for item in items), total=len(items))))
    for number, item in enumerate(items, 1):
        index = grades.get(item.code, -1)
        if item.code not in grades:
            blocks.append(Said(say(Phrase.BALLOT_UNGRADED, n=number, text=item.text)))
        else:
            label = ballot.no_opinion.label if index is None else ballot.grades[index].label
            blocks.append(Said(say(Phrase.BALLOT_GRADED, n=number, text=item.text, grade=label)))
    blocks.append(Said(say(Phrase.BALLOT_SECRET)))
    rows = (
        (Button(Act.CONFIRM, label=Label.CONFIRM),),
        (Button(Act.ITEM, "0", label=Label.REVIEW),),
    )
    return Card(tuple(blocks), wait=run.wait.id, rev=run.wait.rev, rows=rows)


# -- results -----------------------------------------------------------------------------------------------------------


def result_card(script: Script, result: VoteResult) -> Card:
    """A closed vote, best first, ties as ties; its picture goes along, but for a round of support."""
    ballot = script.step(result.step).ballot
    texts = {item.code: item.text for item in result.items}
    match ballot:
        case GradedBallot():
            card = _graded_result(ballot, result, texts)
        case PointsBallot():
            card = _scores_card(result, texts, Phrase.RESULT_SCORES, Phrase.RESULT_SCORE)
        case Selection():
            return _scores_card(result, texts, Phrase.RESULT_SUPPORT, Phrase.RESULT_SCORE)
        case ApprovalBallot():
            card = _scores_card(result, texts, Phrase.RESULT, Phrase.RESULT_APPROVAL)
        case RankingBallot():
            card = _ranking_result(result, texts)
        case StatementsBallot():
            card = _statements_result(result, texts)
        case None:  # pragma: no branch - the union is exhausted
            raise ValueError(result.step)
    return replace(card, vote=result.step)


def _graded_result(ballot: GradedBallot, result: VoteResult, texts: dict[str, str]) -> Card:
    blocks: list[Block] = [Said(say(Phrase.RESULT, voters=result.voters))]
    for standing in result.standings:
        text = texts[standing.code]
        if standing.rank is None or standing.grade is None:
            blocks.append(Said(say(Phrase.RESULT_UNRANKED, text=text)))
            continue
        blocks.append(
            Said(
                say(
                    Phrase.RESULT_TIED if _is_tied(standing, result) else Phrase.RESULT_ROW,
                    rank=standing.rank,
                    text=text,
                    grade=ballot.grades[standing.grade].label,
                    above=standing.above,
                    below=standing.below,
                )
            )
        )
    return Card((*blocks, *_moves(result, texts)))


def _moves(result: VoteResult, texts: dict[str, str]) -> list[Block]:
    """How many have changed since the round before; of an item that fewer than three answered twice, nothing."""
    told = [one for one in result.moves if one.people >= COMPARED_FROM]
    if not told:
        return []
    moved = [one for one in told if one.moved]
    rows = [
        say(Phrase.ROUND_MOVED_ON, text=texts[one.code], moved=one.moved, people=one.people, up=one.up, down=one.down)
        for one in moved
    ]
    return [Said(say(Phrase.ROUND_MOVED, items=len(moved))), *(Said(row) for row in rows)]


def _is_tied(standing: Standing, result: VoteResult) -> bool:
    return [one.rank for one in result.standings].count(standing.rank) > 1


def _scores_card(result: VoteResult, texts: dict[str, str], heading: Phrase, row: Phrase) -> Card:
    """Points shared out, or approval given: the sum, and how many people it comes from, unless it were one or two."""
    givers = {one.code: sum(one.counts[1:]) for one in result.counts}
    blocks: list[Block] = [Said(say(heading, voters=result.voters))]
    for one in result.standings:
        text, people = texts[one.code], givers[one.code]
        if heading is Phrase.RESULT_SCORES and 0 < people < COMPARED_FROM:
            blocks.append(Said(say(Phrase.RESULT_SCORE_FEW, rank=one.rank or 0, text=text, score=one.score)))
            continue
        blocks.append(Said(say(row, rank=one.rank or 0, text=text, score=one.score, people=people)))
    return Card(tuple(blocks))


def _ranking_result(result: VoteResult, texts: dict[str, str]) -> Card:
    """The order, the duels each item won, and Borda beside."""
    blocks: list[Block] = [Said(say(Phrase.RESULT, voters=result.voters))]
    others = len(result.items) - 1
    for one in result.standings:
        phrase = Phrase.RESULT_RANKING_TIED if _is_tied(one, result) else Phrase.RESULT_RANKING
        text = texts[one.code]
        row = say(phrase, rank=one.rank or 0, text=text, won=one.above, others=others, borda=halves(one.score))
        blocks.append(Said(row))
    return Card(tuple(blocks))


def halves(twice: int) -> str:
    """Half of a whole number, as it is read in any language: 7 halves are « 3½ »."""
    return f"{twice // 2 or ('' if twice == 1 else 0)}{'½' if twice % 2 else ''}"


def _statements_result(result: VoteResult, texts: dict[str, str]) -> Card:
    """Of each statement, how many agree, disagree, and neither: both sides are as visible."""
    passed = {one.code: one.no_opinion for one in result.counts}
    blocks: list[Block] = [Said(say(Phrase.RESULT, voters=result.voters))]
    for one in result.standings:
        text = texts[one.code]
        row = say(Phrase.RESULT_STATEMENT, text=text, agree=one.above, disagree=one.below, passed=passed[one.code])
        blocks.append(Said(row))
    return Card(tuple(blocks))

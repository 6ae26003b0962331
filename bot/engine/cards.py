"""The cards a person sees, made from the state. Nothing here decides anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.engine import agenda, choices, consent_rounds, course
from bot.engine.course import END
from bot.engine.events import Shared
from bot.engine.group import MERGE_TAKES, Group
from bot.engine.order import drawn
from bot.engine.phrases import Label, Notice, Phrase, say
from bot.engine.prompts import Act, Ask, Block, Button, Card, Described, Hint, Numbered, Paragraph, Quote, Said
from bot.engine.run import Aside, AsideKind, Run, UncertainText
from bot.engine.script import (
    NO,
    YES,
    Arguments,
    Choice,
    Keep,
    Keywords,
    Pick,
    Proposals,
    Question,
    Script,
    Source,
    Step,
    StepId,
    StepKind,
    takes_several,
)
from bot.engine.texts import names, render
from bot.engine.values import IDEA, MOST_DIVISIVE, WORDING

LEAVE_WAIT = "leave"
DATA_WAIT = "data"

WITHDRAWN_FROM: Final = 10
"""How many of their texts one card lists for somebody to withdraw one of them; the others are a tap away."""

OTHERS: Final = "others"
"""The button to the next page of that list."""
ANSWERS_WAIT = "answers"
HOUR_WAIT = "hour"
WITHHELD = {
    "donnee_perso": Phrase.WITHHELD_CONTACTS,
    "tiers": Phrase.WITHHELD_PERSON,
    "hostile": Phrase.WITHHELD_ATTACK,
}
"""Why a message is not shown, said to its author, by the probe that asks to rewrite it."""
FEW = 3
"""Under so many people of a profile it is not named to the group."""
SHARED_AT_MOST = 5
"""How many of the others' contributions one digest shows: a phone's screen."""


LATER = "plus_tard"
NUMBER_LENGTH = 2


def withheld_notice(reason: str) -> Notice:
    """Why a message is not shown, to its author: what a rule says, or the facilitator who hid it in her words."""
    known = WITHHELD.get(reason)
    return say(Phrase.HIDDEN, reason=reason) if known is None else say(known)


def split_wait(split: str) -> str:
    """The wait of the card that asks whether an idea is made two."""
    return f"s-{split}"


def merge_wait(merge: str) -> str:
    """The wait a merge's card belongs to."""
    return f"m-{merge}"


def introduction_wait(introduction: str) -> str:
    """The wait of the card that asks whether to be put in touch."""
    return f"i-{introduction}"


def check_wait(number: int) -> str:
    """The wait of the card that asks whether somebody recognises themselves in the notebook."""
    return f"r-{number}"


def withdrawal_wait(number: int) -> str:
    """The wait of the card that lists what may be taken back."""
    return f"x-{number}"


def precision_wait(idea: str) -> str:
    """The wait of the card that asks to make an idea clearer."""
    return f"p-{idea}"


def nudge_wait(wait: str) -> str:
    """The wait of what is said about a question on the screen: beside it, so that a text is never filed under it."""
    return f"n-{wait}"


def question_card(
    script: Script, run: Run, group: Group, question: Question, *, lead: Sequence[Notice], first: bool
) -> Card:
    """A question as asked. `first`: the step's introduction comes along."""
    step = script.step_of(question.key)
    values = group.values
    blocks: list[Block] = [Said(notice) for notice in lead]
    if first:
        blocks += _introduction(step, group)
        blocks += _to_read(script, run, group, step)
    item = run.reservations.get(question.reservation_on, "")
    if item:
        blocks += [Said(say(Phrase.ABOUT_ITEM)), Quote(_item_text(group, question.reservation_on, item))]
    if isinstance(question.accepts, Pick | Keep) and step.shows != question.accepts.source:
        blocks += _list(script, run, group, question.accepts.source)
    if question.text:
        blocks.append(Ask(render(question.text, values)))
    if question.reservation_on:
        blocks.append(Said(say(Phrase.RESERVATION_READ)))
    if question.hint:
        blocks.append(Hint(render(question.hint, values)))
    pictures = question.accepts.pictures if isinstance(question.accepts, Choice) else ()
    if pictures:
        labels = {option.code: option.label for option in choices.options_of(question, run, group)}
        shown = ((labels[one.code], render(one.text, values)) for one in pictures)
        blocks.append(Described(tuple(f"{number}. {label} — {text}" for number, (label, text) in enumerate(shown, 1))))
    several = takes_several(question.accepts)
    if several and isinstance(question.accepts, Choice):
        blocks.append(Said(say(Phrase.CHOOSE_SEVERAL, limit=question.accepts.at_most)))
    # Of several options those chosen are marked on their buttons.
    earlier = () if several else _earlier_answer(run, step, question)
    if earlier:
        blocks.append(Said(say(Phrase.YOUR_ANSWER)))
        blocks += [Quote(text, mine=True) for text in earlier]
        proposals = isinstance(question.accepts, Proposals)
        blocks.append(Said(say(Phrase.REPLACE_IDEAS if proposals else Phrase.CHANGE_UNTIL)))
    return Card(
        tuple(blocks),
        wait=run.wait.id,
        rev=run.wait.rev,
        rows=(*_answer_rows(run, group, question), *_navigation(script, run, group, question, keep=bool(earlier))),
        progress=course.progress(script, question.key),
        pictures=question.key if pictures else "",
    )


def _earlier_answer(run: Run, step: Step, question: Question) -> tuple[str, ...]:
    if isinstance(question.accepts, Proposals):
        return tuple(idea.text for idea in run.ideas.get(step.id, ()))
    given = run.answers.get(question.key)
    return () if given is None or given.passed else (given.text,)


def _introduction(step: Step, group: Group) -> list[Block]:
    """What a step says first. Of a debate on its fallback, not that this is what divides the group."""
    values = group.values
    if step.fallback and values.get(MOST_DIVISIVE) == render(step.fallback, group.parameters):
        rest = [text for text in step.intro if MOST_DIVISIVE not in names(text)]
        statement = Quote(render(step.fallback, group.parameters))
        return [Said(say(Phrase.NOTHING_DIVIDES)), statement, *(Paragraph(render(text, values)) for text in rest)]
    return [Paragraph(render(text, values)) for text in step.intro]


def _to_read(script: Script, run: Run, group: Group, step: Step) -> list[Block]:
    """What a step gives to read before it asks: a list of the group's, or an extract drawn for this person."""
    blocks: list[Block] = []
    if step.shows is not None:
        blocks += _list(script, run, group, step.shows)
    if step.extracts:
        drawn_one = drawn(step.extracts, str, group.seed, run.participant, step.id)[0]
        blocks.append(Quote(render(drawn_one, group.values)))
    return blocks


def _list(script: Script, run: Run, group: Group, source: Source) -> list[Block]:
    """The things of a list with their numbers; of a debate, how many stand where, and which side nobody spoke for."""
    shown = choices.listed(source, run, group)
    sides: dict[str, str] = {}
    blocks: list[Block] = []
    if isinstance(source, Arguments):
        asked = script.question(source.by)
        sides = {option.code: option.label for option in choices.options_of(asked, run, group)}
        people = group.positions.get(source.by, {})
        # Two people who took a position would know each other's.
        if sum(people.values()) >= FEW:
            blocks += [Said(say(Phrase.SHARED_COUNT, text=sides[one], people=people.get(one, 0))) for one in sides]
    blocks += [
        Numbered(number, one.text, sides.get(one.side, ""), mine=one.author == run.participant) for number, one in shown
    ]
    silent = [label for code, label in list(sides.items())[:2] if code not in {one.side for _, one in shown}]
    return [*blocks, *(Said(say(Phrase.NOBODY_ON_SIDE, side=label)) for label in silent)]


def _item_text(group: Group, vote: str, code: str) -> str:
    return next(item.text for item in group.ballots[vote] if item.code == code)


def _answer_rows(run: Run, group: Group, question: Question) -> tuple[tuple[Button, ...], ...]:
    given = run.answers.get(question.key)
    chosen = given.codes if given is not None else ()
    options = choices.options_of(question, run, group)
    numbers = choices.numbers_of_pictures(question)
    buttons = [
        Button(Act.CHOOSE, one.code, f"{numbers.get(one.code, '')}{one.label}", chosen=one.code in chosen)
        for one in options
    ]
    # Numbers go side by side: those of a list, the points of a scale.
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        short = len(button.text) <= NUMBER_LENGTH and button.text.isdigit()
        if short and rows and len(rows[-1]) < choices.NUMBERS_A_ROW and rows[-1][-1].text.isdigit():
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    if takes_several(question.accepts) and chosen:
        rows.append((Button(Act.DONE, label=Label.DONE),))
    return tuple(rows)


def _navigation(
    script: Script, run: Run, group: Group, question: Question, *, keep: bool
) -> tuple[tuple[Button, ...], ...]:
    row: list[Button] = []
    if course.previous(script, run, group, question.key) and not run.detour:
        row.append(Button(Act.BACK, label=Label.BACK))
    if keep:
        row.append(Button(Act.KEEP, label=Label.KEEP))
    if question.may_pass:
        row.append(Button(Act.PASS, label=Label.PASS))
    return (tuple(row),) if row else ()


def probe_card(run: Run, text: str, *, lead: Sequence[Notice], split: bool) -> Card:
    """A probe. `split`: it asks whether to separate ideas, so yes and no are taps."""
    rows: tuple[tuple[Button, ...], ...] = ((Button(Act.PASS, label=Label.PASS),),)
    if split:
        rows = (
            (Button(Act.SPLIT, "yes", label=Label.SPLIT),),
            (Button(Act.SPLIT, "no", label=Label.ONE_IDEA),),
            *rows,
        )
    return Card((*(Said(notice) for notice in lead), Ask(text)), wait=run.wait.id, rev=run.wait.rev, rows=rows)


def gathering_card(script: Script, run: Run, lead: Sequence[Notice]) -> Card:
    """Text has come: finish, or add (an idea more, as long as there may be one)."""
    question = script.question(run.wait.key)
    row = [Button(Act.DONE, label=Label.DONE)]
    if isinstance(question.accepts, Proposals):
        # What is being separated gives its place back.
        given = len(run.ideas.get(script.step_of(question.key).id, ())) - (1 if run.wait.probe else 0)
        notice = say(Phrase.MORE_IDEAS, left=question.accepts.at_most - given)
    else:
        notice = say(Phrase.FINISH_OR_ADD)
        row.append(Button(Act.ADD, label=Label.ADD))
    blocks = tuple(Said(one) for one in (*lead, notice))
    return Card(blocks, wait=run.wait.id, rev=run.wait.rev, rows=(tuple(row),))


def gate_card(script: Script, run: Run, group: Group, gate: str, lead: Sequence[Notice]) -> Card:
    """Resting at a gate (or at the end), with what can be done meanwhile."""
    blocks: list[Block] = [Said(notice) for notice in lead]
    if gate == END:
        blocks.append(Said(say(Phrase.THE_END)))
        step = checking(script)
        if step is not None:
            blocks += [Paragraph(render(text, group.values)) for text in step.intro]
    else:
        blocks.append(Said(say(Phrase.WAITING, title=script.step(gate).title)))
    more, rows = _meanwhile(script, run, group, gate)
    return Card((*blocks, *more), wait=run.wait.id, rev=run.wait.rev, rows=tuple(rows))


def hour_card(script: Script, run: Run, lead: Sequence[Notice], *, wait: str = "") -> Card:
    """Which hour of the day suits. `wait`: that of a card beside the course."""
    hours = [(hour, f"{hour.at:%H:%M}") for hour in agenda.settings(script).hours]
    rows = tuple(
        (Button(Act.HOUR, hour.code, label=Label.AT_HOUR, values={"hour": at}, chosen=hour.code == run.hour),)
        for hour, at in hours
    )
    blocks = (*(Said(notice) for notice in lead), Said(say(Phrase.CHOOSE_HOUR)))
    return Card(blocks, wait=wait or run.wait.id, rev=0 if wait else run.wait.rev, rows=rows)


def rest_card(script: Script, run: Run, group: Group, step: StepId, now: datetime, lead: Sequence[Notice]) -> Card:
    """Resting until another day, or until the group goes on: when the next word comes, what can be done meanwhile."""
    if run.relayed:
        return _relayed_rest_card(script, run, group, step, now, lead)
    schedule = agenda.schedule_of(group)
    blocks: list[Block] = [Said(notice) for notice in lead]
    rows: list[tuple[Button, ...]] = []
    word = agenda.next_word(script, run, group, step, now)
    sooner = agenda.opens_at(script, run, group, step, now)
    end = schedule.closes_on(schedule.length)
    ends_first = word is not None and now < end <= word
    if ends_first:
        # On the last day there is no tomorrow to send anybody to.
        day, hour = schedule.local(end)
        blocks.append(Said(say(Phrase.DAYS_END, date=day.isoformat(), hour=hour)))
    elif word is None:
        blocks.append(Said(say(Phrase.WAITING, title=script.step(step).title)))
    else:
        day, hour = schedule.local(word)
        days = (day - schedule.local(now)[0]).days
        if days > 1:
            blocks.append(Said(say(Phrase.UNTIL_DATE, date=day.isoformat(), hour=hour)))
        else:
            blocks.append(Said(say(Phrase.UNTIL_TOMORROW if days else Phrase.UNTIL_TODAY, hour=hour)))
    if sooner is not None and sooner != word and not (ends_first and sooner >= end):
        day, hour = schedule.local(sooner)
        phrase = Phrase.GO_ON_FROM if ends_first else Phrase.SOONER
        is_open = sooner <= now
        blocks.append(Said(say(Phrase.IS_OPEN) if is_open else say(phrase, date=day.isoformat(), hour=hour)))
        rows.append((Button(Act.RESUME, label=Label.CARRY_ON),))
    more, more_rows = _meanwhile(script, run, group, step)
    rows += [*more_rows, (Button(Act.HOUR, label=Label.CHANGE_HOUR),)]
    return Card((*blocks, *more), wait=run.wait.id, rev=run.wait.rev, rows=tuple(rows))


def _relayed_rest_card(
    script: Script, run: Run, group: Group, step: StepId, now: datetime, lead: Sequence[Notice]
) -> Card:
    """Nobody is written to: from when whoever enters these answers may go on with them."""
    schedule = agenda.schedule_of(group)
    at, end = agenda.opens_at(script, run, group, step, now), schedule.closes_on(schedule.length)
    title = script.step(step).title
    rows: list[tuple[Button, ...]] = []
    if at is None:
        said = say(Phrase.RELAY_WAITS, title=title)
    elif at <= now:
        said = say(Phrase.IS_OPEN)
    else:
        day, hour = schedule.local(min(at, end) if now < end else at)
        said = say(Phrase.RELAY_FROM, title=title, date=day.isoformat(), hour=hour)
    if at is not None:
        rows.append((Button(Act.RESUME, label=Label.CARRY_ON),))
    more, more_rows = _meanwhile(script, run, group, step)
    return Card((*map(Said, lead), Said(said), *more), wait=run.wait.id, rev=run.wait.rev, rows=(*rows, *more_rows))


def _meanwhile(script: Script, run: Run, group: Group, gate: StepId) -> tuple[list[Block], list[tuple[Button, ...]]]:
    """What somebody at rest may do: catch up, change a vote that is open, fill in one more card, go back."""
    blocks: list[Block] = []
    rows: list[tuple[Button, ...]] = []
    missed = [script.step(step) for step in run.missed if course.may_catch_up(script, group, script.step(step))]
    if missed:
        titles = ", ".join(f"« {step.title} »" for step in missed)
        blocks.append(Said(say(Phrase.CATCH_UP, count=len(missed), titles=titles)))
        rows.append((Button(Act.CATCH_UP, label=Label.CATCH_UP),))
    open_votes = [step for step in run.confirmed if course.is_vote_open(group, step)]
    rows += [(Button(Act.CHANGE, step, label=Label.CHANGE_VOTE),) for step in open_votes]
    rows += [
        (Button(Act.BACK, step.another, label=Label.ANOTHER_CARD, values={"title": step.title}),)
        for step in course.more_cards(script, run, group)
    ]
    if course.previous(script, run, group, "", from_gate=gate):
        rows.append((Button(Act.BACK, label=Label.BACK),))
    return blocks, rows


def _named(chosen: Counter[str]) -> tuple[dict[str, int], int]:
    """Who is there, told without telling who: a profile of under three people is not named, nor may be worked out."""
    few = [code for code, people in chosen.items() if people < FEW]
    many = sorted((code for code in chosen if code not in few), key=lambda code: (chosen[code], code))
    if few and sum(chosen[code] for code in few) < FEW:
        few += many[:1]
        many = many[1:]
    return {code: chosen[code] for code in many}, sum(chosen[code] for code in few)


def shared_cards(script: Script, run: Run, group: Group, shared: Sequence[Shared]) -> list[Card]:
    """What the others said, one card a step, without authors; never one's own words among them.

    Options are counted over the whole group, one's own among them: a count has no author.
    """
    by_step: dict[str, list[Shared]] = {}
    everybody: dict[str, list[Shared]] = {}
    for contribution in shared:
        step = script.step_of(contribution.key)
        if step.kind is StepKind.CONSENT_ROUND:
            continue
        step_id = step.id
        everybody.setdefault(step_id, []).append(contribution)
        if contribution.author != run.participant and contribution.text:
            by_step.setdefault(step_id, []).append(contribution)
    cards = []
    for step in script.steps:
        theirs = by_step.get(step.id)
        if not theirs:
            continue
        form = step.questions[0].accepts
        if isinstance(form, Choice):
            chosen = Counter(code for one in everybody[step.id] for code in one.codes)
            named, others = _named(chosen) if step.kind is StepKind.PROFILE else (dict(chosen), 0)
            blocks: tuple[Block, ...] = tuple(
                Said(say(Phrase.SHARED_COUNT, text=option.label, people=named[option.code]))
                for option in choices.options_of(step.questions[0], run, group)
                if named.get(option.code)
            )
            if not blocks:
                # Nothing but a few people each of their own kind: they would know each other by it.
                continue
            if others:
                blocks = (*blocks, Said(say(Phrase.SHARED_OTHERS, people=others)))
            heading = say(Phrase.SHARED, title=step.title)
        elif isinstance(form, Keywords):
            # « Patience » and « patience » are one word here; the notebook keeps every form.
            words = sorted({word.casefold(): word for one in theirs for word in one.text.split("\n")}.values())
            blocks = (Quote(", ".join(words)),)
            heading = say(Phrase.SHARED_WORDS)
        else:
            blocks = _said_at(step, theirs, run, group)
            heading = say(Phrase.SHARED, title=step.title)
        cards.append(Card((Said(heading), *blocks)))
    return cards + consent_rounds.cards_for(script, run, group, shared)


def _said_at(step: Step, theirs: Sequence[Shared], run: Run, group: Group) -> tuple[Block, ...]:
    """A few texts of each question of a step, under the question where there are several: each side has its own."""
    blocks: list[Block] = []
    for question in step.questions:
        # Each text once: five times « Je n'en connais pas » would hide the others.
        texts = {one.text for one in theirs if one.key == question.key}
        some = drawn(texts, str, group.seed, run.participant, "shared", question.key)[:SHARED_AT_MOST]
        if some and len({one.key for one in theirs}) > 1:
            blocks.append(Paragraph(render(question.text, group.values)))
        blocks += [Quote(text) for text in some]
    return tuple(blocks)


def aside_card(script: Script, run: Run, group: Group, aside: Aside) -> Card:
    """What is asked beside the course, in the script's words where it has some."""
    match aside.kind:
        case AsideKind.MERGE:
            return _merge_card(script, run, group, aside)
        case AsideKind.PRECISION:
            return _precision_card(script, group, aside)
        case AsideKind.INTRODUCTION:
            return _introduction_card(script, group, aside)
        case AsideKind.MEMBER_CHECK:
            return _check_card(script, run, group, aside)
        case AsideKind.SPLIT:
            return _split_card(run, aside)
        case AsideKind.WITHDRAWAL:  # pragma: no branch - the union is exhausted
            return _withdrawal_card(run, aside)


def _sharing(script: Script) -> Step | None:
    return next((step for step in script.steps if step.kind is StepKind.SHARE and not step.of), None)


def _merge_card(script: Script, run: Run, group: Group, merge: Aside) -> Card:
    """A proposed wording, to one of its authors."""
    # A lead is proposed in a card: its words are among the answers.
    yours = [text for contribution, text in own_words(run) if contribution in merge.yours]
    sharing = _sharing(script)
    asked: list[Block] = [Said(say(Phrase.MERGE_ASKED)), Quote(merge.text)]
    labels = ["", "", ""]
    if sharing is not None and sharing.merge:
        asked = [Ask(render(sharing.merge, {**group.parameters, WORDING: merge.text}))]
        labels = [option.label for option in sharing.merge_options] or labels
    silence = say(Phrase.MERGE_SILENCE, minutes=int(MERGE_TAKES.total_seconds()) // 60)
    if group.schedule is not None:
        silence = say(Phrase.MERGE_SILENCE_DAYS, hours=int(agenda.MERGE_TAKES.total_seconds()) // 3600)
    blocks = (*asked, Said(say(Phrase.MERGE_YOURS)), *(Quote(text, mine=True) for text in yours), Said(silence))
    ours = (Label.YES, Label.MERGE_NO, Label.MERGE_OTHER)
    rows = tuple(
        (Button(Act.ASIDE, value, text, label=None if text else label),)
        for value, text, label in zip(("yes", "no", "other"), labels, ours, strict=True)
    )
    return Card(blocks, wait=merge.wait, rows=rows)


def _split_card(run: Run, split: Aside) -> Card:
    """Two wordings proposed for one idea, to its author."""
    yours = [text for contribution, text in own_words(run) if contribution in split.yours]
    blocks: tuple[Block, ...] = (
        Said(say(Phrase.SPLIT_ASKED)),
        *(Quote(part) for part in split.text.split("\n")),
        Said(say(Phrase.MERGE_YOURS)),
        *(Quote(text, mine=True) for text in yours),
    )
    rows = ((Button(Act.ASIDE, "yes", label=Label.YES),), (Button(Act.ASIDE, "no", label=Label.MERGE_NO),))
    return Card(blocks, wait=split.wait, rows=rows)


def reopened_card(step: Step, key: str) -> Card:
    """« L'étape est rouverte », with a button that goes to it."""
    button = Button(Act.CHANGE, key, label=Label.CHANGE, values={"title": step.title})
    return Card((Said(say(Phrase.STEP_REOPENED, title=step.title)),), wait=ANSWERS_WAIT, rows=((button,),))


def _precision_card(script: Script, group: Group, precision: Aside) -> Card:
    """To the author of an idea that somebody wants made clearer."""
    sharing = _sharing(script)
    asked: Block = Said(say(Phrase.PRECISION_ASKED, idea=precision.text))
    if sharing is not None and sharing.precision:
        asked = Ask(render(sharing.precision, {**group.parameters, IDEA: precision.text}))
    write = () if precision.writing else ((Button(Act.ASIDE, "write", label=Label.ANSWER),),)
    return Card((asked,), wait=precision.wait, rows=(*write, (Button(Act.ASIDE, "pass", label=Label.PASS),)))


def _introduction_card(script: Script, group: Group, introduction: Aside) -> Card:
    """Whether to be put in touch, without a word of who the other is."""
    step = next((one for one in script.steps if one.kind is StepKind.MATCHING), None)
    asked: tuple[Block, ...] = (Said(say(Phrase.INTRODUCTION_ASKED, about=introduction.text)),)
    labels = ["", "", ""]
    if step is not None:
        question = step.questions[0]
        about = Said(say(Phrase.INTRODUCTION_ABOUT, about=introduction.text))
        asked = (about, Ask(render(question.text, group.values)))
        labels = [option.label for option in getattr(question.accepts, "options", ())]
    ours = ((YES, Label.YES), (LATER, Label.LATER), (NO, Label.NO))
    rows = tuple(
        (Button(Act.ASIDE, value, text, label=None if text else label),)
        for text, (value, label) in zip(labels, ours, strict=True)
    )
    return Card(asked, wait=introduction.wait, rows=rows)


def checking(script: Script) -> Step | None:
    """The step that asks whether people recognise themselves in the notebook."""
    return next((step for step in script.steps if step.kind is StepKind.RETURN), None)


def _check_card(script: Script, run: Run, group: Group, check: Aside) -> Card:
    step = checking(script)
    if step is None:
        raise ValueError(check.id)
    question = step.questions[0]
    options = choices.options_of(question, run, group)
    rows = tuple((Button(Act.ASIDE, option.code, option.label),) for option in options)
    return Card((Ask(render(question.text, group.values)),), wait=check.wait, rows=rows)


def own_words(run: Run) -> tuple[tuple[str, str], ...]:
    """What this person wrote and may take back: (contribution, text), in the order it was asked."""
    written: dict[str, str] = {}
    for answers in (*(card for done in run.cards.values() for card in done), run.answers):
        written |= {given.id: given.text for given in answers.values() if given.refs and given.text}
    for ideas in run.ideas.values():
        written |= {idea.id: idea.text for idea in ideas}
    return tuple(written.items())


def _withdrawal_card(run: Run, aside: Aside) -> Card:
    words = own_words(run)
    chosen = [text for contribution, text in words if contribution in aside.yours]
    if chosen:
        sure = (Said(say(Phrase.WITHDRAW_ONE_CONFIRM)), Quote(chosen[0], mine=True))
        yes_no = ((Button(Act.ASIDE, "yes", label=Label.YES),), (Button(Act.ASIDE, "no", label=Label.NO),))
        return Card(sure, wait=aside.wait, rows=yes_no)
    first = aside.page * WITHDRAWN_FROM
    shown = list(enumerate(words, 1))[first : first + WITHDRAWN_FROM]
    blocks: list[Block] = [Said(say(Phrase.WHICH_TO_WITHDRAW))]
    blocks += [Numbered(number, text) for number, (_, text) in shown]
    buttons = [Button(Act.ASIDE, contribution, str(number)) for number, (contribution, _) in shown]
    width = choices.NUMBERS_A_ROW
    rows = tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
    if len(words) > WITHDRAWN_FROM:
        rows = (*rows, (Button(Act.ASIDE, OTHERS, label=Label.OTHERS),))
    return Card(tuple(blocks), wait=aside.wait, rows=(*rows, (Button(Act.ASIDE, "no", label=Label.LATER),)))


def plain_card(text: str) -> Card:
    """A text that is ours, and asks nothing by a button."""
    return Card((Ask(text),))


def answers_card(script: Script, run: Run, group: Group) -> Card:
    """`/mesreponses`: everything given, with a button on what may still change."""
    blocks: list[Block] = []
    rows: list[tuple[Button, ...]] = []
    for step, question, given, open_to_change in course.changeable(script, run, group):
        phrase = Phrase.MY_ANSWER if open_to_change else Phrase.MY_ANSWER_FROZEN
        blocks.append(Said(say(phrase, title=step.title)))
        blocks.append(Said(say(Phrase.PASSED_HERE)) if given.passed else Quote(given.text, mine=True))
        said = dict.fromkeys((given.id, *(idea.id for idea in run.ideas.get(question.key, ()))))
        reasons = dict.fromkeys(run.withheld[one] for one in said if one in run.withheld)
        blocks += [Said(withheld_notice(reason)) for reason in reasons]
        if open_to_change and question.key not in (row[0].value for row in rows):
            rows.append((Button(Act.CHANGE, question.key, label=Label.CHANGE, values={"title": step.title}),))
    head = say(Phrase.MY_ANSWERS) if blocks else say(Phrase.MY_ANSWERS_NONE)
    resume = (Button(Act.RESUME, label=Label.RESUME),)
    return Card((Said(head), *blocks), wait=ANSWERS_WAIT, rows=(*rows[:20], resume))


def which_wait(kept: UncertainText) -> str:
    """The wait of the card that asks where a text belongs."""
    return f"t-{kept.id}"


def which_question_card(title: str, kept: UncertainText) -> Card:
    """« Est-ce votre réponse à cette question ? », with the text."""
    blocks = (Said(say(Phrase.WHICH_QUESTION, title=title)), Quote(kept.text, mine=True))
    return Card(blocks, wait=which_wait(kept), rows=((Button(Act.ADOPT, kept.id, label=Label.ADOPT),),))


def waiting_for_words_card(run: Run, notice: Notice) -> Card:
    """Words are waited for that answer no question of the script."""
    return Card((Said(notice),), wait=run.wait.id, rev=run.wait.rev)


def leave_card() -> Card:
    """`/quitter`."""
    rows = (
        (Button(Act.LEAVE, "keep", label=Label.LEAVE_KEEP),),
        (Button(Act.LEAVE, "erase", label=Label.LEAVE_ERASE),),
        (Button(Act.LEAVE, "stay", label=Label.STAY),),
    )
    return Card((Said(say(Phrase.LEAVE_CONFIRM)),), wait=LEAVE_WAIT, rows=rows)


def data_card(script: Script, run: Run, *, confirm: bool) -> Card:
    """`/mesdonnees`: what is held, and the way to withdraw it."""
    if confirm:
        rows = (
            (Button(Act.WITHDRAW, "yes", label=Label.YES),),
            (Button(Act.WITHDRAW, "no", label=Label.NO),),
        )
        return Card((Said(say(Phrase.WITHDRAW_CONFIRM)),), wait=DATA_WAIT, rows=rows)
    said = [(key, given) for key, given in run.answers.items() if not given.passed]
    if not said and not run.votes:
        return notice_card(say(Phrase.MY_DATA_NONE))
    blocks: list[Block] = [Said(say(Phrase.MY_DATA, count=len(said)))]
    for key, given in said:
        blocks += [Said(say(Phrase.MY_ANSWER, title=script.step_of(key).title)), Quote(given.text, mine=True)]
    one = ((Button(Act.WITHDRAW, "one", label=Label.WITHDRAW_ONE),),) if own_words(run) else ()
    rows = ((Button(Act.WITHDRAW, "ask", label=Label.WITHDRAW),), *one)
    return Card(tuple(blocks), wait=DATA_WAIT, rows=rows)


def nudge_card(run: Run, notice: Notice, *, may_pass: bool) -> Card:
    """Something said about what is on the screen, which stays open; « Je passe » is at hand."""
    if not may_pass:
        return notice_card(notice)
    return Card((Said(notice),), wait=nudge_wait(run.wait.id), rows=((Button(Act.PASS, label=Label.PASS),),))


def notice_card(*notices: Notice) -> Card:
    """Something said, nothing waited for."""
    return Card(tuple(Said(notice) for notice in notices))

"""Random workshops, and random people in them: what the property tests draw from.

A gesture is a small tuple, so that hypothesis shrinks a failure to a readable list. Not here: any claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from bot.authoring.lexicon import shipped
from bot.engine.effects import Standing
from bot.engine.events import NoticeSent
from bot.engine.phrases import Phrase, say
from bot.engine.prompts import Act, Card
from bot.engine.run import Stage, Status
from bot.engine.script import (
    Agreement,
    AnswerForm,
    ApprovalBallot,
    Choice,
    FreeText,
    Gate,
    Grade,
    GradedBallot,
    Keywords,
    Option,
    OwnProbe,
    Pool,
    PreparedIdea,
    Proposals,
    Question,
    RankingBallot,
    RankingMethod,
    Script,
    StatementsBallot,
    Step,
    StepKind,
    Threshold,
    Visibility,
)
from tests.engine.world import ANA, BOB, CLO, World, buttons_of

PEOPLE = (ANA, BOB, CLO)

# -- texts ------------------------------------------------------------------------------------------------------------

TRICKY = (
    "Un marché de nuit s'installe chaque vendredi sur la place.",
    "prix, trajet, dignité",
    "un deux trois quatre cinq",
    "je passe",
    "jsp",
    "🚲🌱",
    "J'accepte",
    "Je n'accepte pas",
    "oui",
    "j'ai fini",
    "Écrivez-moi à lea@exemple.test",
    "Appelez le 06 12 34 56 78",
    "Le maire est un connard",
    "1. Des vergers partout dans la ville\n2. Des ateliers de réparation ouverts",
    "Les écoles ont un potager. Les rues sont plantées d'arbres fruitiers par les voisins.",
    "mot " * 250,
    "{{ agence }} {% for %}",
    " ",
    "\u202e\u200f\ufeff",
)
texts = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60),
)

# -- workshops --------------------------------------------------------------------------------------------------------

_YES_NO = (Option("oui", "Oui"), Option("non", "Non"))
_GRADES = (Grade("bas", "À rejeter"), Grade("moyen", "Passable"), Grade("haut", "Excellent"))
_NONE, _RULE = Grade("sans", "Sans avis"), ("Voici comment on compte.",)
_BALLOTS: tuple[tuple[StepKind, AnswerForm], ...] = (
    (StepKind.MAJORITY_VOTE, GradedBallot("idees", _GRADES, _NONE, _RULE)),
    (StepKind.MAJORITY_VOTE, GradedBallot("idees", _GRADES, _NONE, _RULE)),
    (StepKind.APPROVAL_VOTE, ApprovalBallot("idees", 0, _RULE)),
    (StepKind.APPROVAL_VOTE, ApprovalBallot("idees", 1, _RULE)),
    (StepKind.RANKING_VOTE, RankingBallot("idees", RankingMethod.SCHULZE, _RULE)),
    (StepKind.RANKING_VOTE, RankingBallot("idees", RankingMethod.RANKED_PAIRS, _RULE)),
    (StepKind.STATEMENTS, StatementsBallot("idees", Grade("oui", "Oui"), Grade("non", "Non"), _NONE, _RULE)),
)
_PROBES = ("courte", "ne_sait_pas", "emoji", "longue", "plusieurs", "generale")

_gates = st.builds(
    Gate,
    quorum=st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 3), None]),
    not_before=st.sampled_from([0, 0, 3]),
    at_most=st.sampled_from([None, 5, 10]),
    by_hand=st.just(True),
) | st.builds(
    Gate,
    quorum=st.sampled_from([Fraction(1), None]),
    at_most=st.just(7),
    by_hand=st.just(False),
)


@st.composite
def workshops(draw: st.DrawFn) -> Script:
    """A small workshop that `check` would accept: consent first, every vote behind a gate and over a filled pool."""
    steps: list[Step] = []
    if draw(st.booleans()):
        ask = draw(st.sampled_from([None, Option("question", "J'ai une question")]))
        threshold = Threshold(Option("commencer", "Je commence"), ask)
        steps.append(_entering("accueil", StepKind.WELCOME, _question("accueil", threshold, may_pass=False)))
    agreement = Agreement(Option("oui", "J'accepte"), Option("non", "Je n'accepte pas"))
    steps.append(_entering("consentement", StepKind.CONSENT, _question("consentement", agreement, may_pass=False)))
    if draw(st.booleans()):
        other = Question("profil.autre", "Quoi ?", FreeText(gathers=False), when="profil == 'oui'")
        place = Question("profil.lieu", "Où ?", Choice(_YES_NO), may_pass=draw(st.booleans()))
        steps.append(_entering("profil", StepKind.PROFILE, _question("profil", Choice(_YES_NO)), other, place))
    filled = voted = False
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["mots", "texte", "choix", "idees", "vote", "vide"]))
        # After a vote ideas for its pool are no longer collected; it has a gate.
        if kind == "idees" and voted:
            kind = "texte"
        filled, voted = filled or kind == "idees", voted or kind == "vote"
        gate = draw(_gates) if kind == "vote" else draw(st.none() | _gates)
        steps.append(_random_step(draw, f"{kind}{number}", kind, gate))
    horizons = range(draw(st.integers(0 if filled else 1, 3)))
    prepared = tuple(PreparedIdea(f"H{number}", f"Horizon préparé {number}") for number in horizons)
    pool = Pool("idees", prepared, "G", draw(st.integers(1, 3)))
    return Script("essai", "Essai", "fr", "0" * 64, tuple(steps), pools=(pool,), lexicon=shipped())


def _entering(step_id: str, kind: StepKind, *questions: Question) -> Step:
    intro = ("Pour {{ agence }}.",)
    return Step(step_id, kind, f"Étape {step_id}", "A", 2, questions, intro, always=True, catch_up=False)


def _question(
    key: str,
    accepts: AnswerForm,
    *,
    may_pass: bool = True,
    probes: tuple[str, ...] = (),
    own: tuple[OwnProbe, ...] = (),
    when: str = "",
) -> Question:
    return Question(key, "Alors, {{ territoire }} ?", accepts, "", may_pass, when, probes, own)


def _random_step(draw: st.DrawFn, step_id: str, kind: str, gate: Gate | None) -> Step:
    probes = tuple(sorted(draw(st.sets(st.sampled_from(_PROBES), max_size=3))))
    own: tuple[OwnProbe, ...] = (OwnProbe("qui", "Qui, dans {{ territoire }} ?"),)
    more: tuple[Question, ...] = ()
    match kind:
        case "mots":
            of = StepKind.KEYWORDS
            question = _question(step_id, Keywords(draw(st.integers(1, 3))))
            more = (Question(f"{step_id}.pourquoi", "Pourquoi ?", FreeText(gathers=False), own_probes=own),)
        case "choix":
            of = StepKind.CLOSING
            question = _question(step_id, Choice(_YES_NO), may_pass=draw(st.booleans()))
        case "idees":
            of = StepKind.IDEAS
            form = Proposals("idees", draw(st.integers(1, 3)), draw(st.sampled_from([20, 160])))
            question = _question(step_id, form, probes=probes, own=own)
        case "vote":
            of, ballot = draw(st.sampled_from(_BALLOTS))
            question = _question(step_id, ballot)
            if draw(st.booleans()):
                more = (Question(f"{step_id}.reserve", "Une réserve ?", FreeText(gathers=False)),)
        case "vide":
            # Nobody who goes on said « non » there: the step asks nothing of anybody.
            of = StepKind.CLOSING
            question = _question(step_id, FreeText(), when="consentement == 'non'")
        case _:
            of = StepKind.OPEN_QUESTION
            options = draw(st.sampled_from([(), _YES_NO]))
            own = (*own, OwnProbe("rassure", "Quoi ?", after="oui")) if options else own
            question = _question(step_id, FreeText(options, gathers=draw(st.booleans())), probes=probes, own=own)
    vote = kind == "vote"
    seen = st.sampled_from([Visibility.PRIVATE, Visibility.ANONYMOUS])
    return Step(
        step_id,
        of,
        f"Étape {step_id}",
        "A",
        draw(st.integers(0, 6)),
        (question, *more),
        ("Pour {{ agence }}.",),
        gate=gate,
        visibility=Visibility.AT_CLOSE if vote else draw(seen),
        catch_up=not vote and draw(st.booleans()),
    )


# -- gestures ---------------------------------------------------------------------------------------------------------

_PERSONAL = ("write", "press", "goon", "old", "forge", "edit", "other", "command", "block", "goon", "press", "goon")
_COMMON = ("clock", "next", "clock", "deliver", "hold", "choose", "merge", "probe", "park", "release", "notice", "late")


@dataclass(frozen=True)
class Gesture:
    """One thing that somebody, the clock or a facilitator does; the numbers choose among what there is then."""

    what: str
    who: int
    a: int
    b: int
    text: str


_people = st.integers(0, len(PEOPLE) - 1)
_gesture = st.builds(
    Gesture, st.sampled_from(_PERSONAL + _PERSONAL + _COMMON), _people, st.integers(0, 40), st.integers(0, 5), texts
)
# A session well under way first: by gestures drawn one by one few examples would ever see a vote.
_under_way = st.builds(Gesture, st.just("everybody"), st.just(0), st.integers(0, 30), st.integers(0, 5), st.just(""))
gestures = st.builds(lambda first, more: [first, *more], _under_way, st.lists(_gesture, max_size=40))


def do(world: World, gesture: Gesture) -> None:
    """Make the gesture, if it can be made."""
    who = PEOPLE[gesture.who]
    if gesture.what == "everybody":
        _everybody(world, gesture)
    elif gesture.what in _PERSONAL:
        if who not in world.seats:
            world.enter(who)
        elif who in world.runs:
            _personal(world, who, gesture)
    else:
        _common(world, gesture)


def _everybody(world: World, gesture: Gesture) -> None:
    if gesture.a:
        world.enter(*PEOPLE)
    for number in range(gesture.a):
        for who in PEOPLE:
            if who in world.runs and world.runs[who].wait.stage not in (Stage.GATED, Stage.ENDED):
                go_on(world, who, gesture)
        if number % 3 == 2:
            world.wait(minutes=gesture.b)


def _personal(world: World, who: str, gesture: Gesture) -> None:
    seat, run, a, b = world.seats[who], world.runs[who], gesture.a, gesture.b
    match gesture.what:
        case "write":
            waits = [run.wait.id, *(wait.id for wait in run.earlier), "", "999"]
            world.write(who, gesture.text, shown=waits[a % len(waits)], doubtful=b == 0)
        case "press":
            cards = [card for card in seat.screen.values() if buttons_of(card)]
            _press_one(world, who, cards, a, b)
        case "old":
            _press_one(world, who, [card for card in seat.cards if buttons_of(card)], a, b)
        case "goon":
            go_on(world, who, gesture)
        case "forge":
            waits = [run.wait.id, *(wait.id for wait in run.earlier), "0", "m-1", "leave", "data", "answers", "x"]
            values = ["", "yes", "no", "oui", "0", "7", "G1:2", "H0:-", "erase", gesture.text, *run.answers]
            acts = list(Act)
            rev = run.wait.rev if gesture.b else gesture.a
            world.forge(who, acts[a % len(acts)], waits[b % len(waits)], rev, values[(a * 7 + b) % len(values)])
        case "edit":
            world.edit(who, a % (seat.messages + 1), gesture.text)
        case "other":
            kind = ["voice", "photo", "sticker", "document"][b % 4]
            world.send_something(who, kind, emoji="🌳" if kind == "sticker" and a % 2 else "")
        case "command":
            commands = (
                world.resume,
                world.ask_answers,
                world.ask_data,
                world.ask_to_leave,
                lambda one: world.choose_language(one, ("en", "fr", "fr-doublets")[a % 3]),
                world.resume,
            )
            held, world.hold = world.hold, False
            commands[b](who)
            world.hold = held
        case _:
            world.block(who)


def _press_one(world: World, who: str, cards: list[Card], a: int, b: int) -> None:
    if cards:
        card = cards[a % len(cards)]
        buttons = buttons_of(card)
        world.tap(who, card, buttons[(a + b) % len(buttons)])


def go_on(world: World, who: str, gesture: Gesture | None = None) -> None:
    """What somebody of good will does next."""
    run, seat = world.runs[who], world.seats[who]
    if run.status is Status.UNREACHABLE:
        world.resume(who)
        return
    card = seat.screen.get(run.wait.id)
    if card is None:
        return
    going_on = (Act.CHOOSE, Act.DONE, Act.GRADE, Act.TICK, Act.RANK, Act.CONFIRM)
    # What is chosen already stays so: of several options one is enough. An empty value takes the last one back.
    buttons = [one for one in buttons_of(card) if one.act in going_on and not one.chosen]
    buttons = [one for one in buttons if one.act is not Act.RANK or one.value]
    if any(one.chosen for one in buttons_of(card)):
        buttons = [one for one in buttons if one.act is not Act.CHOOSE] or buttons
    if buttons:
        pick = gesture.b if gesture is not None and run.wait.stage is Stage.VOTING else 0
        world.tap(who, card, buttons[pick % len(buttons)])
    elif run.wait.stage in (Stage.ASKED, Stage.PROBED, Stage.GATHERING):
        accepts = world.script.step_of(run.wait.key).questions[0].accepts
        match accepts:
            case Keywords():
                world.write(who, f"lieu{seat.messages}")
            case Proposals():
                world.write(who, f"Un lieu {seat.messages}")
            case _:
                world.write(who, f"Un lieu {seat.messages} ouvert à tout le quartier, chaque matin.")


def _common(world: World, gesture: Gesture) -> None:
    a, b = gesture.a, gesture.b
    # What facilitators are shown, and may act on: the words and choices of questions, not the consent.
    contributions = [id_ for id_, one in world.contributions.items() if world.script.step_of(one.key).counted]
    ideas = [id_ for id_, idea in world.ideas.items() if not idea.withdrawn]
    pool = world.script.pools[0].id
    match gesture.what:
        case "clock":
            world.wait(minutes=b + 1, seconds=a)
        case "next":
            if world.group.status == "draft":
                world.open()
            elif b < 2:
                world.move_on()
        case "hold":
            world.hold = True
        case "deliver":
            world.deliver(a)
            world.hold = b > 2
        case "choose":
            world.choose(pool, *ideas[: b % 3])
        case "merge" if len(ideas) > 1:
            first, second = ideas[a % len(ideas)], ideas[(a + 1 + b) % len(ideas)]
            world.merge(f"m{world.stamps}", pool, "Une phrase pour deux", *dict.fromkeys((first, second)))
        case "probe" if contributions:
            kept = world.contributions[contributions[a % len(contributions)]]
            code = ("generale", "tiers", "qui", "hostile", "rassure", "inconnue")[b % 6]
            if kept.participant in world.runs:
                world.probe(kept.participant, kept.key, code, kept.id)
        case "park" if contributions:
            world.park(contributions[a % len(contributions)])
        case "release":
            withheld = [id_ for id_, one in world.contributions.items() if one.standing is Standing.WITHHELD]
            if withheld:
                world.release(withheld[a % len(withheld)])
        case "notice":
            for who in world.runs:
                world.happen(who, NoticeSent(say(Phrase.PARKED)))
        case "late" if a == 0 and b == 0:
            world.close()
        case _:
            pass

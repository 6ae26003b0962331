"""What an edit changes, and whether sessions under way may take it up. The scripts are fabricated."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bot.engine.revision import Nature, Revision, Subject, What, diff
from bot.engine.script import (
    Agreement,
    AnswerForm,
    Choice,
    FreeText,
    Gate,
    Grade,
    GradedBallot,
    Option,
    OwnProbe,
    Parameter,
    Phase,
    Pool,
    PreparedIdea,
    Question,
    Script,
    Step,
    StepKind,
    Threshold,
    Visibility,
)

GRADES = (Grade("mal", "Mal"), Grade("moyen", "Moyen"), Grade("bien", "Bien"))


def step(one: str, kind: StepKind, *questions: Question, **more: Any) -> Step:
    return Step(id=one, kind=kind, title=one.title(), phase="A", minutes=2, questions=questions, **more)


def ask(key: str, form: AnswerForm, **more: Any) -> Question:
    return Question(key, f"{key} ?", form, **more)


WELCOME = step("accueil", StepKind.WELCOME, ask("accueil", Threshold(Option("go", "Je commence"))))
CONSENT = step(
    "accord",
    StepKind.CONSENT,
    ask("accord", Agreement(Option("oui", "Oui"), Option("non", "Non"))),
    intro=("Ce que deviennent vos réponses.",),
)
WHO = (Option("elu", "Élu·e"), Option("agent", "Agent·e"))
PROFILE = step(
    "profil",
    StepKind.PROFILE,
    ask("profil", Choice(WHO)),
    ask("profil.lieu", FreeText()),
    ask("profil.rapport", FreeText()),
)
QUESTION = step(
    "vecu",
    StepKind.OPEN_QUESTION,
    ask("vecu", FreeText((Option("rien", "Rien"),)), hint="Hier ou jadis.", own_probes=(OwnProbe("qui", "Qui ?"),)),
)
VOTE = step(
    "vote",
    StepKind.MAJORITY_VOTE,
    ask("vote", GradedBallot("horizons", GRADES, Grade("sans", "Sans avis"))),
    ask("vote.mot", FreeText()),
    gate=Gate(at_most=10),
    visibility=Visibility.AT_CLOSE,
)
SCRIPT = Script(
    id="essai",
    title="Essai",
    language="fr",
    hash="0",
    steps=(WELCOME, CONSENT, PROFILE, QUESTION, VOTE),
    phases=(Phase("A", "Début"),),
    pools=(Pool("horizons", (PreparedIdea("RH1", "Une phrase."), PreparedIdea("RH2", "Une autre."))),),
    parameters=(Parameter("agence", default="ici"), Parameter("annee", "integer")),
)


def replaced(*path: str | int, by: Any) -> Script:
    """The script with one value replaced: names of fields and indices lead to it."""

    def within(value: Any, rest: tuple[str | int, ...]) -> Any:
        if not rest:
            return by
        first, *more = rest
        if isinstance(first, str):
            return msgspec.structs.replace(value, **{first: within(getattr(value, first), tuple(more))})
        return (*value[:first], within(value[first], tuple(more)), *value[first + 1 :])

    changed = within(SCRIPT, path)
    assert isinstance(changed, Script)
    return changed


def only(new: Script) -> tuple[Subject, str, str, What, Nature, tuple[str, ...]]:
    revision = diff(SCRIPT, new)
    (change,) = revision.changes
    assert revision.nature is change.nature
    assert revision.orphans == change.orphans
    assert revision.applies is (change.nature is Nature.TEXT)
    return change.subject, change.id, change.field, change.what, change.nature, change.orphans


def test_the_same_script_in_another_layout_applies() -> None:
    """A comment added to the file changes its hash and nothing else."""
    assert diff(SCRIPT, msgspec.structs.replace(SCRIPT, hash="1")) == Revision(())
    assert diff(SCRIPT, SCRIPT).applies
    assert diff(SCRIPT, SCRIPT).nature is None


@pytest.mark.parametrize(
    ("new", "subject", "one", "field"),
    [
        (replaced("title", by="Autre"), Subject.SCRIPT, "", "title"),
        (replaced("phases", 0, "title", by="Autre"), Subject.PHASE, "A", "title"),
        (replaced("parameters", 0, "help", by="Qui"), Subject.PARAMETER, "agence", "help"),
        (replaced("steps", 3, "intro", by=("Bonjour.",)), Subject.STEP, "vecu", "intro"),
        (replaced("steps", 3, "note", by="Écouter."), Subject.STEP, "vecu", "note"),
        (replaced("steps", 3, "questions", 0, "text", by="Quoi ?"), Subject.QUESTION, "vecu", "text"),
        (replaced("steps", 3, "questions", 0, "hint", by=""), Subject.QUESTION, "vecu", "hint"),
        (
            replaced("steps", 2, "questions", 0, "accepts", "options", 0, "label", by="Élue"),
            Subject.QUESTION,
            "profil",
            "accepts.options.elu.label",
        ),
        (
            replaced("steps", 3, "questions", 0, "own_probes", 0, "text", by="Qui donc ?"),
            Subject.QUESTION,
            "vecu",
            "own_probes.qui.text",
        ),
        (
            replaced("steps", 4, "questions", 0, "accepts", "grades", 2, "label", by="Très bien"),
            Subject.QUESTION,
            "vote",
            "accepts.grades.bien.label",
        ),
    ],
)
def test_words_are_textual_wherever_they_stand(new: Script, subject: Subject, one: str, field: str) -> None:
    """A typo found during a session can be mended in it."""
    assert only(new) == (subject, one, field, What.REWORDED, Nature.TEXT, ())


def test_a_default_only_counts_at_launch() -> None:
    """A session under way was launched with its own values."""
    changed = only(replaced("parameters", 0, "default", by="là"))
    assert changed[2:5] == ("default", What.SET, Nature.TEXT)
    assert only(replaced("parameters", 0, "default", by=None))[4] is Nature.STRUCTURAL


@pytest.mark.parametrize(
    ("new", "one", "field"),
    [
        (replaced("steps", by=(*SCRIPT.steps, step("fin", StepKind.CLOSING, ask("fin", FreeText())))), "fin", ""),
        (
            replaced("steps", 3, "questions", by=(*QUESTION.questions, ask("vecu.encore", FreeText()))),
            "vecu.encore",
            "",
        ),
        (
            replaced(
                "steps", 3, "questions", 0, "accepts", "options", by=(Option("rien", "Rien"), Option("peu", "Peu"))
            ),
            "vecu",
            "accepts.options.peu",
        ),
        (
            replaced("steps", 3, "questions", 0, "own_probes", by=(OwnProbe("qui", "Qui ?"), OwnProbe("ou", "Où ?"))),
            "vecu",
            "own_probes.ou",
        ),
        (
            replaced("pools", 0, "prepared", by=(*SCRIPT.pools[0].prepared, PreparedIdea("RH3", "Trois."))),
            "horizons",
            "",
        ),
        (replaced("parameters", by=(*SCRIPT.parameters, Parameter("lieu", default="ici"))), "lieu", ""),
        (replaced("phases", by=(Phase("A", "Début"), Phase("B", "Suite"))), "B", ""),
    ],
)
def test_what_is_only_more_touches_no_earlier_answer(new: Script, one: str, field: str) -> None:
    """Sessions keep their version, and their answers still compare."""
    _, changed, where, what, nature, orphans = only(new)
    assert (changed, what, nature, orphans) == (one, What.ADDED, Nature.ADDITIVE, ())
    assert where == (field or ("prepared.RH3" if one == "horizons" else ""))


@pytest.mark.parametrize(
    ("new", "what", "orphans"),
    [
        (replaced("steps", by=SCRIPT.steps[:4]), What.REMOVED, ("vote", "vote.mot")),
        (replaced("steps", 2, "questions", by=PROFILE.questions[:2]), What.REMOVED, ("profil.rapport",)),
        (replaced("steps", 3, "questions", 0, "accepts", by=Choice(())), What.SET, ("vecu",)),
        (replaced("steps", 3, "questions", 0, "accepts", "options", by=()), What.REMOVED, ("vecu",)),
        (replaced("steps", 4, "questions", 0, "accepts", "pool", by="autres"), What.SET, ("vote",)),
        (
            replaced("steps", 4, "questions", 0, "accepts", "grades", by=(*GRADES, Grade("top", "Top"))),
            What.ADDED,
            ("vote",),
        ),
        (replaced("pools", 0, "prepared", by=SCRIPT.pools[0].prepared[:1]), What.REMOVED, ("vote",)),
        (replaced("pools", 0, "prepared", 0, "text", by="Autre chose."), What.REWORDED, ("vote",)),
        (replaced("pools", 0, "group_prefix", by="RG"), What.SET, ("vote",)),
        (replaced("pools", by=()), What.REMOVED, ("vote",)),
        (replaced("steps", 1, "intro", by=("Autre chose.",)), What.REWORDED, ("accord",)),
        (replaced("steps", 1, "questions", 0, "accepts", "accept", "label", by="D'accord"), What.REWORDED, ("accord",)),
    ],
)
def test_answers_that_would_lose_their_meaning_are_named(new: Script, what: What, orphans: tuple[str, ...]) -> None:
    """Somebody answered, agreed or voted on what is no longer there, or no longer says the same."""
    changed = only(new)
    assert changed[3] is what
    assert changed[4] is Nature.STRUCTURAL
    assert changed[5] == orphans


@pytest.mark.parametrize(
    "new",
    [
        replaced("language", by="en"),
        replaced("phases", by=()),
        replaced("parameters", by=SCRIPT.parameters[:1]),
        replaced("parameters", by=(*SCRIPT.parameters, Parameter("lieu"))),
        replaced("steps", 3, "minutes", by=9),
        replaced("steps", 3, "gate", by=Gate()),
        replaced("steps", 4, "gate", "at_most", by=12),
        replaced("steps", 3, "questions", 0, "when", by="profil == 'elu'"),
        replaced("steps", 3, "questions", 0, "probes", by=("courte",)),
        replaced("steps", 3, "questions", 0, "accepts", "gathers", by=False),
        replaced("steps", 0, "questions", 0, "accepts", "ask", by=Option("aide", "J'ai une question")),
        replaced("pools", 0, "most_from_group", by=3),
        replaced("pools", 0, "prepared", by=SCRIPT.pools[0].prepared[::-1]),
        replaced("steps", 1, "catch_up", by=False),
    ],
)
def test_a_course_that_changes_is_structural_and_orphans_nothing(new: Script) -> None:
    """Nobody's answer is lost, but people under way would be asked something else, at another time."""
    revision = diff(SCRIPT, new)
    assert revision.nature is Nature.STRUCTURAL
    assert revision.orphans == ()
    assert not revision.applies


def test_what_facilitators_read_at_the_consent_is_only_words() -> None:
    """Nobody agreed to the facilitator's note."""
    assert only(replaced("steps", 1, "note", by="Compter les refus."))[4] is Nature.TEXT


def test_labels_that_change_places_are_not_words() -> None:
    """`oui: Non, non: Oui` would turn every answer round."""
    swapped = (Option("elu", "Agent·e"), Option("agent", "Élu·e"))
    revision = diff(SCRIPT, replaced("steps", 2, "questions", 0, "accepts", "options", by=swapped))
    assert revision.nature is Nature.STRUCTURAL
    assert revision.orphans == ("profil",)


def test_what_moves_is_named_and_the_rest_is_not() -> None:
    """One step put elsewhere is one change, whatever the length of the workshop."""
    steps = (WELCOME, CONSENT, QUESTION, VOTE, PROFILE)
    revision = diff(SCRIPT, msgspec.structs.replace(SCRIPT, steps=steps))
    assert [(change.what, change.id) for change in revision.changes] == [(What.MOVED, "profil")]
    follow_ups = (PROFILE.questions[0], PROFILE.questions[2], PROFILE.questions[1])
    (moved,) = diff(SCRIPT, replaced("steps", 2, "questions", by=follow_ups)).changes
    assert (moved.subject, moved.what, moved.orphans) == (Subject.QUESTION, What.MOVED, ())


def test_a_title_is_one_change_however_many_parts_the_step_is_played_in() -> None:
    """The author wrote it once."""
    part = msgspec.structs.replace(VOTE, id="vote.reserve", of="vote", questions=(), gate=Gate(at_most=9))
    old = msgspec.structs.replace(SCRIPT, steps=(*SCRIPT.steps, part))
    retitled = [msgspec.structs.replace(one, title="Autre", minutes=9) for one in (VOTE, part)]
    new = msgspec.structs.replace(SCRIPT, steps=(*SCRIPT.steps[:4], *retitled))
    changes = {(change.id, change.field) for change in diff(old, new).changes}
    assert changes == {("vote", "title"), ("vote", "minutes"), ("vote.reserve", "minutes")}


def test_buttons_in_another_order_orphan_nothing_and_grades_do() -> None:
    """A ballot keeps the number of the grade: in another order every vote would say something else."""
    buttons = replaced("steps", 2, "questions", 0, "accepts", "options", by=WHO[::-1])
    assert diff(SCRIPT, buttons).orphans == ()
    assert diff(SCRIPT, buttons).nature is Nature.STRUCTURAL
    grades = replaced("steps", 4, "questions", 0, "accepts", "grades", by=GRADES[::-1])
    assert diff(SCRIPT, grades).orphans == ("vote",)

"""The three flagships keep what their storyboards leave to whoever writes them: codes, keys, gates, what is fixed."""

import pytest

from bot.authoring import check
from bot.engine.script import GradedBallot, Script, StepKind
from tests.authoring.shipped_texts import WORKSHOPS, labels, workshop

FLAGSHIPS = ("relocalisation", "espaces_publics", "teletravail")


@pytest.fixture(params=FLAGSHIPS)
def script(request: pytest.FixtureRequest) -> Script:
    name: str = request.param
    return workshop(name)


@pytest.mark.parametrize("name", FLAGSHIPS)
def test_a_flagship_has_neither_error_nor_warning(name: str) -> None:
    """They are the examples that authors copy."""
    file = WORKSHOPS / f"{name}.yaml"
    assert [str(issue) for issue in check(file.name, file.read_bytes())] == []


def test_follow_ups_bear_their_keys() -> None:
    """Crowd files, notebooks and exports name answers by these keys, the same wherever the same thing is asked."""
    of = {name: [question.key for _, question in workshop(name).walk() if "." in question.key] for name in FLAGSHIPS}
    entering = [
        *("consentement.citation", "profil.autre", "profil.rapport", "profil.lieu", "trois_mots.explication"),
    ]
    voting = ["clarification.soutien", "vote.reserve"]
    ending = [
        *("pistes.horizon", "pistes.outil", "pistes.processus", "pistes.acteurs", "pistes.frein"),
        *("pistes.posture_attendue", "engagement.relation", "engagement.entendre", "cloture.oubli", "cloture.meteo"),
    ]
    debating = ["debat.avant", "debat.apres", "debat.marquant"]
    assert of["relocalisation"] == [*entering, *voting, *debating, *ending]
    assert of["espaces_publics"] == [
        *(*entering, "lieu.nom", "place.explication"),
        *(*voting, "consequences.moins_bien", *ending),
    ]
    assert of["teletravail"] == [*entering, *voting, *ending]


def test_options_are_codes_with_the_labels_shown(script: Script) -> None:
    """A label may be reworded, its code is kept with every answer ever given."""

    def codes(key: str) -> dict[str, str]:
        form = script.question(key).accepts
        return {option.code: option.label for option in getattr(form, "options", ())}

    assert list(codes("profil")) == [
        *("elu", "agent", "association", "entreprise", "habitant", "collectif", "benevole", "autre"),
    ]
    assert codes("consentement.citation") == {"oui": "Oui", "demander": "Me demander d'abord", "non": "Non"}
    assert list(codes("pistes.posture_attendue")) == ["porter", "faciliter", "autoriser", "financer", "laisser_faire"]
    assert list(codes("engagement")) == [
        *("contact", "temps", "lieu_materiel", "competence", "groupe", "relais", "rien"),
    ]
    assert len(codes("profil.rapport")) == 6
    assert len(codes("profil.lieu")) == len(codes("cloture.meteo")) == 5
    assert script.question("profil.autre").when == "profil == 'autre'"


def test_the_vote_has_seven_grades_from_worst_to_best_and_a_way_to_say_nothing(script: Script) -> None:
    """Read the wrong way round, the best horizon would be the worst."""
    ballot = script.step("vote").ballot
    assert isinstance(ballot, GradedBallot)
    assert [grade.code for grade in ballot.grades] == [
        *("a_rejeter", "insuffisant", "passable", "assez_bien", "bien", "tres_bien", "excellent"),
    ]
    assert labels(script.question("vote"))[-1] == "Sans avis"
    assert ballot.grades[ballot.favourable_from].code == "bien"
    assert ballot.grades[ballot.reserved_upto].code == "insuffisant"


def test_every_vote_tells_its_rule_in_four_sentences(script: Script) -> None:
    """People who do not know how they are counted do not trust the result."""
    ballots = [step.ballot for step in script.steps if step.ballot is not None]
    assert [len(ballot.explanation) for ballot in ballots] == [4, 4, 4]


@pytest.mark.parametrize(("name", "letter"), [*zip(FLAGSHIPS, "RET", strict=True)])
def test_six_horizons_are_prepared_and_six_of_the_group_may_join_them(name: str, letter: str) -> None:
    """Twelve is what people can grade on a phone; the prepared codes are the same in every session."""
    horizons, leads = workshop(name).pools
    assert [item.code for item in horizons.prepared] == [f"{letter}H{number}" for number in range(1, 7)]
    assert (horizons.id, horizons.group_prefix, horizons.most_from_group) == ("horizons", f"{letter}G", 6)
    assert (leads.id, leads.prepared, leads.group_prefix) == ("pistes", (), "PA")


def test_the_group_meets_wherever_what_follows_needs_everybody() -> None:
    """To read one another, to open a vote, to close it; never between two questions that one answers alone."""
    sharing = ("clarification", "clarification.soutien", "vote", "vote.reserve")
    before = ("vecu", "horizons", *sharing)
    after = ("pistes", "points", "engagement")
    assert workshop("relocalisation").gates() == (*before, "debat", "debat.lecture", *after)
    assert workshop("espaces_publics").gates() == (*before, "consequences", *after)
    assert workshop("teletravail").gates() == (*before, *after)


def test_nobody_is_held_at_a_gate(script: Script) -> None:
    """The clock and the facilitator can each open every one; the first leaves the way in its time."""
    gates = [step.gate for step in script.steps if step.gate is not None]
    assert all(gate.at_most is not None and gate.by_hand for gate in gates)
    way_in = sum(step.minutes for step in script.stretch(0))
    assert gates[0].not_before == way_in
    assert gates[0].at_most == way_in + 3


def test_merges_can_be_answered_before_the_next_gate(script: Script) -> None:
    """Two minutes are promised to authors, and somebody has to read before proposing."""
    gate = script.step("clarification.soutien").gate
    assert gate is not None
    assert gate.not_before >= 5


def test_only_the_way_in_cannot_be_passed(script: Script) -> None:
    """The welcome promises that a question can be passed at any time."""
    fixed = [question.key for _, question in script.walk() if not question.may_pass]
    assert fixed == ["accueil", "consentement", "consentement.citation"]


def test_every_step_tells_its_data_and_every_question_is_short(script: Script) -> None:
    """`data` feeds the privacy page; 140 characters is what a phone shows without scrolling."""
    assert all(step.data and step.rubrics for step in script.steps)
    assert all(len(question.text) <= 140 for _, question in script.walk())
    assert all(question.text for step, question in script.walk() if step.kind is not StepKind.WELCOME)


def test_what_must_be_given_at_launch_has_no_default(script: Script) -> None:
    """A default lesson or a default agency would be read out to people as if it were true."""
    required = {parameter.name for parameter in script.parameters if parameter.required}
    assert required == {
        *("agence", "territoire", "non_negociable", "n_ecoute", "date_validation"),
        *("enseignement_1", "enseignement_2", "enseignement_3"),
    }
    assert all(parameter.help for parameter in script.parameters)


@pytest.mark.parametrize(("name", "minutes"), [("relocalisation", 75), ("espaces_publics", 70), ("teletravail", 65)])
def test_people_are_told_how_long_it_takes(name: str, minutes: int) -> None:
    """Whoever plans their evening by it must not be kept longer; the welcome and the head say the same."""
    script = workshop(name)
    assert script.announced_minutes == minutes >= sum(step.minutes for step in script.steps)
    assert any(f"dure {minutes} minutes" in line for line in script.step("accueil").intro)


@pytest.mark.parametrize(
    ("length", "days"),
    [
        (3, {"trois_mots": 1, "vecu": 1, "horizons": 2, "clarification": 2, "vote": 3, "cloture": 3}),
        (5, {"trois_mots": 1, "horizons": 3, "clarification": 3, "vote": 4, "pistes": 5, "cloture": 5}),
        (7, {"trois_mots": 1, "vecu": 2, "horizons": 4, "clarification": 5, "vote": 6, "pistes": 7, "cloture": 7}),
    ],
)
def test_each_version_has_its_calendar(script: Script, length: int, days: dict[str, int]) -> None:
    """The table of the storyboards (§ 0.8): a step a day too early would show what others have not answered yet."""
    assert {step: script.day_of(step, length) for step in days} == days


@pytest.mark.parametrize("name", FLAGSHIPS)
def test_the_files_teach_their_author(name: str) -> None:
    """They are edited by people who have never seen YAML."""
    head = (WORKSHOPS / f"{name}.yaml").read_text(encoding="utf-8").split("format: 1")[0]
    assert all(word in head for word in ("horizons check", "guillemets", "{{ agence }}", "tabulation"))

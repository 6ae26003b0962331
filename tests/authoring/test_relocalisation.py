"""The shipped workshop « Réancrer » reads as its storyboard says."""

from pathlib import Path

import pytest

from bot.authoring import check, load
from bot.engine.script import (
    Agreement,
    Choice,
    FreeText,
    GradedBallot,
    Keywords,
    Proposals,
    Script,
    StepKind,
    Threshold,
    Visibility,
)

FILE = Path(__file__).parents[2] / "workshops" / "relocalisation.yaml"


@pytest.fixture(scope="module")
def script() -> Script:
    return load(FILE.name, FILE.read_bytes())


def test_the_shipped_workshop_has_neither_error_nor_warning() -> None:
    """It is the example that authors copy."""
    assert [str(issue) for issue in check(FILE.name, FILE.read_bytes())] == []


def test_its_steps_are_those_of_the_storyboard(script: Script) -> None:
    """Sessions compare by these words: one renamed breaks every comparison."""
    assert [(step.id, step.phase, step.minutes, step.day) for step in script.steps] == [
        ("accueil", "A", 2, 1),
        ("consentement", "A", 2, 1),
        ("profil", "A", 2, 1),
        ("trois_mots", "B", 3, 1),
        ("vecu", "C", 6, 1),
        ("craintes", "C", 4, 2),
        ("germes", "C", 5, 2),
        ("horizons", "C", 6, 3),
        ("vote", "C", 6, 4),
        ("cloture", "D", 3, 5),
    ]
    assert [phase.code for phase in script.phases] == ["A", "B", "C", "D"]
    assert script.announced_minutes == 75


def test_its_follow_ups_bear_their_keys(script: Script) -> None:
    """Crowd files, notebooks and exports name answers by these keys."""
    assert [question.key for _, question in script.walk() if "." in question.key] == [
        "consentement.citation",
        "profil.autre",
        "profil.rapport",
        "profil.lieu",
        "trois_mots.explication",
        "cloture.oubli",
        "cloture.meteo",
    ]
    assert script.question("profil.autre").when == "profil == 'autre'"


def test_each_step_accepts_what_it_asks_for(script: Script) -> None:
    """The kind written in the file decides what people may answer."""
    forms = {question.key: type(question.accepts) for _, question in script.walk()}
    assert forms == {
        "accueil": Threshold,
        "consentement": Agreement,
        "consentement.citation": Choice,
        "profil": Choice,
        "profil.autre": FreeText,
        "profil.rapport": Choice,
        "profil.lieu": Choice,
        "trois_mots": Keywords,
        "trois_mots.explication": FreeText,
        "vecu": FreeText,
        "craintes": FreeText,
        "germes": FreeText,
        "horizons": Proposals,
        "vote": GradedBallot,
        "cloture": FreeText,
        "cloture.oubli": FreeText,
        "cloture.meteo": Choice,
    }


def test_options_are_codes_with_the_labels_shown(script: Script) -> None:
    """A label may be reworded, its code is kept with every answer ever given."""

    def labels(key: str) -> dict[str, str]:
        return {option.code: option.label for option in script.question(key).accepts.options}  # type: ignore[union-attr]

    assert labels("profil") == {
        "elu": "Élu·e",
        "agent": "Agent·e public·que",
        "association": "Association",
        "entreprise": "Entreprise ou commerce",
        "habitant": "Habitant·e",
        "collectif": "Collectif citoyen",
        "benevole": "Bénévole",
        "autre": "Autre",
    }
    assert labels("consentement.citation") == {"oui": "Oui", "demander": "Me demander d'abord", "non": "Non"}
    assert labels("craintes") == {"rien": "Rien ne m'inquiète"}
    assert labels("cloture.oubli") == {"rien": "Rien à ajouter"}
    assert len(labels("profil.rapport")) == 6
    assert len(labels("profil.lieu")) == len(labels("cloture.meteo")) == 5


def test_probes_are_those_of_each_step(script: Script) -> None:
    """A probe too many at the closing, or one missing at the story, changes what people tell."""
    assert {step.id: step.questions[0].probes for step in script.steps if step.questions[0].probes} == {
        "vecu": ("courte", "generale", "ne_sait_pas", "longue"),
        "craintes": ("courte", "ne_sait_pas"),
        "germes": ("courte",),
        "horizons": ("plusieurs", "ne_sait_pas", "courte"),
    }
    own = {step.id: step.questions[0].own_probes for step in script.steps if step.questions[0].own_probes}
    assert {step: len(probes) for step, probes in own.items()} == {"vecu": 2, "craintes": 2, "germes": 3, "horizons": 2}
    assert [(probe.text, probe.after) for probe in own["craintes"]] == [
        ("Pour qui serait-ce le plus difficile ?", ""),
        ("Qu'est-ce qui vous rassure ?", "rien"),
    ]


def test_the_vote_has_seven_grades_from_worst_to_best_and_a_way_to_say_nothing(script: Script) -> None:
    """Read the wrong way round, the best horizon would be the worst."""
    ballot = script.step("vote").ballot
    assert isinstance(ballot, GradedBallot)
    assert [grade.label for grade in ballot.grades] == [
        "À rejeter",
        "Insuffisant",
        "Passable",
        "Assez bien",
        "Bien",
        "Très bien",
        "Excellent",
    ]
    assert ballot.no_opinion.label == "Sans avis"
    assert len(ballot.explanation) == 4


def test_six_horizons_are_prepared_and_six_of_the_group_may_join_them(script: Script) -> None:
    """Twelve is what people can grade on a phone; the prepared codes are the same in every session."""
    (pool,) = script.pools
    assert [item.code for item in pool.prepared] == ["RH1", "RH2", "RH3", "RH4", "RH5", "RH6"]
    assert (pool.id, pool.group_prefix, pool.most_from_group) == ("horizons", "RG", 6)


def test_the_group_meets_before_the_story_the_ideas_the_vote_and_the_last_word(script: Script) -> None:
    """The clock and the facilitator can each open every gate, so that nobody is held."""
    assert script.gates() == ("vecu", "horizons", "vote", "cloture")
    gates = [step.gate for step in script.steps if step.gate is not None]
    assert all(gate.at_most is not None and gate.by_hand for gate in gates)
    assert (gates[0].not_before, gates[0].at_most) == (9, 12)


def test_who_sees_what(script: Script) -> None:
    """Ideas are collected in silence and votes are secret: both are promises made in the texts."""
    assert {step.id: step.visibility for step in script.steps if step.visibility is not Visibility.PRIVATE} == {
        "trois_mots": Visibility.ANONYMOUS,
        "vecu": Visibility.ANONYMOUS,
        "craintes": Visibility.ANONYMOUS,
        "germes": Visibility.ANONYMOUS,
        "vote": Visibility.AT_CLOSE,
    }


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
        "agence",
        "territoire",
        "non_negociable",
        "n_ecoute",
        "enseignement_1",
        "enseignement_2",
        "enseignement_3",
        "date_validation",
    }
    assert all(parameter.help for parameter in script.parameters)


def test_the_file_teaches_its_author(script: Script) -> None:
    """It is edited by people who have never seen YAML."""
    head = FILE.read_text(encoding="utf-8").split("format: 1")[0]
    assert all(word in head for word in ("horizons check", "guillemets", "{{ agence }}", "# Données : ", "gate"))

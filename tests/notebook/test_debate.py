"""§ 10: both sides heard at equal length, nobody declared the winner, nobody's move told. All data is fabricated."""

import msgspec
import pytest

from bot.engine.ballots import Item, Origin
from bot.notebook.analysis import analyse
from bot.notebook.context import Debate, HeldDebate
from tests.notebook.evening import Evening, an_evening_with_a_debate
from tests.notebook.material import HOSTILE, a_material


def held(evening: Evening, **changes: object) -> HeldDebate:
    """The one debate of an evening."""
    debate = analyse(evening.material(**changes)).debate
    assert debate is not None
    [one] = debate.held
    return one


def told(debate: HeldDebate) -> str:
    """What its sentences say."""
    return " ".join(s.text for s in (*debate.movement, *debate.exchange_notes, debate.pondered_note))


def test_the_horizon_that_divides_most_is_named_with_the_rule_that_chose_it() -> None:
    """A reader must be able to check why this one, and not another, was debated."""
    debate = held(an_evening_with_a_debate())
    assert debate.statement == "Une aide selon les revenus."
    assert debate.chosen.refs[0].label == "RH5"
    assert "partage le plus" in debate.chosen.text


def test_a_choice_of_the_facilitators_is_said_to_be_theirs() -> None:
    """The rule proposes, people decide, and the notebook says who did."""
    debate = held(an_evening_with_a_debate(), debated={"vote": "RH1"})
    assert debate.statement == "Les cantines cuisinent d'ici."
    assert "au choix de l'animation" in debate.chosen.text


def test_without_a_divisive_horizon_the_statement_written_beforehand_is_debated() -> None:
    """What was debated is printed even when no vote gave it."""
    debate = held(an_evening_with_a_debate(), results={})
    assert debate.statement == "Acheter local vaut la peine même si c'est plus cher."
    assert "repli" in debate.chosen.text


def test_positions_are_counted_and_moves_of_few_are_not_told() -> None:
    """« accord → doute : 1 personne » is somebody."""
    debate = held(an_evening_with_a_debate())
    assert debate.positions is not None
    assert debate.positions.rows == (
        ("Plutôt d'accord", "3", "2"),
        ("Plutôt pas d'accord", "2", "1"),
        ("Dans le doute", "1", "3"),
    )
    assert "2 sur 6 ont changé de position" in told(debate)
    assert "→" not in told(debate)
    assert "moins de 3 personnes ne sont pas détaillés" in told(debate)


def test_a_direction_that_enough_people_took_is_told() -> None:
    """The moves of a crowd are the point of the exercise."""
    evening = Evening("relocalisation", people=9)
    for n in range(9):
        evening.tap(n, "debat.avant", "accord" if n < 5 else "desaccord")
        evening.tap(n, "debat.apres", "doute" if n < 4 else "desaccord" if n > 4 else "accord")
    assert "Plutôt d'accord → Dans le doute : 4 personnes." in told(held(evening)).replace("\u00a0", " ")


def test_two_people_are_not_a_count() -> None:
    """Below the threshold a position is somebody's position."""
    evening = Evening("relocalisation", people=2)
    for n in range(2):
        evening.tap(n, "debat.avant", "accord")
    debate = held(evening)
    assert debate.positions is None
    assert "ne sont pas imprimées" in told(debate)
    assert "Trop peu de personnes" in debate.minority_note.text


def test_few_who_read_are_not_told_apart_from_those_who_did_not() -> None:
    """A second column of two people would say where each of them ended."""
    evening = Evening("relocalisation")
    for n in range(6):
        evening.tap(n, "debat.avant", "accord" if n < 4 else "doute")
    evening.tap(0, "debat.apres", "doute")
    debate = held(evening)
    assert debate.positions is not None
    assert len(debate.positions.head) == 2
    assert "sous 3, son déplacement" in told(debate).replace("\u00a0", " ")


def test_both_sides_are_printed_at_equal_length_in_turn() -> None:
    """Three arguments against two would be a result."""
    debate = held(an_evening_with_a_debate())
    sides = [argument.side for argument in debate.exchange]
    assert sides == ["Plutôt d'accord", "Plutôt pas d'accord"] * 2
    assert [argument.quote.text for argument in debate.undecided] == ["Argument 5, doute."]


def test_an_empty_side_is_said_and_the_other_does_not_plead() -> None:
    """« Si un côté n'a pas d'argument, l'écrire tel quel. »"""
    evening = Evening("relocalisation")
    for n in range(5):
        evening.tap(n, "debat.avant", "accord")
        evening.say(n, "debat", f"Pour, {n}.")
    debate = held(evening)
    assert "« Plutôt pas d'accord » : personne n'a donné d'argument" in told(debate).replace("\u00a0", " ")
    assert len(debate.exchange) == 2
    assert "Personne ne se situe" in debate.minority_note.text


def test_arguments_of_the_minority_are_all_printed_in_full() -> None:
    """A long minority argument is cut nowhere."""
    evening = Evening("relocalisation", people=8)
    long = "Un désaccord qui prend son temps. " * 40
    for n in range(8):
        evening.tap(n, "debat.avant", "accord" if n < 5 else "desaccord")
        evening.say(n, "debat", "Oui." if n < 5 else f"{n} {long}")
    debate = held(evening)
    against = [a.quote.text for a in debate.exchange if a.side == "Plutôt pas d'accord"]
    assert len(against) + len(debate.minority) == 3
    assert all(text.endswith("temps. ") for text in against)
    assert "3 personnes" in debate.minority_note.text


def test_more_minority_arguments_than_the_exchange_holds_follow_it() -> None:
    """The exchange has as many of one side as of the other; a minority may have written more than the majority."""
    evening = Evening("relocalisation", people=9)
    for n in range(9):
        evening.tap(n, "debat.avant", "accord" if n < 5 else "desaccord")
        if n in {0, 5, 6, 7, 8}:
            evening.say(n, "debat", f"Argument {n}.")
    debate = held(evening)
    assert len(debate.exchange) == 2
    assert len(debate.minority) == 3


def test_as_many_on_both_sides_is_no_minority() -> None:
    """A tie is said to be one."""
    evening = Evening("relocalisation")
    for n in range(6):
        evening.tap(n, "debat.avant", "accord" if n < 3 else "desaccord")
    assert "autant de personnes" in held(evening).minority_note.text


def test_arguments_that_made_people_think_are_listed_without_a_ranking() -> None:
    """In the order of the annex: a list by votes would be a score."""
    debate = held(an_evening_with_a_debate())
    assert [(p.side, p.quote.text, p.named) for p in debate.pondered] == [
        ("Plutôt pas d'accord", "Argument 3, desaccord.", "désigné par 3 personnes")
    ]
    assert "3 personnes ont désigné" in debate.pondered_note.text
    assert "« aucun »" in debate.pondered_note.text.replace("\u00a0", " ")


def test_arguments_that_may_not_be_quoted_are_counted_and_nowhere_printed() -> None:
    """Somebody else's finger does not lift a refusal."""
    evening = an_evening_with_a_debate(quotations={3: "no", 4: "ask"})
    notebook = analyse(evening.material())
    assert notebook.debate is not None
    [debate] = notebook.debate.held
    assert not debate.pondered
    assert "Argument 3" not in str(notebook)
    assert "Argument 4" not in str(notebook)
    assert "2 arguments donnés ; non cités" in told(debate).replace("\u00a0", " ")


def test_people_who_named_an_argument_that_is_not_quoted_are_counted() -> None:
    """Three of them, and the argument is nowhere: the sum must still be right."""
    debate = held(an_evening_with_a_debate(quotations={3: "no"}))
    assert "(non cité ici : 3)" in debate.pondered_note.text.replace("\u00a0", " ")


def test_hostile_arguments_are_data() -> None:
    """What is typed in a debate is printed as it is typed."""
    evening = Evening("relocalisation")
    evening.tap(0, "debat.avant", "accord")
    evening.say(0, "debat", HOSTILE)
    assert held(evening).exchange[0].quote.text == HOSTILE


def test_a_debate_that_nobody_answered_says_so() -> None:
    """Absence is written, at each place where something was asked."""
    debate = held(Evening("relocalisation"))
    assert "Personne ne s'est situé." in told(debate)
    assert "Personne n'a dit quel argument" in told(debate)
    assert debate.exchange == ()


def test_a_workshop_with_votes_and_no_debate_says_that_arguments_are_to_be_heard() -> None:
    """What divides is known, why is not."""
    debate = analyse(a_material()).debate
    assert isinstance(debate, Debate)
    assert debate.held == ()
    assert "restent à entendre" in debate.sentences[-1].text


def test_consequences_on_both_sides_stand_for_a_debate_and_are_pointed_at() -> None:
    """« C'est l'étape « craintes » de cet atelier », and what divides in it."""
    debate = analyse(Evening("espaces_publics").material()).debate
    assert debate is not None
    assert "pour qui moins bien" in debate.sentences[-1].text
    assert [ref.label for ref in debate.sentences[-1].refs] == ["§ 5.2"]


def test_page_one_says_what_the_debate_moved() -> None:
    """One sentence, without a side that won."""
    essential = analyse(an_evening_with_a_debate().material()).essential
    assert any("Débat sur RH5" in s.text and "2 sur 6 ont changé de position" in s.text for s in essential.debates)
    fallback = analyse(an_evening_with_a_debate().material(results={})).essential
    assert any("« Acheter local" in s.text.replace("\u00a0", " ") for s in fallback.debates)
    english = an_evening_with_a_debate().material()
    spoken = msgspec.structs.replace(english, session=msgspec.structs.replace(english.session, language="en"))
    assert any("2 of 6 changed position" in s.text for s in analyse(spoken).essential.debates)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (
            (0, 0, 0, 0, 2, 2, 0),
            "Accord partagé, « Un premier » : les 4 personnes qui se sont prononcées lui donnent « B",
        ),
        (
            (2, 2, 0, 0, 0, 0, 0),
            "Refus partagé, « Un premier » : les 4 personnes qui se sont prononcées lui donnent : I",
        ),
        ((1, 0, 0, 0, 3, 0, 0), "Aucun horizon ne réunit tout le monde, ni pour, ni contre."),
        ((0, 0, 0, 0, 2, 0, 0), "Aucun horizon ne réunit tout le monde, ni pour, ni contre."),
    ],
)
def test_page_one_says_what_everybody_supports_or_refuses(counts: tuple[int, ...], told: str) -> None:
    """A shared refusal is as much a result as an agreement; two who agree are not everybody."""
    evening = Evening("relocalisation", people=4)
    items = [Item(f"H{n}", text, Origin.PREPARED) for n, text in enumerate(("Un premier", "Un second"), 1)]
    evening.vote("vote", items, [counts, (1, 0, 0, 2, 0, 0, 1)])
    [said] = [
        one for one in analyse(evening.material()).essential.debates if " partagé" in one.text or "réunit" in one.text
    ]
    assert said.text.replace("\u00a0", " ").startswith(told)
    assert [ref.label for ref in said.refs] == (["§ 9"] if "réunit" in told else ["H1"])


def test_without_a_vote_that_can_be_written_nobody_agrees_or_refuses() -> None:
    """Absence is said elsewhere on the page."""
    for evening in (Evening("relocalisation", people=4), Evening("porteur_de_parole")):
        debates = analyse(evening.material()).essential.debates
        assert not [one for one in debates if " partagé" in one.text or "réunit" in one.text]

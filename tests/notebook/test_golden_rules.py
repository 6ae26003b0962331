"""The golden rules of the notebook, on a whole fabricated session and at its edges."""

import re
from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from bot.facilitation.records import Material
from bot.notebook.analysis import ALWAYS, CONTENTS, analyse
from bot.notebook.blocks import DanglingReference, GroupOfOne, Ref, Sentence, UnreferencedSentence
from bot.notebook.citations import check_references, walk
from bot.notebook.context import AnnexEntry, Notebook, Quote
from tests.notebook.material import a_crowd, a_material, an_empty_material, speaker
from tests.notebook.workshop import a_script

REF = Ref("§ 3", "s3")


def everyone_silent() -> Material:
    """Everybody refuses quotation."""
    material = a_material()
    return msgspec.structs.replace(
        material, speakers=tuple(msgspec.structs.replace(s, quotation="no") for s in material.speakers)
    )


def one_person() -> Material:
    """Only the first person came."""
    material = a_material(speakers=(speaker(0),), results={}, items={}, merges=(), ideas=(), withdrawn=0, declined=0)
    said = tuple(c for c in material.contributions if c.participant == "p000")
    return msgspec.structs.replace(material, contributions=said)


EDGES: dict[str, Callable[[], Material]] = {
    "rich": a_material,
    "empty": an_empty_material,
    "one person": one_person,
    "nobody voted": lambda: a_material(results={}),
    "all declined": lambda: an_empty_material(declined=9),
    "everyone refuses quotation": everyone_silent,
    "three hundred": lambda: a_crowd(300),
    "a workshop of one welcome": lambda: an_empty_material(script=a_script(steps=a_script().steps[:1])),
}


def said(notebook: Notebook) -> list[str]:
    """Every sentence of synthesis, participants' words left out."""
    return [re.sub(r"«[^»]*»", "«»", found.text) for found in walk(notebook) if isinstance(found, Sentence)]


def test_a_sentence_without_a_reference_does_not_exist() -> None:
    """What points to nothing cannot be checked by its reader."""
    with pytest.raises(UnreferencedSentence, match="Tout va bien"):
        Sentence("Tout va bien.", ())


@pytest.mark.parametrize("people", [None, 0, 1])
def test_the_group_never_says_what_one_person_said(people: int | None) -> None:
    """One voice is not a group's opinion, however well it is put."""
    with pytest.raises(GroupOfOne):
        Sentence("Le groupe demande un marché.", (REF,), people)
    assert Sentence("Le groupe demande un marché.", (REF,), 2).people == 2
    assert Sentence("Une personne écrit « le groupe a raison ».", (REF,), 1).people == 1


def test_a_reference_that_leads_nowhere_stops_the_compilation() -> None:
    """A dead link in a document that promises to be checkable is a broken promise."""
    notebook = analyse(a_material())
    lost = Sentence("Une personne a voté.", (Ref("C999", "c999", ("C999",)),))
    broken = replace(notebook, typology=replace(notebook.typology, sentences=(lost,)))
    with pytest.raises(DanglingReference, match="C999"):
        check_references(broken)


@pytest.mark.parametrize("edge", EDGES)
def test_every_edge_compiles_with_the_same_contents(edge: str) -> None:
    """Notebooks are compared: none may lack a section, and an empty session is a session."""
    notebook = analyse(EDGES[edge]())
    assert [entry.number for entry in notebook.toc] == list(CONTENTS)
    for entry in notebook.toc:
        assert entry.fed == (entry.number not in notebook.absences)
    assert ALWAYS.isdisjoint(notebook.absences)


@pytest.mark.parametrize("edge", sorted(set(EDGES) - {"three hundred"}))
def test_no_percentage_under_twenty_people(edge: str) -> None:
    """« 64 % » of eleven people lends them a precision they do not have."""
    assert not [text for text in said(analyse(EDGES[edge]())) if "%" in text]


def test_percentages_may_be_written_from_twenty_people() -> None:
    """The rule is about small numbers, not about percentages."""
    assert any("300 sur 300 (100\u00a0%)" in text for text in said(analyse(a_crowd(300))))


def test_absence_is_written() -> None:
    """A blank says nothing; « personne n'a répondu » says something."""
    notebook = analyse(an_empty_material())
    told = " ".join(said(notebook))
    for absence in (
        "Personne n'a participé",
        "Aucun moment vécu raconté",
        "Aucune crainte exprimée",
        "Personne n'a voté",
    ):
        assert absence in told
    assert all(rubric.absence is not None for rubric in notebook.shared.rubrics)


def test_what_nobody_gave_is_to_be_specified() -> None:
    """Nothing is invented, not even a date."""
    notebook = analyse(a_material())
    assert {fact.value for fact in notebook.suites.facts[:4]} == {"à préciser"}
    assert notebook.essential.decisions is not None
    assert notebook.essential.decisions.rows == (("à préciser",) * 3,)


@pytest.mark.parametrize(("days", "said"), [(0, "en direct"), (5, "en différé, sur 5 jours")])
def test_how_the_session_was_held_is_known_and_said(days: int, said: str) -> None:
    """An evening and five days are not the same listening: a reader judges by it."""
    facts = analyse(msgspec.structs.replace(a_material(), days=days)).identity.facts
    assert said in [fact.value for fact in facts if fact.term == "Mode"]


def test_contributions_are_numbered_in_the_order_of_the_script_then_of_time() -> None:
    """A number is quoted in meetings: it must be stable from one compilation to the next."""
    notebook = analyse(a_material())
    numbers = [entry.number for group in notebook.annex.groups for entry in group.entries]
    assert numbers == [f"C{n:03d}" for n in range(1, len(numbers) + 1)]
    shuffled = a_material(contributions=tuple(reversed(a_material().contributions)))
    assert analyse(shuffled).annex == notebook.annex


def test_each_contribution_says_where_it_is_cited_and_is_found_there() -> None:
    """The way back: from a person's words to what was made of them."""
    notebook = analyse(a_material())
    entries = {entry.number: entry for group in notebook.annex.groups for entry in group.entries}
    quoted = [
        quote.number for rubric in notebook.shared.rubrics[:1] for quote in walk(rubric) if isinstance(quote, Quote)
    ]
    assert quoted
    for number in quoted:
        assert "§ 5.1" in [use.label for use in entries[number].cited]
    assert not any("§ 5.1" in [use.label for use in e.cited] for e in entries.values() if e.number > "C040")


def test_a_section_that_was_not_fed_says_so() -> None:
    """A missing section would look like a forgotten one."""
    notebook = analyse(an_empty_material(script=a_script(steps=a_script().steps[:1])))
    assert {"4", "6", "7", "8", "9", "10", "11", "12", "13"} == set(notebook.absences)
    assert all("ne comportait" in a.sentence.text for a in notebook.absences.values())


def test_ties_stay_ties_and_what_is_unranked_says_why() -> None:
    """Deciding for people is not the notebook's part."""
    horizons = analyse(a_material()).horizons
    assert horizons is not None
    found = {h.code: h for h in horizons.votes[0].horizons}
    assert found["RH2"].rank == found["RG2"].rank == "3e ex æquo"
    assert not found["RG4"].ranked
    assert "3 sur 11" in found["RG4"].outcome.text
    assert "RH3" in horizons.votes[0].divides.text


def test_two_ballots_are_not_a_result() -> None:
    """A distribution of two votes is two votes, and votes are secret."""
    material = a_material()
    result = material.results["vote"]
    few = {"vote": msgspec.structs.replace(result, voters=2)}
    notebook = analyse(msgspec.structs.replace(material, results=few))
    assert notebook.horizons is not None
    assert notebook.horizons.votes[0].table is None
    assert not notebook.horizons.votes[0].charts
    assert not notebook.essential.leaders
    assert "n'est pas imprimé" in notebook.horizons.votes[0].summary[0].text


def test_both_languages_compile_every_edge() -> None:
    """A session is held in one language; its notebook is written in it."""
    for make in EDGES.values():
        material = make()
        english = msgspec.structs.replace(material, session=msgspec.structs.replace(material.session, language="en"))
        assert analyse(english).language == "en"


def test_the_same_material_gives_the_same_notebook() -> None:
    """Two readers of one session must be able to quote the same line."""
    assert analyse(a_material()) == analyse(a_material())


def test_parked_late_uncertain_and_withheld_have_series_of_their_own() -> None:
    """They are kept and shown, and they are not counted."""
    annex = analyse(a_material()).annex
    series = {"P": annex.parked, "H": annex.late, "I": annex.uncertain, "X": annex.withheld}
    for prefix, entries in series.items():
        assert [entry.number for entry in entries] == [f"{prefix}01"]
    kept = [found.text for group in annex.groups for found in walk(group) if isinstance(found, AnnexEntry)]
    assert annex.late[0].text not in kept
    assert annex.withheld[0].text == ""
    assert annex.withheld[0].note == "[retenue\u00a0: personne nommée]"


def test_several_messages_of_one_answer_are_one_contribution() -> None:
    """Each message is stored as a longer version of the answer; its beginning is no « version précédente »."""
    material = a_material()
    last = next(c for c in material.contributions if c.key == "germes" and c.participant == "p000")
    first = msgspec.structs.replace(last, superseded=True)
    longer = msgspec.structs.replace(last, id="x9999", text=f"{last.text}\nEt le four aussi.", supersedes=last.id)
    said_twice = (*(first if c.id == last.id else c for c in material.contributions), longer)
    entries = [
        e for g in analyse(a_material(contributions=said_twice)).annex.groups for e in g.entries if "le four" in e.text
    ]
    assert len(entries) == 1
    assert entries[0].previous == ()


def test_an_answer_to_a_probe_is_printed_under_what_was_asked() -> None:
    """« La secrétaire de mairie, et moi. » means nothing without its question."""
    shared = analyse(a_material()).shared
    [followup] = [f for quote in shared.rubrics[0].blocks[0].quotes for f in quote.followups]
    assert followup.question == "Qui était concerné, à part vous ?"


def test_the_second_answer_of_someone_who_tapped_a_ready_made_one_is_not_lost() -> None:
    """« Rien ne m'inquiète », then what reassures: the different voice is the one that is easiest to lose."""
    [block] = analyse(a_material()).shared.rubrics[1].blocks
    assert "On a tenu jusqu'ici, on tiendra." in [quote.text for quote in block.quotes]
    assert any("2 personnes ont répondu" in sentence.text for sentence in block.summary)


def test_quotations_are_taken_from_each_profile_in_turn() -> None:
    """A numerous profile must not crowd the others out of the body of the notebook."""
    [block] = analyse(a_crowd(300)).shared.rubrics[0].blocks
    assert len(block.quotes) == 12
    assert len({quote.signature for quote in block.quotes}) == 6
    assert block.more is not None
    assert "288" in block.more.text


def test_one_turnout_is_told_in_one_way() -> None:
    """« 10 sur 11 » on page one and « 10 sur 12 » in § 9 make a reader doubt both: who withdrew since is in neither."""
    material = a_material()
    gone = msgspec.structs.replace(material.speakers[0], withdrawn=True)
    notebook = analyse(msgspec.structs.replace(material, speakers=(gone, *material.speakers[1:])))
    assert notebook.horizons is not None
    told = [*notebook.essential.participation, *notebook.horizons.votes[-1].summary]
    shares = {found[0] for one in told if (found := re.search(r"\d+ sur \d+", one.text)) and "vot" in one.text}
    assert len(shares) == 1

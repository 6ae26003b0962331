"""§ 7 to § 9 and § 11 to § 15: reservations, factors, germs, other cards, commitments, the member check. Fabricated."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bot import authoring
from bot.engine.ballots import Item, Origin
from bot.facilitation.lead_answers import LeadAnswer, LeadStatus
from bot.facilitation.records import TEAM, Contribution, Introductions, JournalEntry
from bot.notebook import NotebookCompiler
from bot.notebook.analysis import analyse
from bot.notebook.context import Horizon, Notebook
from tests.notebook.evening import WORKSHOPS, Evening, an_evening_with_a_debate
from tests.notebook.material import HOSTILE, OPENED, a_session

TEMPLATES = Path(__file__).parents[2] / "templates"


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\u00a0", " ")


def horizon(notebook: Notebook, code: str) -> Horizon:
    """One horizon of the only vote."""
    assert notebook.horizons is not None
    return next(one for one in notebook.horizons.votes[0].horizons if one.code == code)


# -- § 9 ---------------------------------------------------------------------------------------------------------------


def test_reservations_stand_under_their_horizon_in_full_and_unsigned() -> None:
    """« Réponse affichée sans nom »: whoever wrote one graded low, and the vote is secret."""
    evening = an_evening_with_a_debate({4: "no"})
    long = "Ce qui me gêne tient en peu de mots. " * 40
    evening.say(3, "vote.reserve", long, about="RH5")
    evening.say(4, "vote.reserve", "MOTS-REFUSES", about="RH5")
    notebook = analyse(evening.material())
    found = horizon(notebook, "RH5")
    assert [(quote.text, quote.signature) for quote in found.reservations] == [
        (long, "sans profil, car le vote est secret")
    ]
    assert found.reserved is not None
    assert "2 personnes" in found.reserved.text
    assert horizon(notebook, "RH1").reserved is None
    assert "MOTS-REFUSES" not in str(notebook)
    [entry] = [e for g in notebook.annex.groups for e in g.entries if e.text == long]
    assert entry.signature == "sans profil, car le vote est secret"


def test_ideas_left_out_say_how_much_support_they_had() -> None:
    """« Proposées, non soumises au vote »: with what the round of support gave them."""
    evening = an_evening_with_a_debate()
    ideas = [evening.propose(n, "horizons", "horizons", f"Idée {n}.") for n in range(3)]
    items = [Item(f"S{n}", f"Idée {n}.", Origin.GROUP, (idea,)) for n, idea in enumerate(ideas)]
    evening.vote("clarification.soutien", items, [(2, 4), (5, 1), (6, 0)])
    horizons = analyse(evening.material()).horizons
    assert horizons is not None
    assert [idea.support for idea in horizons.unvoted] == [
        "soutenue par 4 personnes",
        "soutenue par une personne",
        "sans soutien",
    ]
    assert "6 personnes" in horizons.support[0].text


# -- § 7, § 8, § 13 ----------------------------------------------------------------------------------------------------


def test_obstacles_of_leads_point_at_their_lead() -> None:
    """« Relié aux pistes »: what holds back holds something back."""
    evening = an_evening_with_a_debate({3: "no"})
    evening.say(0, "pistes.frein", "Le chauffage.")
    evening.say(3, "pistes.frein", "MOTS-REFUSES")
    notebook = analyse(evening.material())
    assert notebook.factors is not None
    obstacles, levers, conditions = notebook.factors.columns
    assert [(f.quote.text, f.about.label if f.about else "") for f in obstacles.factors] == [("Le chauffage.", "PA1")]
    assert "non citées" in obstacles.note.text
    assert levers.note.text == "Aucun levier cité."
    assert "ne demandait pas de conditions" in conditions.note.text
    assert "MOTS-REFUSES" not in str(notebook)


def test_follow_ups_fill_the_columns_they_ask_for_and_the_germ_they_complete() -> None:
    """« Qu'est-ce qui l'a rendue possible ? » is a lever, and what made that germ possible."""
    evening = Evening("relocalisation", people=4)
    evening.say(0, "germes", "Un four partagé.")
    evening.say(0, "germes.probe", "Une voisine.", probe="possible")
    evening.say(1, "germes", HOSTILE)
    evening.say(1, "germes.probe", "Le loyer.", probe="empeche")
    evening.say(2, "germes", "Un atelier.")
    evening.say(2, "germes.probe", "Ils ont fermé les yeux.", probe="acteurs_publics")
    evening.say(3, "germes", "Je n'en connais pas", codes=("aucune",))
    notebook = analyse(evening.material())
    assert notebook.factors is not None
    assert [[f.quote.text for f in column.factors] for column in notebook.factors.columns] == [
        ["Le loyer."],
        ["Une voisine."],
        [],
    ]
    assert notebook.posture is not None
    assert [quote.text for quote in notebook.posture.told] == ["Ils ont fermé les yeux."]
    assert notebook.germs is not None
    first, second, third = notebook.germs.germs
    assert [(f.label, f.said[0].text) for f in first.fields] == [("Ce qui l'a permise", "Une voisine.")]
    assert "reste à préciser" in plain(notebook.germs.blank)
    assert second.quote.text == HOSTILE
    assert [f.label for f in third.fields] == ["Les acteurs publics"]


def test_a_germ_is_printed_once_and_pointed_at_from_the_analyses() -> None:
    """The same quotation twice would count twice in a reader's eye."""
    evening = Evening("relocalisation", people=2)
    evening.say(0, "germes", "Un four partagé.")
    notebook = analyse(evening.material())
    [block] = notebook.shared.rubrics[3].blocks
    assert block.quotes == ()
    assert block.more is not None
    assert "§ 13" in [ref.label for ref in block.more.refs]


def test_germs_nobody_may_quote_are_counted() -> None:
    """A refusal to be quoted is not a refusal to count."""
    evening = Evening("relocalisation", people=2, quotations={0: "no"})
    evening.say(0, "germes", "MOTS-REFUSES")
    notebook = analyse(evening.material())
    assert notebook.germs is not None
    assert notebook.germs.germs == ()
    assert [plain(s.text) for s in notebook.germs.summary] == [
        "Une initiative citée ; une seule voix suffit pour qu'elle ait sa place ici.",
        "Une de ces initiatives n'est pas imprimée, à la demande de l'auteur·rice ou avant son accord.",
    ]
    assert "MOTS-REFUSES" not in str(notebook)


def test_an_initiative_told_in_a_follow_up_is_a_germ() -> None:
    """« Avez-vous vu une initiative nouvelle ? »"""
    evening = Evening("teletravail", people=2)
    evening.say(0, "territoire", "Les cafés se remplissent.")
    evening.say(0, "territoire.probe", "Un bureau dans l'ancienne poste.", probe="initiative")
    germs = analyse(evening.material()).germs
    assert germs is not None
    assert [germ.quote.text for germ in germs.germs] == ["Un bureau dans l'ancienne poste."]


def test_a_second_probe_and_the_words_of_a_facilitators_own_are_printed_with_what_was_said() -> None:
    """An answer without its question says another thing."""
    evening = Evening("relocalisation", people=2)
    evening.say(0, "vecu", "Le boulanger a fermé en mars.")
    evening.say(0, "vecu.probe", "Tout le bourg.", probe="qui")
    evening.say(0, "vecu.probe_2", "La boulangerie de la gare.", probe="Et depuis, qui fait le pain ?")
    printed = str(analyse(evening.material()))
    for said in ("Tout le bourg.", "La boulangerie de la gare.", "Et depuis, qui fait le pain ?"):
        assert said in printed


def test_what_leads_expect_of_public_bodies_is_counted_from_three_people_on() -> None:
    """A count of two is two people's wish."""
    few = analyse(an_evening_with_a_debate().material()).posture
    assert few is not None
    assert few.expected is None
    assert few.expected_note is not None
    assert "sous 3" in few.expected_note.text
    evening = an_evening_with_a_debate()
    evening.tap(2, "pistes.posture_attendue", "financer")
    enough = analyse(evening.material()).posture
    assert enough is not None
    assert enough.expected is not None
    assert [row[1] for row in enough.expected.rows] == ["2", "aucune", "aucune", "1", "aucune"]
    nobody = analyse(Evening("relocalisation").material()).posture
    assert nobody is not None
    assert nobody.expected_note is not None
    assert "Aucune piste" in nobody.expected_note.text


def test_levers_and_obstacles_asked_as_such_have_their_answers_in_their_column() -> None:
    """Printed once: the analyses count them and point there."""
    evening = Evening("metropole_possibles", people=3)
    evening.say(0, "leviers", "Un coup de fil.")
    evening.say(1, "freins", "Un formulaire.")
    notebook = analyse(evening.material())
    assert notebook.factors is not None
    assert [[f.quote.text for f in column.factors] for column in notebook.factors.columns] == [
        ["Un formulaire."],
        ["Un coup de fil."],
        [],
    ]
    assert [block.quotes for block in notebook.shared.rubrics[3].blocks if block.anchor != "q-atouts"] == [(), ()]


# -- § 11, the other cards ---------------------------------------------------------------------------------------------


def a_lab() -> Evening:
    """Needs and resources."""
    evening = Evening("metropole_possibles", people=4, quotations={3: "no"})
    for n, kind in enumerate(("temps", "lieu", "lieu", "temps")):
        evening.tap(n, "ressources", kind)
        evening.say(n, "ressources.combien", "MOTS-REFUSES" if n == 3 else f"{n + 1} heures")
    evening.say(0, "besoins", HOSTILE)
    evening.tap(0, "besoins.type", "lieu")
    evening.say(0, "besoins.foyers", "23", round=0)
    evening.say(0, "besoins", "Un second besoin.", round=1)
    evening.tap(0, "besoins.type", "temps", round=1)
    return evening


def test_needs_stand_beside_resources() -> None:
    """What is asked for and nobody offers is the finding."""
    actions = analyse(a_lab().material()).actions
    assert actions is not None
    resources, needs = actions.records
    assert [row for row in needs.tables[0].rows if row[1:] != ("0", "0")] == [("Temps", "1", "2"), ("Lieu", "1", "2")]
    assert [card.title.text for group in needs.groups for card in group.cards] == [HOSTILE, "Un second besoin."]
    assert needs.tables[1].caption.endswith("Besoins et ressources\u00a0: Où ?")
    assert resources.tables == ()


def test_buttons_made_of_parameters_are_filled_in_everywhere() -> None:
    """« {{ secteur_1 }} » is no sector."""
    evening = a_lab()
    speakers = evening.material().speakers
    settled = tuple(
        msgspec.structs.replace(one, answers={**one.answers, "profil.secteur": ("s1",)}) for one in speakers
    )
    notebook = analyse(evening.material(speakers=settled, session=a_session(parameters={"secteur_1": "Nord"})))
    assert any(("Nord", "4") in table.rows for table in notebook.typology.tables)
    assert "{{ secteur" not in str(notebook)


def test_a_declared_figure_is_flagged_on_a_card_too() -> None:
    """« Déclaré, à vérifier », wherever it is printed."""
    actions = analyse(a_lab().material()).actions
    assert actions is not None
    fields = {f.label: f for f in actions.records[1].groups[0].cards[0].fields}
    assert fields["Combien de foyers environ ?"].said[0].flags == ("chiffre déclaré, à vérifier",)


def test_a_card_that_may_not_be_quoted_is_counted_and_not_printed() -> None:
    """Not even its buttons: set side by side they would say who it is."""
    notebook = analyse(a_lab().material())
    assert notebook.actions is not None
    resources = notebook.actions.records[0]
    assert len(resources.groups[0].cards) == 3
    assert any("n'est pas imprimée" in s.text for s in resources.summary)
    assert "MOTS-REFUSES" not in str(notebook)


def test_observations_are_filed_by_object_and_counted_by_maturity() -> None:
    """The carnet de pratiques is an index before it is a text; reuse of data is told as a number in § 14."""
    evening = Evening("reflexes_publics", people=3)
    for n, thing in enumerate(("pilotage", "management", "")):
        evening.say(n, "pratique", f"Pratique {n}.")
        if thing:
            evening.tap(n, "pratique.objet", thing)
        evening.tap(n, "pratique.maturite", "germe")
        evening.tap(n, "pratique.donnees", "autre_fichier" if n == 0 else "non")
    notebook = analyse(evening.material())
    assert notebook.actions is not None
    [records] = notebook.actions.records
    assert [(group.title, len(group.cards)) for group in records.groups] == [
        ("Management interne", 1),
        ("Pilotage", 1),
        ("à préciser", 1),
    ]
    assert ("Pilotage", "1") in records.tables[0].rows
    assert ("Participation citoyenne", "0") in records.tables[0].rows
    assert records.tables[1].rows[0] == ("Germe", "3")
    assert any("Une fiche signale" in s.text for s in notebook.ethics.sentences)
    assert notebook.germs is not None
    assert "fiche par fiche" in notebook.germs.summary[0].text


def test_nobodys_cards_are_said() -> None:
    """Absence is written, for each kind of card."""
    actions = analyse(Evening("metropole_possibles").material()).actions
    assert actions is not None
    assert [records.summary[0].text for records in actions.records] == ["Personne n'a rempli de fiche."] * 2
    assert "ne demandait pas de pistes" in actions.summary[0].text
    assert all("n'a pas été remplie" in note.note for note in actions.team)


def the_teams(key: str, text: str, minute: int) -> Contribution:
    """One field of a card that the team fills in."""
    return Contribution(f"t{minute}{key}", "s1", TEAM, key, text, OPENED + timedelta(minutes=minute))


def test_the_teams_note_is_marked_as_the_teams_and_is_nobodys_contribution() -> None:
    """A participant's words and the team's must never be taken for one another."""
    evening = a_lab()
    evening.said += [
        the_teams("note_alerte", "Ancienne note.", 1),
        the_teams("note_alerte.combien", "Ancien chiffre.", 1),
        the_teams("note_alerte", "Trois tours sans ascenseur. Écrire à a@exemple.invalid", 2),
    ]
    notebook = analyse(evening.material())
    assert notebook.actions is not None
    note = notebook.actions.team[0]
    assert "Mots de l'équipe" in note.note
    # Filled in anew, with a field left empty: the old figure does not come back.
    assert [fact.value for fact in note.facts[:2]] == ["Trois tours sans ascenseur. Écrire à […]", "à préciser"]
    entries = [e.text for g in notebook.annex.groups for e in g.entries]
    assert not [text for text in entries if "ascenseur" in text]


# -- § 12 --------------------------------------------------------------------------------------------------------------


def test_offers_are_counted_unless_few_make_them_and_whom_to_hear_is_as_given() -> None:
    """« Rien pour l'instant » is a real answer, counted at the same level; one person's offer would be signed."""
    evening = Evening("relocalisation", people=4)
    for n in range(3):
        evening.tap(n, "engagement", "temps")
        evening.tap(n, "engagement.relation", "agence")
    evening.tap(3, "engagement", "rien")
    evening.tap(3, "engagement.relation", "direct")
    evening.say(0, "engagement.entendre", "Le lycée agricole.")
    evening.say(1, "engagement.entendre", "Personne en particulier", codes=("personne",))
    commitments = analyse(evening.material(introductions=Introductions(proposed=3, made=1, pending=1))).commitments
    assert commitments is not None
    offers, wishes, hear = commitments.blocks
    assert offers.table is not None
    assert offers.table.rows[1] == ("Donner du temps", "3")
    assert offers.table.rows[0] == ("Donner un contact", "personne")
    assert offers.table.rows[-1] == ("Rien pour l'instant", "moins de 3")
    # The only one who wishes it directly is not found by subtraction either.
    assert wishes.table is not None
    assert wishes.table.rows == (
        ("Regroupés\u00a0: Oui, directement / Oui, par Agence d'essai", "4"),
        ("Non", "personne"),
    )
    assert [quote.text for quote in hear.quotes] == ["Le lycée agricole."]
    assert [s.text for s in commitments.introductions] == [
        "3 mises en relation ont été proposées, chacune à deux personnes.",
        "Une a été acceptée par les deux personnes.",
        "Une attend encore une réponse.",
    ]


def test_no_introduction_is_said() -> None:
    """Absence is written."""
    commitments = analyse(Evening("relocalisation").material()).commitments
    assert commitments is not None
    assert [s.text for s in commitments.introductions] == ["Aucune mise en relation n'a été proposée."]


# -- § 15, annexes -----------------------------------------------------------------------------------------------------


def test_the_member_check_is_counted_and_corrections_are_in_the_annex() -> None:
    """« Vous reconnaissez-vous ? »: the answer belongs in the document that asks."""
    evening = Evening("relocalisation", people=4, quotations={2: "no"})
    evening.say(0, "retour", "Oui", codes=("oui",))
    evening.say(1, "retour", "Je veux corriger", codes=("corriger",))
    evening.say(1, "retour.correction", "J'ai dit dix, pas cent.")
    evening.say(2, "retour", "Je veux corriger", codes=("corriger",))
    evening.say(2, "retour.correction", "MOTS-REFUSES")
    evening.say(3, "retour", "Je veux retirer une phrase", codes=("retirer",))
    notebook = analyse(evening.material())
    assert [plain(s.text) for s in notebook.suites.check] == [
        "4 personnes (4 sur 4) ont dit si elles se reconnaissent dans ce cahier.",
        "Une s'y reconnaît.",
        "2 corrections demandées, en annexe A.8.",
        "Une personne a demandé à retirer une phrase.",
    ]
    assert [(e.number, e.text) for e in notebook.annex.corrections] == [
        ("R01", "J'ai dit dix, pas cent."),
        ("R02", ""),
    ]
    assert notebook.annex.groups == ()
    assert "MOTS-REFUSES" not in str(notebook)


def test_before_members_are_asked_the_notebook_says_that_they_have_not() -> None:
    """A provisional notebook is provisional because of that."""
    check = analyse(Evening("relocalisation").material()).suites.check
    assert "pas encore" in check[0].text


def test_each_lead_has_a_row_for_the_agencys_answer() -> None:
    """« Tableau de réponse à 3 mois »: empty until the agency writes it."""
    suites = analyse(an_evening_with_a_debate().material()).suites
    assert suites.answers is not None
    assert [row[1:] for row in suites.answers.rows] == [("à préciser", "à préciser")] * 3
    assert suites.answers.rows[0][0].startswith("PA1 · ")


def test_what_was_forgotten_is_printed() -> None:
    """« Qu'avons-nous oublié ? » is asked to be read."""
    evening = Evening("relocalisation", people=2)
    evening.say(0, "cloture", "Le prix.")
    evening.say(0, "cloture.oubli", "Les secrétaires de mairie.")
    [block] = analyse(evening.material()).suites.forgotten
    assert [quote.text for quote in block.quotes] == ["Les secrétaires de mairie."]


@pytest.mark.parametrize(
    ("gesture", "values", "told"),
    [
        ("horizon_chosen", {"item": "RH5"}, "Horizon choisi pour le débat · RH5"),
        ("prepared_left_out", {"item": "RH5"}, "Horizons préparés qui ont laissé la place au groupe · RH5"),
        ("introduction_proposed", {}, "Mise en relation proposée à deux personnes"),
        ("member_check", {}, "Cahier envoyé aux membres, pour dire s'ils et elles s'y reconnaissent"),
        ("revised", {}, "Textes du déroulé corrigés en cours de séance"),
        ("value_given", {"name": "enseignement_1"}, "Valeur du déroulé donnée en cours de séance"),
        ("extended", {"gate": "vote", "minutes": 5}, "Temps ajouté · « Vote sur les horizons » · 5 minutes"),
        (
            "discussion",
            {"step": "vecu", "number": 1, "item": "Qu'est-ce qui manque ?"},
            "Question posée dans le groupe de discussion · « Le vécu » · Qu'est-ce qui manque ?",
        ),
        ("wrote_to_group", {"text": "Des mots."}, "Message de l'animation au groupe"),
        ("team_card", {"step": "pistes"}, "Note de l'équipe remplie · « De l'horizon à l'action »"),
    ],
)
def test_the_new_gestures_are_worded_in_the_journal(gesture: str, values: dict[str, str | int], told: str) -> None:
    """All that facilitators do is written down, in words."""
    evening = Evening("relocalisation")
    evening.journal.append(JournalEntry("s1", OPENED, gesture, "animation", values))
    [line] = analyse(evening.material()).annex.journal
    assert plain(line.what) == told


def test_a_gesture_made_several_times_in_a_row_is_one_line_of_the_journal_with_their_number() -> None:
    """Twelve horizons are chosen with twelve taps: twelve lines alike would hide what else happened."""
    evening = Evening("relocalisation")
    taps = ("items_chosen", "items_chosen", "items_chosen", "extended", "items_chosen")
    evening.journal.extend(JournalEntry("s1", OPENED, gesture, "animation", {}) for gesture in taps)
    once = "Choix des horizons mis au vote"
    told = [plain(line.what) for line in analyse(evening.material()).annex.journal]
    assert told == [f"{once} · 3 fois", "Temps ajouté", once]


def test_a_session_held_in_another_language_reads_its_workshop_in_it() -> None:
    """A translated workshop gives a notebook whose questions and buttons are translated too."""
    evening = an_evening_with_a_debate()
    name = "relocalisation.en.yaml"
    both = authoring.load(
        "relocalisation.yaml",
        (WORKSHOPS / "relocalisation.yaml").read_bytes(),
        [(name, (WORKSHOPS / name).read_bytes())],
    )
    notebook = analyse(evening.material(script=both, session=a_session(language="en")))
    assert notebook.debate is not None
    assert notebook.debate.held[0].positions is not None
    assert notebook.debate.held[0].positions.rows[0][0] == "Mostly agree"


@pytest.mark.parametrize(
    "workshop",
    [
        "relocalisation",
        "espaces_publics",
        "teletravail",
        "metropole_possibles",
        "reflexes_publics",
        "resonance_entretien",
        "solidarite",
    ],
)
@pytest.mark.parametrize("people", [0, 1])
def test_every_shipped_workshop_compiles_with_nobody_and_with_one_person(
    workshop: str, people: int, tmp_path: Path
) -> None:
    """In both formats and both languages: an evening that nobody came to is an evening."""
    evening = Evening(workshop, people=people)
    material = evening.material()
    english = msgspec.structs.replace(material, session=msgspec.structs.replace(material.session, language="en"))
    for n, one in enumerate((material, english)):
        files = NotebookCompiler(TEMPLATES).compile(one, tmp_path / str(n), ["html", "md"])
        assert all(file.stat().st_size for file in files)


def test_nothing_is_announced_that_does_not_come(tmp_path: Path) -> None:
    """« Ce qui réunit » over nothing at all, in the notebook of an interview, which neither votes nor debates."""
    material = Evening("resonance_entretien", people=3).material()
    for file in NotebookCompiler(TEMPLATES).compile(material, tmp_path, ["html", "md"]):
        told = file.read_text(encoding="utf-8")
        assert "Ce qui réunit" not in told, file.name
        assert "horizon proposé" not in told, "an interview asks what people wish, and gathers no horizons"
        assert "aucune envie exprimée" in told.replace("\u00a0", " "), file.name


def test_published_answers_stand_in_the_table_lead_by_lead() -> None:
    """§ 15: what the agency said, « à préciser » where it said nothing; by leads that stay when words change."""
    evening = an_evening_with_a_debate()
    alone = next(one for one in evening.said if one.text == "Une piste restée hors des points.")
    at = evening.material().compiled_at

    def answer(lead: str, status: LeadStatus, reason: str) -> LeadAnswer:
        return LeadAnswer("essai", lead, status, reason, at, "", status, reason, at)

    given = (
        answer("points:PA1", LeadStatus.PARTLY, "Le local est trouvé, pas encore les <outils>."),
        answer(alone.id, LeadStatus.NOT_KEPT, "Une autre est retenue."),
        answer("gone", LeadStatus.KEPT, "Celle-ci n'est plus là."),
    )
    table = analyse(evening.material(answers=given)).suites.answers
    assert table is not None
    assert [row[1:] for row in table.rows] == [
        ("retenue en partie", "Le local est trouvé, pas encore les <outils>."),
        ("à préciser", "à préciser"),
        ("non retenue", "Une autre est retenue."),
    ]


def test_what_was_said_in_the_group_is_marked_with_its_question() -> None:
    """A reader must know that it was not said in private; and it is an answer to no question of the script."""
    evening = Evening("relocalisation")
    evening.say(0, "vecu.group-1", "Des bancs.", probe="Que manque-t-il ?")
    notebook = analyse(evening.material())
    (group,) = notebook.annex.groups
    assert (
        group.question.replace("\u00a0", " ") == "Question posée dans le groupe de discussion : « Que manque-t-il ? »"
    )
    (entry,) = group.entries
    assert entry.flags == ("dit dans le groupe de discussion",)

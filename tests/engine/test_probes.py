"""Which probe a message calls for. The messages, numbers and addresses are fabricated."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.lexicon import shipped
from bot.engine.lexicon import Lexicon
from bot.engine.probes import COMMON, has_several_ideas, is_dont_know, probe_text, trigger

ALL = tuple(COMMON)
WORDS = shipped()


def test_the_twelve_probes_speak_both_languages() -> None:
    """A person who chose English must not be probed in French."""
    assert list(COMMON) == [
        "courte",
        "generale",
        "ne_sait_pas",
        "emoji",
        "longue",
        "plusieurs",
        "hors_sujet",
        "donnee_perso",
        "tiers",
        "hostile",
        "silence",
        "vocal",
    ]
    assert all(set(wordings) == {"fr", "en"} and all(wordings.values()) for wordings in COMMON.values())
    assert probe_text("courte", "en") == "Thank you. Could you give a specific example?"
    assert probe_text("courte", "de") == "Merci. Pouvez-vous donner un exemple précis ?"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bof", "ne_sait_pas"),
        ("jsp", "ne_sait_pas"),
        ("je sais pas", "ne_sait_pas"),
        ("Je ne sais pas.", "ne_sait_pas"),
        ("j'sais pas trop", "ne_sait_pas"),
        ("?", "ne_sait_pas"),
        ("??", "ne_sait_pas"),
        ("euh… je sais pas", "ne_sait_pas"),
        ("aucune idée", "ne_sait_pas"),
        ("I don't know", "ne_sait_pas"),
        ("idk", "ne_sait_pas"),
        ("🙂", "emoji"),
        ("les prix 😬", "courte"),
        ("le prix du pain", "courte"),
        ("le prix du pain bio", None),
        ("", None),
        ("   ", None),
        ("x " * 451, "longue"),
        ("x" * 900, "courte"),
        ("x" * 901, "longue"),
    ],
)
def test_the_automatic_triggers(text: str, code: str | None) -> None:
    """A probe that misses is a story not told; one that misfires tires the person who told it."""
    assert trigger(text, ALL, WORDS, is_collection=False) == code


@pytest.mark.parametrize("code", ["courte", "emoji", "ne_sait_pas", "longue"])
def test_a_trigger_that_the_step_does_not_list_stays_quiet(code: str) -> None:
    """The script decides where each probe has its place."""
    text = {"courte": "le pain", "emoji": "🙂", "ne_sait_pas": "jsp", "longue": "x " * 900}[code]
    assert trigger(text, [code], WORDS, is_collection=False) == code
    assert trigger(text, [], WORDS, is_collection=False) is None


@pytest.mark.parametrize("listed", [["courte", "ne_sait_pas"], ["emoji"]])
def test_emoji_are_asked_about_wherever_something_may_be_asked(listed: list[str]) -> None:
    """Scripts list what is particular to a step; « avec vos mots » comes before « un exemple précis »."""
    assert trigger("🙂", listed, WORDS, is_collection=False) == "emoji"
    assert trigger("🙂", [], WORDS, is_collection=False) is None


@pytest.mark.parametrize(
    ("text", "first", "next_one"),
    [
        ("connard, mon mail c'est a.b@exemple.fr", "donnee_perso", "hostile"),
        ("connard", "hostile", "courte"),
        ("🙂 06 39 98 41 27", "donnee_perso", "courte"),
        ("jsp", "ne_sait_pas", "courte"),
        ("- une ferme\n" * 100, "longue", "plusieurs"),
        ("- ferme\n- four", "plusieurs", "courte"),
    ],
)
def test_when_several_apply_the_order_decides(text: str, first: str, next_one: str) -> None:
    """One probe an answer: what protects people comes first, what asks for more comes last."""
    assert trigger(text, ALL, WORDS, is_collection=True) == first
    if first not in ("donnee_perso", "hostile"):
        assert trigger(text, [code for code in ALL if code != first], WORDS, is_collection=True) == next_one


@pytest.mark.parametrize(
    "text",
    [
        "appelez le 06 39 98 41 27",
        "0639984127",
        "06.39.98.41.27",
        "06-39-98-41-27",
        "06\u202f39\u202f98\u202f41\u202f27",
        "+33 6 39 98 41 27",
        "+33639984127",
        "0033 6 39 98 41 27",
        "+33 (0)6 39 98 41 27",
        "le 0800 123 456 si besoin",
        "tel:01 99 00 12 34",
        "call me at 07700 900123",
        "(555) 234-5678",
        "écrivez à jean.essai@exemple.fr",
        "jean.essai @ exemple.fr",
        "jean (at) exemple.fr",
        "je suis au 12 rue des Lilas",
        "12 bis rue des lilas",
        "3, avenue de la Gare",
        "au 4 place du Marché",
        "7 chemin de l'Essai",
        "22 bd Victor Hugo",
        "I live at 12 Baker Street",
    ],
)
def test_contact_details_are_noticed_whatever_the_step_lists(text: str) -> None:
    """They must not reach the group, nor a notebook."""
    assert trigger(text, (), WORDS, is_collection=False) == "donnee_perso"


@pytest.mark.parametrize(
    "text",
    [
        "depuis 1981, en 2031 ou 2036",
        "à 80 km d'ici",
        "à moins de quatre-vingts kilomètres",
        "mille deux cents, 1 200 euros, 1.200,50 €, 12 000 000 €",
        "le 01.02.2024 à 10 h 30",
        "01/02/2024",
        "le 05-06-2024",
        "entre 20 000 et 30 000 habitants",
        "12 500 Euros",
        "3 rues commerçantes et 2 places de parking",
        "une place de marché, 2 cours d'eau",
        "10 20 30 40 50 60 70 80",
        "de 0 à 10",
        "le lot n° 12345678",
        "la rue des Lilas est vide",
        "réparer 90 balles, le mm neuf 120",
        "10 % des 1000 réponses @ 5 euros",
        "1 rue sur 2",
        "Article 12, route barrée",
        "3 routes et 1 place vide",
    ],
)
def test_years_prices_and_distances_are_not_contact_details(text: str) -> None:
    """Asking somebody to rewrite « 80 km » makes the bot look foolish, and withholds the answer."""
    assert trigger(text, (), WORDS, is_collection=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "Quel con",
        "vous êtes des cons",
        "le maire est con",
        "T'es con ou quoi",
        "c0nnard",
        "CONNAAARD",
        "bande d'abrutis",
        "Une bande d'abrutis, des imbéciles qui vont m'expliquer",
        "espèce d'idiot",
        "vous êtes tous nuls",
        "vous êtes des menteurs",
        "sale bâtard",
        "ta gueule",
        "va te faire foutre",
        "allez tous vous faire voir",
        "je vais vous casser la gueule",
        "je vais te tuer",
        "on sait où vous habitez",
        "fils de pute",
        "enculé",
        "salauds !",
        "Fermez-la !",
        "fuck you",
        "you are an idiot",
        "you idiots",
        "I will kill you",
        "these morons",
    ],
)
def test_insults_and_threats_are_noticed_whatever_the_step_lists(text: str) -> None:
    """People who are insulted in a workshop do not come back to the next."""
    assert trigger(text, (), WORDS, is_collection=False) == "hostile"


@pytest.mark.parametrize(
    "text",
    [
        "le conseil municipal et la concertation",
        "c'est un massacre des commerces",
        "on tue les petits commerces",
        "le centre va mourir",
        "les ordures ménagères débordent",
        "un pain bâtard et deux baguettes",
        "c'est nul comme idée",
        "c'est idiot de jeter",
        "une règle imbécile",
        "c'est con, le car ne passe plus",
        "une belle demeure à réparer",
        "la rue est sale, des rats partout",
        "la boutique ferme la semaine prochaine",
        "on ferme la rue aux voitures",
        "ça va te faire du bien",
        "on va les fumer sur place, ces poissons",
        "on vous retrouve au marché",
        "on crève tous de chaud",
        "je suis en colère contre vous",
        "vous avez tort et vous le savez",
        "pros and cons of the market",
        "the cons are the prices",
        "the bus is late, retard de 20 minutes",
        "shops shut up early",
        "Mongolie, Concorde, conserve, computer",
        "un tas de chiens sans laisse",
        "ce marché est mort",
        "la pute borgne",
    ],
)
def test_disagreement_is_not_hostility(text: str) -> None:
    """« Le désaccord a toute sa place ici »: the bot must not take sides against rough words on a thing."""
    assert WORDS.attacks(text) is (text == "la pute borgne")


@pytest.mark.parametrize(
    "text",
    [
        "1) Les cantines commandent ici.\n2) Les écoles sont meublées ici.",
        "- un marché\n- un four",
        "• un marché\n• un four\n• un lavoir",
        "1. un marché 2. un four banal",
        "un marché le jeudi soir ; un four banal dans chaque bourg",
        "Les écoles ont un potager partagé. Un marché se tient le jeudi soir.",
        "Un marché le jeudi. Autre idée : un four.",
    ],
)
def test_several_ideas_in_one_message_are_seen(text: str) -> None:
    """Two ideas under one number get one grade: nobody knows which was liked."""
    assert has_several_ideas(text, WORDS)
    assert trigger(text, ALL, WORDS, is_collection=True) == "plusieurs"
    assert trigger(text, ALL, WORDS, is_collection=False) != "plusieurs"


@pytest.mark.parametrize(
    "text",
    [
        "Une ferme communale nourrit les écoles et forme des maraîchers.",
        "Une ferme communale nourrit les écoles. Elle forme aussi des maraîchers.",
        "on répare son tel et son vélo au lycée le mercredi avec des gens qui savent",
        "Les vitrines vides du bourg sont louées à l'essai, six mois, à des gens qui fabriquent.",
        "Un marché du soir, près de l'arrêt du car, à l'heure où l'on rentre",
        "- un seul tiret",
        "2 marchés par semaine. C'est bien.",
        "Le marché ; oui.",
        "En 2036. 12 fermes vivent bien ici.",
    ],
)
def test_one_idea_is_left_alone(text: str) -> None:
    """Careful on purpose: a needless question costs more than two ideas in one."""
    assert not has_several_ideas(text, WORDS)


def test_a_sentence_that_begins_with_not_knowing_is_an_answer() -> None:
    """« Je ne sais pas si… » goes on to say something."""
    assert not is_dont_know("je ne sais pas si le car passera encore", WORDS)
    assert not is_dont_know("je sais pas coudre", WORDS)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    """Whatever is pasted into a phone gets here, before anything is stored."""
    code = trigger(text, ALL, WORDS, is_collection=True)
    assert code is None or code in COMMON


@pytest.mark.parametrize(
    "text",
    ["je sais pas " * 10 + "x", "a" * 4000, "0 " * 2000, "je " * 1300, "06 39 98 41 2" * 300, "- " * 2000, "@." * 2000],
)
def test_a_long_message_is_read_in_no_time(text: str) -> None:
    """Patterns that backtrack would let one message stop everybody's bot."""
    began = time.process_time()
    trigger(text, ALL, WORDS, is_collection=True)
    is_dont_know(text[:120], WORDS)
    assert time.process_time() - began < 0.5


def test_without_words_only_what_needs_none_is_recognised() -> None:
    """A script made by hand has no lists; contact details are recognised all the same."""
    assert trigger("connard", ALL, Lexicon(), is_collection=False) == "courte"
    assert trigger("jsp", ALL, Lexicon(), is_collection=False) == "courte"
    assert trigger("Un marché chaque jeudi. Autre idée : un four.", ALL, Lexicon(), is_collection=True) is None
    assert trigger("06 39 98 41 27", (), Lexicon(), is_collection=False) == "donnee_perso"


OWN = WORDS.with_words(frozenset({"schtroumpf", "gros malin", "c+"}), frozenset({"qu en sais je"}))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Espèce de SCHTR0UMPF", "hostile"),
        ("Vous êtes un gros malin, et tout le monde le sait bien", "hostile"),
        ("le gros malinois du voisin a encore aboyé", None),
        ("Qu'en sais-je ?", "ne_sait_pas"),
        ("ccc, c'est le troisième essai de la série", None),
        ("connard", "hostile"),
    ],
)
def test_a_script_adds_its_own_words_to_those_of_every_workshop(text: str, code: str | None) -> None:
    """A group has its own insults, and its own ways of not knowing; they are words, never expressions."""
    assert trigger(text, ALL, OWN, is_collection=False) == code

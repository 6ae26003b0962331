"""What people type, read. The messages are fabricated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.reading import is_only_emoji, is_pass, option_of, split_keywords
from bot.engine.script import Option


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("prix, trajet, dignité", ("prix", "trajet", "dignité")),
        ("règles\nproximité\nsaisons", ("règles", "proximité", "saisons")),
        ("terre - saison - fatigue", ("terre", "saison", "fatigue")),
        ("terre – saison — fatigue", ("terre", "saison", "fatigue")),
        ("réparer pièces métier", ("réparer", "pièces", "métier")),
        ("un deux trois quatre cinq", ("un", "deux", "trois", "quatre", "cinq")),
        ("prix;trajet ; dignité", ("prix", "trajet", "dignité")),
        ("1. prix 2. trajet 3. dignité", ("prix", "trajet", "dignité")),
        ("1) prix\n2) trajet\n3) dignité", ("prix", "trajet", "dignité")),
        ("- prix\n- trajet", ("prix", "trajet")),
        ("• prix • trajet", ("prix", "trajet")),
        ("Transmettre, réparer, Patience.", ("Transmettre", "réparer", "Patience")),
        ("« lien », “soin”, 'eau'", ("lien", "soin", "eau")),
        ("prix, trajet et dignité", ("prix", "trajet", "dignité")),
        ("terre et eau", ("terre", "eau")),
        ("prix, Prix, PRIX", ("prix",)),
        ("commerce de proximité, lien social", ("commerce de proximité", "lien social")),
        ("commerce de proximité", ("commerce de proximité",)),
        ("l'eau", ("l'eau",)),
        ("savoir-faire", ("savoir-faire",)),
        ("savoir-faire circuits-courts", ("savoir-faire", "circuits-courts")),
        ("prix", ("prix",)),
        ("prix vélo 🚲 flemme", ("prix", "vélo 🚲", "flemme")),
        ("  prix ,, ,trajet  ", ("prix", "trajet")),
        ("2 CV, 80 km", ("2 CV", "80 km")),
        ("a b c d e f", ("a b c d e f",)),
        ("", ()),
        (" ,;\n- ", ()),
        ("...", ()),
        ("prix ... trajet", ("prix", "trajet")),
    ],
)
def test_keywords_are_read_however_they_are_separated(text: str, words: tuple[str, ...]) -> None:
    """People answer in lines, commas, dashes or plain spaces, and are not to be told they did it wrong."""
    assert split_keywords(text, 3) == words


def test_more_keywords_than_asked_are_all_given_back() -> None:
    """The person chooses which three to keep: the reading must not choose for them."""
    assert split_keywords("a, b, c, d, e", 3) == ("a", "b", "c", "d", "e")


OPTIONS = (
    Option("elu", "Élu·e"),
    Option("agent", "Agent·e public·que"),
    Option("habitant", "Habitant·e"),
    Option("acteur", "Acteur·rice"),
    Option("demander", "Me demander d'abord"),
    Option("accepte", "J'accepte"),
    Option("refuse", "Je n'accepte pas"),
    Option("tous", "Habitant·e·s"),
    Option("oeuvre", "Œuvre"),
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Élu·e", "elu"),
        ("elu", "elu"),
        ("élue", "elu"),
        ("ELU.E", "elu"),
        ("élu(e)", "elu"),
        ("Élu•e", "elu"),
        ("élu-e", "elu"),
        ("agent public", "agent"),
        ("Agente publique", "agent"),
        ("agent·e public·que", "agent"),
        ("habitante", "habitant"),
        ("Habitant.", "habitant"),
        ("acteur", "acteur"),
        ("actrice", "acteur"),
        ("me demander d’abord", "demander"),
        ("j’accepte !", "accepte"),
        ("J'ACCEPTE", "accepte"),
        ("jaccepte", None),
        ("je n'accepte pas", "refuse"),
        ("habitants", "tous"),
        ("oeuvre", "oeuvre"),
        ("j'accepte volontiers de participer", None),
        ("", None),
        ("🙂", None),
        ("x" * 500, None),
    ],
)
def test_a_typed_label_is_a_tap(typed: str, code: str | None) -> None:
    """On some phones the keyboard hides the buttons; people then type what they read, without the middle dot."""
    option = option_of(typed, OPTIONS)
    assert (option.code if option else None) == code


@pytest.mark.parametrize(
    "typed", ["Je passe", "je passe.", "JE PASSE", "passe", "Skip", "I'll pass", "je passe mon tour"]
)
def test_pass_can_be_typed(typed: str) -> None:
    """« Vous pouvez passer une question à tout moment » holds without the button too."""
    assert is_pass(typed)


@pytest.mark.parametrize("typed", ["je passe par le marché", "le car ne passe pas", "", "passage"])
def test_a_sentence_with_pass_in_it_is_an_answer(typed: str) -> None:
    """An answer taken for a pass is an answer lost."""
    assert not is_pass(typed)


@pytest.mark.parametrize(
    "text", ["🙂", "👍🏽", "❤️", "🇫🇷", "👩‍👩‍👧", "3️⃣", "🙂 😬", ":)", ":-) 🙂", "😅😅", "☕", "✅", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"]
)
def test_emoji_alone_are_recognised(text: str) -> None:
    """They are composed of several characters, some invisible."""
    assert is_only_emoji(text)


@pytest.mark.parametrize("text", ["", " ", "ok 🙂", "5", "80 %", "?", "...", "20 °C", "a", "#", "*", "©opie", "–"])
def test_what_has_words_or_figures_is_not_emoji(text: str) -> None:
    """« 5 » may be an answer."""
    assert not is_only_emoji(text)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    """Whatever is pasted into a phone gets here."""
    words = split_keywords(text, 3)
    assert all(words)
    assert len({word.casefold() for word in words}) == len(words)
    option_of(text, OPTIONS)
    is_pass(text)
    is_only_emoji(text)


@given(st.text(min_size=1))
def test_a_label_typed_as_shown_is_always_its_option(label: str) -> None:
    """Unless it holds no letter at all: then there is nothing to recognise."""
    option = option_of(label, (Option("x", label),))
    assert option is not None or len(label) > 200 or not any(character.isalnum() for character in label)

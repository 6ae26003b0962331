"""What templates rely on is written down, and what is written down is true."""

import re
from pathlib import Path
from string import Formatter

import pytest

from bot.engine.counted import Form
from bot.facilitation.organisation_settings import CHANGED, DECIDED
from bot.notebook import FORMATS
from bot.notebook.guide_gabarits import guide
from bot.notebook.manual import documented, fields, manual
from bot.notebook.words import CATALOGUES, Words

ROOT = Path(__file__).parents[2]
# Keys made at run time from a value of the engine or of the records.
BUILT = re.compile(
    r"^(assisted\.(owner|facilitator|team)$|section\.|programme\.(section\.|head\.|(sessions|territories|people|contributions)$)|absence\.\d|rubric\.|essential\.(vecu|crainte|envie|analyse|all\.(for|against))|lead\.(answer|outil|processus|acteurs|frein|posture)|code\.|factor\.(frein|levier|condition)|annex\.(probe(_2)?|precision)$|origin\.|withheld\.|merge\.|journal\.|block\.refusal\.|ui\.annex\.|(status|version)\.(provisional|corrected|validated)$|version\.(votes|merges|texts|reading|replies|people|session)$|participation\.(caption|head|told)|timeline\.(minutes|days|hours)\.|rubrics\.|coded\.(themes|blocks)\.|(approval|ranking|statements|consent)\.|tableau\.(caption|head)\.|alerte\.(aujourdhui|semaine)$|participants\.(name|words|correct|answers)$|(carnet|tableau|alerte)\.name$)"
)


def forms(form: Form) -> tuple[str, ...]:
    return (form,) if isinstance(form, str) else form


def values(form: Form) -> set[str]:
    return {name for text in forms(form) for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", documented(), ids=lambda kind: kind.__name__)
def test_every_field_of_the_context_says_what_it_holds(kind: type) -> None:
    """A template's author has the description and nothing else."""
    for name, _, said in fields(kind):
        assert said, f"{kind.__name__}.{name} has no description"
        assert said.endswith("."), f"{kind.__name__}.{name}: a description is a sentence"


def test_the_page_on_the_contract_is_up_to_date() -> None:
    """`python -m bot.notebook.manual > docs/notebook.md` rewrites it."""
    assert (ROOT / "docs" / "notebook.md").read_text(encoding="utf-8") == manual()


def test_the_guide_for_agencies_is_up_to_date() -> None:
    """`python -m bot.notebook.guide_gabarits > docs/gabarits.md` rewrites it."""
    assert (ROOT / "docs" / "gabarits.md").read_text(encoding="utf-8") == guide()
    assert {f"| `{name}` |" for name in FORMATS} <= set(re.findall(r"\| `[\w+]+` \|", guide()))


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    """A sentence that lacks in one language would stop a notebook in that language only."""
    french, english = CATALOGUES["fr"], CATALOGUES["en"]
    assert set(french) == set(english)
    for key in french:
        assert values(french[key]) == values(english[key]), key
        assert isinstance(french[key], str) == isinstance(english[key], str), key


def test_no_sentence_is_unused_and_none_is_missing() -> None:
    """An unused sentence is one that nobody will correct."""
    sources = [*(ROOT / "bot" / "notebook").glob("*.py"), *(ROOT / "bot" / "notebook" / "words").glob("__init__.py")]
    sources += [
        path for part in ("rollup", "documents", "formats") for path in (ROOT / "bot" / "notebook" / part).glob("*.py")
    ]
    sources += [*(ROOT / "templates").rglob("*.j2")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    unused = [key for key in CATALOGUES["fr"] if f'"{key}"' not in code and not BUILT.match(key)]
    assert unused == []
    asked = set(re.findall(r'\bt\("([\w.]+)"', code))
    assert {key for key in asked if not key.endswith(".")} <= set(CATALOGUES["fr"])


def test_a_number_chooses_its_form() -> None:
    """None, one, many; zero is singular in French, plural in English."""
    french, english = Words("fr"), Words("en")
    assert french("vote.unranked", n=0, codes="") != french("vote.unranked", n=2, codes="")
    assert french("figure.people", n=0) == "participant·e"
    assert english("figure.people", n=0) == "participants"
    with pytest.raises(KeyError, match="how many"):
        french("figure.people")


def test_french_typography_is_the_sentences_own() -> None:
    """Non-breaking spaces are put in our sentences; what people typed is left as it is."""
    text = Words("fr")("block.option", n=1, label="Rien : « non » !")
    assert text == "Une personne a répondu «\u00a0Rien : « non » !\u00a0»."


def test_ranks_are_ordinals_in_both_languages() -> None:
    """« 1er », « 2e ex æquo », 1st, 11th, 22nd."""
    french, english = Words("fr"), Words("en")
    assert [french.rank(n, tied=False) for n in (1, 2)] == ["1er", "2e"]
    assert french.rank(3, tied=True) == "3e ex æquo"
    assert [english.rank(n, tied=False) for n in (1, 2, 3, 11, 22)] == ["1st", "2nd", "3rd", "11th", "22nd"]


def test_every_gesture_that_is_written_down_is_worded() -> None:
    """A gesture without a wording would be printed as a name of the code's."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "facilitation").glob("*.py"))
    gestures = set(re.findall(r"JournalEntry\([^\"]*?, \"(\w+)\", |return \"(\w+)\", \{", code))
    gestures = {one or other for one, other in gestures}
    assert {"opened", "gate_opened", "member_check", "team_card"} <= gestures
    gestures |= {f"{CHANGED}{setting}" for setting in DECIDED}
    assert {gesture for gesture in gestures if f"journal.{gesture}" not in CATALOGUES["fr"]} == set()

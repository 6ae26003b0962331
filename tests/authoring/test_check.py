"""Every code of the catalogue, found at its place. All scripts here are fabricated."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring import CATALOGUE, Issue, Severity, check, document, load
from bot.engine import texts
from bot.errors import AuthorError
from tests.authoring.steps import VOTE

FILE = "essai.yaml"

HEAD = """\
format: 1
id: essai
title: Essai
parameters:
  agence: {default: ici}
phases: {A: Début}
pools:
  horizons:
    group_prefix: RG
    prepared: {RH1: Une phrase., RH2: Une autre.}
steps:
"""
CONSENT = """\
  - consent:
      id: consentement
      title: Accord de {{ agence }}
      phase: A
      minutes: 1
      ask: D'accord ?
      accept: {oui: Oui}
      decline: {non: Non}
"""
PROFILE = """\
  - profile:
      id: profil
      title: Qui ?
      phase: A
      minutes: 1
      ask: Qui ?
      buttons: {elu: Élu·e, autre: Autre}
      then:
        - id: precision
          when: profil == 'autre'
          ask: Lequel ?
"""
QUESTION = """\
  - open_question:
      id: vecu
      title: Le vécu
      phase: A
      minutes: 5
      ask: Racontez.
      buttons: {rien: Rien}
      probes: [courte]
      own_probes:
        encore: {after: rien, ask: Et encore ?}
"""
IDEAS = """\
  - ideas: {id: idees, title: Idées, phase: A, minutes: 1, ask: Quoi ?, pool: horizons}
"""
DEBATE = """\
  - debate:
      id: debat
      title: Débat
      phase: A
      minutes: 6
      gate: {at_most: 10}
      intro: ["Ce qui partage : {{ horizon_le_plus_partage }}."]
      ask: Où êtes-vous ?
      positions: {pour: Pour, contre: Contre}
      argument: Un argument ?
      fallback: Une affirmation.
      reading: {minutes: 3, gate: {at_most: 10}, ask: Et maintenant ?, striking: Lequel ?}
"""
CHOICE = """\
  - choice: {id: lieu, title: Lieu, phase: A, minutes: 1, ask: Où ?, buttons: {ici: Ici, ailleurs: Ailleurs}}
"""
SCALE = """\
  - scale:
      id: equilibre
      title: Équilibre
      phase: A
      minutes: 1
      ask: À quel point ?
      points: {1: Peu, 2: Moyen, 3: Fort}
      no_opinion: {sans: Sans avis}
"""
SHARE = """\
  - share: {id: clarification, title: Lire, phase: A, minutes: 2, gate: {at_most: 12}, ask: Lequel ?, pool: horizons}
"""
CROSS = """
  - cross_reading: {id: lecture, title: Croisée, phase: A, minutes: 1, gate: {at_most: 5}, of: vecus, ask: Et vous ?}
"""
RETURN = """\
  - return:
      id: retour
      title: Retour
      phase: A
      minutes: 0
      ask: Vous reconnaissez-vous ?
      buttons: {oui: Oui, corriger: Corriger, retirer: Retirer}
"""
END = """\
  - closing:
      id: cloture
      title: Fin
      phase: A
      minutes: 1
      gate: {at_most: 10}
      ask: Un mot ?
"""
ROUND = """\
  - second_round: {{id: tour_{n}, title: Tour, phase: A, minutes: 1, gate: {{at_most: 10}}, of: {of}, ask: Et là ?}}
"""
ROUNDS = ((2, "vote"), (3, "tour_2"), (4, "tour_3"))
GOOD = HEAD + CONSENT + PROFILE + QUESTION + VOTE + END
RICH = HEAD + CONSENT + PROFILE + CHOICE + SCALE + QUESTION + IDEAS + SHARE + VOTE + DEBATE + END + RETURN


def found(source: str | bytes, file: str = FILE) -> list[Issue]:
    return check(file, source.encode() if isinstance(source, str) else source)


def codes(source: str | bytes) -> list[str]:
    return [issue.code for issue in found(source)]


def swap(old: str, new: str, source: str = GOOD) -> str:
    assert old in source
    return source.replace(old, new, 1)


SECOND = ("title: Le vécu", "title: Le vécu\n      day: 2")
SIXTH = ("title: Le vécu", "title: Le vécu\n      day: 6")
QUESTION_2 = QUESTION.replace(*SECOND)
MORE = "".join(f"  - open_question: {{id: q{n}, title: Encore, phase: A, minutes: 1, ask: Et ?}}\n" for n in range(2))

# code → (script that has it, text at whose first occurrence it is to be found; "" means the start of the file)
WRONG: dict[str, tuple[str, str]] = {
    "S001": (swap("Qui ?", "Qui \x07?"), "\x07"),
    "S002": (swap("ask: Racontez.", "ask: Racontez : tout."), ": tout"),
    "S003": (swap("      ask: Racontez.\n", "      title: Encore\n      ask: Racontez.\n"), "title: Encore"),
    "S004": (swap("minutes: 5", "minutes: cinq"), "cinq"),
    "S005": (swap("ask: Racontez.", "ask: Racontez.\n      hnit: Aide"), "hnit"),
    "S006": (swap("      ask: Racontez.\n", ""), "open_question"),
    "S007": (swap("Racontez.", "[" * 30 + "]" * 30), ""),
    "S008": (swap("format: 1", "format: 2"), "2"),
    "S009": (swap("ask: Racontez.", "ask: Racontez.\n      visibility: publique"), "publique"),
    "S010": (swap("{A: Début}", "{" + ", ".join(f"'a {n}': A" for n in range(600)) + "}"), ""),
    "S101": (swap("id: vecu", "id: Le-vécu"), "Le-vécu"),
    "S102": (swap("id: cloture", "id: profil"), ""),
    "S103": (swap("open_question:", "open_questions:"), "open_questions"),
    "S104": (swap("pool: horizons", "pool: horizon"), "horizon\n"),
    "S105": (GOOD.replace(VOTE, swap("pool: horizons", "pool: pistes", IDEAS) + VOTE), "pistes"),
    "S106": (
        swap("id: vecu\n      title: Le vécu\n      phase: A", "id: vecu\n      title: Le vécu\n      phase: E"),
        "E\n",
    ),
    "S107": (
        swap("{rien: Rien}", "{rien du tout: Rien}").replace("after: rien", "after: rien du tout"),
        "rien du tout",
    ),
    "S108": (swap("[courte]", "[court]"), "court]"),
    "S109": (GOOD.replace(CONSENT, "").replace("title: Essai", 'title: "{{ agence }}"'), "profile:"),
    "S110": (HEAD + QUESTION + CONSENT + PROFILE + VOTE + END, "open_question"),
    "S111": (swap("profil == 'autre'", "profil = 'autre'"), ""),
    "S112": (swap("profil == 'autre'", "profile == 'autre'"), "profile == "),
    "S113": (swap("profil == 'autre'", "profil == 'autres'"), "profil == "),
    "S114": (swap("after: rien", "after: rein"), "rein"),
    "S115": (swap("{bien: Bien, moyen: Moyen, mal: Mal}", "{bien: Bien, mal: Mal}"), "grades"),
    "S116": (swap("RH2", "RG2"), "RG2"),
    "S117": (swap("autre: Autre}", "autre: Élu·e}"), ""),
    "S118": (swap("striking: Lequel ?}", "striking: Lequel ?}" + CROSS, RICH), "vecus"),
    "S119": (swap("corriger: Corriger", "corrige: Corriger", RICH), "buttons: {oui: Oui, corrige"),
    "S120": (swap("{1: Peu, 2: Moyen, 3: Fort}", "{1: Peu, 3: Moyen, 2: Fort}", RICH), "points"),
    "S121": (swap("{pour: Pour, contre: Contre}", "{pour: Pour}", RICH), "positions"),
    "S122": (swap("reading: {minutes: 3", "reading: {minutes: 9", RICH), "minutes: 6\n      gate"),
    "S124": (GOOD.replace(END, "".join(ROUND.format(n=n, of=of) for n, of in ROUNDS) + END), "tour_3, ask"),
    "S201": (swap("{at_most: 10}", "{quorum: none, by_hand: no}"), "gate"),
    "S202": (swap("{at_most: 10}", "{not_before: 12, at_most: 10}"), "gate"),
    "S203": (swap("id: consentement", "id: consentement\n      gate: {at_most: 5}"), "gate"),
    "S204": (
        GOOD.replace(VOTE, VOTE + VOTE.replace("id: vote", "id: vote2").replace("      gate: {at_most: 10}\n", "")),
        "",
    ),
    "S205": (
        GOOD.replace("{at_most: 10}", "{at_most: 20}").replace("      gate: {at_most: 20}\n", "", 1),
        "majority_vote",
    ),
    "S206": (GOOD.replace(END, IDEAS + END), "ideas:"),
    "S210": (
        swap("title: Fin", "title: Fin\n      day: 1", swap("title: Le vécu", "title: Le vécu\n      day: 2")),
        "day: 1",
    ),
    "S211": (swap("title: Essai", "title: Essai\nasynchronous: {days: 5}").replace(*SIXTH), "day: 6"),
    "S212": (swap("title: Essai", "title: Essai\nasynchronous: {days: 5}"), "asynchronous"),
    "S213": (swap("title: Essai", 'title: Essai\nasynchronous: {closes: "23:00"}').replace(*SECOND), '"23:00"'),
    "S207": (swap("gate: {at_most: 12}, ", "", RICH).replace("at_most: 10", "at_most: 30"), "horizons}\n  - majority"),
    "S301": (swap("Racontez.", '"Racontez, {{ agance }}."'), "{{ agance"),
    "S302": (swap("Racontez.", '"Racontez, {{ agence.upper() }}."'), "{{ agence.upper"),
    "S303": (swap("agence: {default: ici}", "agence: {default: ici}\n  Le Nom: {}"), "Le Nom"),
    "S304": (swap("{default: ici}", "{default: ici, type: integer}"), "ici,"),
    "S305": (swap("ask: Racontez.", "ask: Racontez.\n      intro: " + "x" * 3001), "xxx"),
    "S306": (swap("Racontez.", '"Racontez {{ horizon_1 }}."'), "open_question"),
    "S901": (swap("agence: {default: ici}", "agence: {default: ici}\n  lieu: {default: là}"), "lieu"),
    "S902": (swap("      gate: {at_most: 10}\n      ask: Un mot ?", "      ask: Un mot ?"), "majority_vote"),
    "S903": (swap("Racontez.", "Racontez " + "encore " * 20), "Racontez encore"),
    "S904": (swap("{A: Début}", "{A: Début, B: Suite}"), "B: Suite"),
    "S905": (swap("pools:\n", "pools:\n  pistes: {group_prefix: PG}\n"), "pistes"),
    "S906": (swap("title: Essai", "title: Essai\nannounced_minutes: 5"), "announced"),
    "S907": (swap("Racontez.", '"Racontez {agence}."'), "{agence}"),
    "S908": (swap("id: essai", "id: autre"), "autre"),
    "S909": (swap("gate: {at_most: 10}", "gate: {at_most: 2}"), "gate"),
    "S961": (GOOD.replace("minutes: 5", "minutes: 9").replace("most: 10", "most: 20").replace(*SECOND), "day: 2"),
    "S962": (GOOD.replace(*SECOND).replace(QUESTION_2, QUESTION_2 + MORE), "day: 2"),
    "S963": (swap("{at_most: 10}", '{at_most: 10, closes: "12:00"}'), "gate"),
    "S910": (swap("Racontez.", "Pourquoi ici ?"), "Pourquoi"),
    "S911": (swap("Racontez.", "Où allez-vous ? Et quand ?"), "Où allez-vous"),
    "S912": (swap("Racontez.", "Ici, ne pensez-vous pas que c'est mieux ?"), "ne pensez"),
    "S913": (swap("Racontez.", "Ici, à votre avis, est-ce mieux ?"), "à votre avis"),
    "S914": (swap("minutes: 1", "minutes: 60").replace("at_most: 10", "at_most: 70"), "consent:"),
    "S915": (GOOD.replace(END, END.replace("closing", "profile") + "      buttons: {oui: Oui}\n"), ""),
    "S916": (swap("ask: Racontez.", "ask: Racontez.\n      may_pass: false"), "open_question"),
    "S917": (swap("{elu: Élu·e, autre: Autre}", "{bien: Bien, tres: Très bien, autre: Autre}"), "profile:"),
    "S918": (
        swap("title: Le vécu", 'title: Le vécu\n      intro: "Exemple : « Un vélo réparé. »"').replace(
            "title: Essai", "title: Réparer ici"
        ),
        "réparé",
    ),
    "S919": (swap("Racontez.", "Qu'est-ce qui n'est pas impossible ici ?"), "n'est pas impossible"),
    "S920": (swap("Racontez.", "Dites " + "un mot " * 10), "Dites un mot"),
    "S921": (swap("title: Le vécu", "title: Le vécu\n      intro: C'est noté. Bravo !"), "Bravo"),
    "S922": (swap("ask: Racontez.", "ask: Racontez.\n      allow: {S910: C'est le mot du groupe.}"), "S910"),
}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("expected: [elu, maire]", "S114"),
        ("hierarchy: [elu, agent]", "S114"),
        ("hierarchy: [elu, elu]", "S009"),
        ("hierarchy: elu", "S009"),
    ],
)
def test_a_profile_expects_only_its_own_options(line: str, code: str) -> None:
    """What is expected under a code that no button has would be missing for ever."""
    written = PROFILE.replace("buttons:", f"{line}\n      buttons:")
    found = check(FILE, (HEAD + CONSENT + written).encode())
    assert [issue.code for issue in found if issue.code in ("S114", "S009")] == [code]


def test_the_model_script_is_without_a_finding() -> None:
    """Every case below changes one thing in it: with a finding of its own, the cases would prove nothing."""
    assert found(GOOD) == []
    assert found(RICH) == []


ELSEWHERE = {"S123", "S125", "S501", "S951", "S952", "S953", "S954"}
"""Found in what is beside a script: their cases are in `test_lexicon`, `test_pictures` and `test_translations`."""


def test_every_code_has_a_case() -> None:
    """A code that nothing triggers is a promise of the documentation that the program does not keep."""
    assert set(WRONG) | ELSEWHERE == set(CATALOGUE)


@pytest.mark.parametrize("code", sorted(WRONG))
def test_each_mistake_is_found_at_its_place_with_a_remedy(code: str) -> None:
    """An author mends what the finding points at: a wrong line costs more time than no line."""
    source, mark = WRONG[code]
    issues = [issue for issue in found(source) if issue.code == code]
    assert issues, [str(issue) for issue in found(source)]
    issue = issues[0]
    assert str(issue.remedy)
    assert str(issue.finding).endswith(".")
    if mark:
        index = source.index(mark)
        line = source.count("\n", 0, index) + 1
        assert (issue.line, issue.col) == (line, index - source.rfind("\n", 0, index))


@pytest.mark.parametrize("code", sorted(WRONG))
def test_a_script_with_an_error_does_not_load_and_one_with_warnings_does(code: str) -> None:
    """What `check` refuses must never be played; what it only warns about may be."""
    source = WRONG[code][0].encode()
    if any(issue.severity is Severity.ERROR for issue in check(FILE, source)):
        with pytest.raises(AuthorError):
            load(FILE, source)
    else:
        assert load(FILE, source).steps


def test_a_mistake_is_not_reported_as_several() -> None:
    """One misspelt word that yields five findings hides the others."""
    for code in sorted(set(WRONG) - {"S010"}):
        assert set(codes(WRONG[code][0])) == {code}, code


def test_all_problems_are_found_in_one_run() -> None:
    """Mending one mistake only to be told of the next is how people give up."""
    source = swap("minutes: 5", "minutes: cinq")
    source = swap("ask: Racontez.", "ask: Racontez, {{ agance }}.\n      hnit: Aide", source)
    source = swap("[courte]", "[court]", source)
    assert set(codes(source)) == {"S004", "S005", "S108", "S301"}


def test_an_issue_prints_as_place_finding_and_remedy() -> None:
    """Editors jump to `file:line:col`; people read the second line."""
    (issue,) = found(WRONG["S104"][0])
    assert str(issue) == (
        f'essai.yaml:{issue.line}:{issue.col}  S104  Step "vote" reads pool "horizon", which no step fills.\n'
        '    Did you mean "horizons"? Pools here: horizons.'
    )


@pytest.mark.parametrize(
    ("old", "new", "guess"),
    [
        ("open_question:", "open_qestion:", "open_question"),
        ("probes: [courte]", "probs: [courte]", "probes"),
        ("[courte]", "[ne_sais_pas]", "ne_sait_pas"),
        ("after: rien", "after: rein", "rien"),
        ("profil == 'autre'", "profi == 'autre'", "profil"),
        ("profil == 'autre'", "profil == 'autr'", "autre"),
    ],
)
def test_a_misspelling_is_guessed(old: str, new: str, guess: str) -> None:
    """The usual mistake is one letter; saying which word was meant mends it at once."""
    issues = found(swap(old, new))
    assert any(f'Did you mean "{guess}"?' in str(issue.remedy) for issue in issues), issues


@pytest.mark.parametrize(
    ("condition", "column"),
    [
        ("profil.upper() == 'AUTRE'", 0),
        ("profil ** 2 == 4", 0),
        ("profil == 'autre' and __import__('os')", 22),
        ("profil == 'autre' or profil == 'elux'", 21),
        ("profil == 'autre' and (lieu == 'ici' or profil == 'elu')", 23),
    ],
)
def test_a_finding_in_a_condition_points_inside_it(condition: str, column: int) -> None:
    """In a long condition « somewhere here » is not a place."""
    source = swap("profil == 'autre'", condition)
    (issue,) = found(source)
    index = source.index(condition) + column
    assert issue.code in ("S111", "S112", "S113")
    assert issue.col == index - source.rfind("\n", 0, index)


def test_a_condition_on_a_later_question_is_refused() -> None:
    """It would be false for everyone, and the follow-up never asked: a jump to nowhere."""
    (issue,) = found(swap("profil == 'autre'", "answered('vecu')"))
    assert (issue.code, str(issue.finding)) == ("S112", '`when` names "vecu", which comes later.')


def test_yes_and_no_are_codes_like_any_other() -> None:
    """YAML 1.1 made booleans of them; an author who writes `no: Non` means the word."""
    source = swap("{elu: Élu·e, autre: Autre}", "{no: Non, yes: Oui, on: Parfois, 1: Un, true: Vrai, autre: Autre}")
    assert found(source) == []
    options = load(FILE, source.encode()).question("profil").accepts.options  # type: ignore[union-attr]
    assert [option.code for option in options] == ["no", "yes", "on", "1", "true", "autre"]
    quoted = swap("{rien: Rien}", '{"rien": "Rien"}')
    assert found(quoted) == []


def test_an_option_code_fits_its_button() -> None:
    """A button holds 64 bytes in all; accents and long words would be found out at launch, by a participant."""
    for code in ("x" * 21, "élu", "a b", "a:b", "🙂"):
        assert codes(swap("{elu: Élu·e, autre: Autre}", f'{{"{code}": Un, autre: Autre}}')) == ["S107"]


def test_tabs_are_named_in_the_remedy() -> None:
    """An editor shows a tab as spaces: only being told makes it visible."""
    (issue,) = found(swap("      minutes: 5", "\t  minutes: 5"))
    assert issue.code == "S002"
    assert "tab" in str(issue.remedy)


def test_a_text_with_a_colon_is_told_to_be_quoted() -> None:
    """« Le sujet : … » is the mistake every French author makes first."""
    (issue,) = found(WRONG["S002"][0])
    assert "double quotes" in str(issue.remedy)
    listed = swap("ask: Racontez.", "ask: Racontez.\n      intro:\n        - Le sujet : acheter")
    (issue,) = found(listed)
    assert issue.code == "S004"
    assert "double quotes" in str(issue.remedy)


def test_a_silent_person_must_not_hold_everybody() -> None:
    """A gate that only people open waits for ever for whoever has put the phone down."""
    (issue,) = found(swap("{at_most: 10}", "{quorum: everyone, by_hand: false}"))
    assert issue.code == "S201"


def test_a_session_that_a_step_reads_from_is_no_unused_parameter() -> None:
    """No text shows it: it says whose contributions are read."""
    crossed = CROSS.strip("\n").replace("of: vecus", "of: vecu, session: autre")
    source = swap("striking: Lequel ?}", f"striking: Lequel ?}}\n{crossed}", RICH)
    source = swap("  agence:", "  autre: {type: session}\n  agence:", source)
    assert codes(source) == []
    assert codes(source.replace(", session: autre", "")) == ["S901"]


def test_a_parameter_is_found_inside_a_folded_text() -> None:
    """Long texts are written over several lines; the finding has to say on which one the brace stands."""
    source = swap("ask: Racontez.", "ask: >-\n        Racontez\n        ici {{ agence }} et\n        là {{ agance }}.")
    (issue,) = found(source)
    assert (issue.code, source.split("\n")[issue.line - 1][issue.col - 1 :]) == ("S301", "{{ agance }}.")


def test_a_folded_text_reads_as_one_line() -> None:
    """A parser that marks its folds would send its marks to people's phones."""
    source = swap("ask: Racontez.", "ask: >-\n        Racontez\n        tout,\n\n        ici.")
    assert load(FILE, source.encode()).question("vecu").text == "Racontez tout,\nici."


def test_a_file_that_is_not_utf_8_says_where() -> None:
    """A file saved by an old editor breaks at its first accent."""
    (issue,) = found(GOOD.encode("utf-8").replace("Début".encode(), "Début".encode("latin-1")))
    assert (issue.code, issue.line) == ("S001", 6)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    """Whatever the file holds, its author gets findings, not a traceback."""
    assert all(issue.code in CATALOGUE for issue in found(text))


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 40), st.text(max_size=8))
def test_no_change_to_a_good_script_raises(start: int, length: int, text: str) -> None:
    """Mistakes are mostly small: a letter, a brace, a line pasted twice."""
    source = GOOD[:start] + text + GOOD[start + length :]
    issues = found(source)
    if not any(issue.severity is Severity.ERROR for issue in issues):
        assert load(FILE, source.encode()).steps


@given(st.text(alphabet="{}%# -agence_.\n\"'", max_size=30))
def test_a_text_that_is_accepted_can_be_rendered(text: str) -> None:
    """A text that fails in front of participants fails for all of them at once."""
    body = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    source = swap("Racontez.", f'"x{body}"')
    if not any(issue.severity is Severity.ERROR for issue in found(source)):
        asked = load(FILE, source.encode()).question("vecu").text
        texts.names(asked)
        texts.render(asked, {"agence": "l'Agence d'essai"})


def test_every_code_is_documented_and_the_page_is_up_to_date() -> None:
    """The page is what people find when they search for a code."""
    docs = Path(__file__).parents[2] / "docs"
    for name, language in (("script-issues.md", "en"), ("messages-scripts.md", "fr")):
        page = (docs / name).read_text(encoding="utf-8")
        assert page == document(language)
        assert set(re.findall(r"^### (S\d{3})", page, re.MULTILINE)) == set(CATALOGUE)

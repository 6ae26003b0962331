"""How people are asked: what each warning of the method hears, and what it must not. All texts are fabricated."""

from pathlib import Path

import pytest

from bot.authoring import check, load

SHIPPED = Path(__file__).parents[2] / "workshops"

SCRIPT = """\
format: 1
id: essai
title: {title}
language: {language}
announced_minutes: 60
steps:
  - consent:
      id: consentement
      title: Accord
      minutes: 1
      ask: Acceptez-vous ?
      accept: {{oui: Oui}}
      decline: {{non: Non}}
  - open_question:
      id: vecu
      title: Le vécu
      minutes: 5
      ask: "{ask}"
      hint: "{hint}"
{more}
  - closing:
      id: cloture
      title: Fin
      minutes: 1
      ask: Un mot ?
"""


def script(
    ask: str = "Racontez.", *, hint: str = "Une phrase.", more: str = "", language: str = "fr", title: str = "Essai"
) -> bytes:
    return SCRIPT.format(ask=ask, hint=hint, more=more, language=language, title=title).encode()


def codes(source: bytes) -> list[str]:
    return [issue.code for issue in check("essai.yaml", source)]


@pytest.mark.parametrize(
    ("code", "language", "ask"),
    [
        ("S910", "fr", "Pourquoi avez-vous acheté ici ?"),
        ("S910", "en", "Why did you buy here?"),
        ("S911", "fr", "Où achetez-vous ? Et comment y allez-vous ?"),
        ("S911", "fr", "Où achetez-vous et comment y allez-vous ?"),
        ("S911", "fr", "Quand et comment avez-vous commencé ?"),
        ("S911", "fr", "Qu'avez-vous fait, et avec qui ?"),
        ("S911", "en", "What did you do and how did it end?"),
        ("S911", "en", "Who was there? What did they say?"),
        ("S912", "fr", "Ne pensez-vous pas que c'est mieux ainsi ?"),
        ("S912", "fr", "N'est-il pas temps de changer ?"),
        ("S912", "fr", "Seriez-vous d'accord pour dire que c'est mieux ?"),
        ("S912", "fr", "Êtes-vous d'accord que c'est mieux ?"),
        ("S912", "fr", "C'est mieux ainsi, n’est-ce pas ?"),
        ("S912", "en", "Don't you think this is better?"),
        ("S912", "en", "Do you agree that this is better?"),
        ("S913", "fr", "Que pensez-vous de ce quartier ?"),
        ("S913", "fr", "Que faudrait-il changer ici ?"),
        ("S913", "fr", "Qu'est-ce qui vous inquiète ici ?"),
        ("S913", "en", "What do you think of this street?"),
        ("S913", "en", "What would you like to change here?"),
        ("S919", "fr", "Qu'est-ce qui ne vous semble pas inutile ici ?"),
        ("S919", "fr", "Que ne voudriez-vous plus ne jamais voir ?"),
        ("S919", "en", "What is not unacceptable here?"),
        ("S920", "fr", "Dites " + "un mot " * 10 + "ici."),
        ("S921", "fr", "Bravo. Racontez la suite."),
        ("S921", "fr", "Très bonne idée. Racontez la suite."),
        ("S921", "en", "Great answer! Tell the rest."),
    ],
)
def test_a_question_that_steers_or_confuses_is_heard(code: str, language: str, ask: str) -> None:
    """Whoever reads forty answers to it finds out too late."""
    assert code in codes(script(ask, language=language))


@pytest.mark.parametrize(
    ("language", "ask"),
    [
        ("fr", "Racontez un moment où acheter ici a été facile, ou difficile."),
        ("fr", "Où vivez-vous ou travaillez-vous le plus souvent ?"),
        ("fr", "Qu'est-ce qui fonctionne bien près de chez vous, et que l'on connaît mal ?"),
        ("fr", "Quelle personne d'ici connaissez-vous, et qui aide les autres ?"),
        ("fr", "Racontez un jour où vous vous êtes dit « Pourquoi moi ? »."),
        ("fr", "Comment cela a-t-il commencé ?"),
        ("fr", "Qu'avez-vous réussi à faire que vous ne pensiez pas possible ?"),
        ("fr", "Seriez-vous d'accord pour être rappelé·e ?"),
        ("fr", "Racontez un jour où rien n'allait. Qu'est-ce que vous n'avez pas dit ?"),
        ("fr", "Racontez un moment qui, selon vous, dit ce que ce lieu est."),
        ("fr", "Racontez. Il n'y a pas de bonne réponse."),
        ("fr", "Que ne fait-on plus ici, et que l'on ne regrette pas ?"),
        ("fr", "Quoi ?!"),
        ("en", "Tell us about a day when nothing worked and nobody came."),
        ("en", "Which place do you know where you work and where you rest?"),
        ("en", "What happened when you could not find it?"),
    ],
)
def test_a_plain_question_is_left_alone(language: str, ask: str) -> None:
    """A false alarm teaches people to read past the true ones."""
    assert codes(script(ask, language=language)) == []


def test_the_finding_points_at_the_words_themselves() -> None:
    """« Somewhere in this question » is not a place; typographic apostrophes and values must not shift it."""
    source = script("Chez {{ lieu }}, ne pensez-vous pas que c’est mieux ?").replace(
        b"announced", b"parameters: {lieu: {default: nous}}\nannounced"
    )
    (issue,) = check("essai.yaml", source)
    line = source.decode().split("\n")[issue.line - 1]
    assert line[issue.col - 1 :].startswith("ne pensez-vous pas")


def options(labels: str, kind: str = "profile") -> bytes:
    return script(more=f"  - {kind}: {{id: note, title: Note, minutes: 2, ask: Alors ?, buttons: {{{labels}}}}}")


@pytest.mark.parametrize(
    "labels",
    [
        "a: Très satisfait·e, b: Assez satisfait·e, c: Peu satisfait·e",
        "a: Excellent, b: Très bien, c: Bien, d: Moyen",
        "a: Très bien, b: Bien, c: Assez bien, d: Moyen, e: Mal, f: Sans avis",
        "a: Très bien, b: Bien, c: Mal, d: Sans avis",
        "1: 1, 2: 2, 3: 3, 4: 4, 5: 5 – Tout à fait",
        "a: Difficile, b: Très difficile, c: Facile, d: Très difficile vraiment, e: Plutôt difficile",
    ],
)
def test_options_that_lean_are_counted(labels: str) -> None:
    """With three ways to be pleased and one not to be, the result is decided before anybody answers."""
    assert codes(options(labels)) == ["S917"]


@pytest.mark.parametrize(
    "labels",
    [
        "1: 1 – Pas du tout, 2: 2, 3: 3, 4: 4, 5: 5 – Tout à fait, sans: Sans avis",
        "a: Très bien, b: Bien, c: Moyen, d: Mal, e: Sans avis",
        "a: Plutôt d'accord, b: Plutôt pas d'accord, c: Dans le doute",
        "a: Fort, b: Moyen, c: Faible, d: Sans avis",
        "a: Non, b: 'Oui, du même service', c: 'Oui, d''un autre fichier', d: Je ne sais pas",
        "a: Oui, b: Pas maintenant, c: Non",
        "a: Élu·e, b: Bénévole, c: Habitant·e",
        "1: 1, 2: 2, 3: 3",
    ],
)
def test_options_that_balance_or_rate_nothing_are_left_alone(labels: str) -> None:
    """Half of the buttons in a workshop are names of places and trades."""
    assert codes(options(labels)) == []


def test_buttons_beside_a_text_may_lean() -> None:
    """« Rien ne m'inquiète » is a real answer, and needs no opposite: the text is there."""
    assert codes(options("a: Bien, b: Très bien, c: Excellent", kind="open_question")) == []


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("Réparer et produire ici", "Exemple : « Une réparation faite sur place. »"),
        ("Réparer et produire ici", "Par exemple, un atelier qui répare."),
        ("Réparer et produire ici", "Un lieu (ex. : un produit connu)."),
    ],
)
def test_an_example_from_the_topic_is_found(title: str, hint: str) -> None:
    """Half of the answers would be variations on it."""
    assert codes(script(hint=hint, title=title)) == ["S918"]


@pytest.mark.parametrize(
    "hint",
    [
        "Exemple sur un autre sujet : « La bibliothèque ouvre le dimanche matin. »",
        "Par exemple : la piscine ouvre le soir. Puis réparez votre phrase.",
        "Pouvez-vous donner un exemple, même petit, de réparation ?",
    ],
)
def test_an_example_from_elsewhere_is_left_alone(hint: str) -> None:
    """That is what the method asks for."""
    assert codes(script(hint=hint, title="Réparer et produire ici")) == []


def test_an_example_is_not_held_against_the_welcome() -> None:
    """There it explains what is not open to discussion, and no question follows."""
    welcome = (
        "  - welcome: {id: accueil, title: Bienvenue, minutes: 1, enter: {go: Je commence},"
        ' intro: "Réparer, par exemple l\'atelier de réparation."}\n  - consent:'
    )
    assert codes(script(title="Réparer").replace(b"  - consent:", welcome.encode())) == []


def test_the_key_phases_need_half_of_the_time() -> None:
    """Where a script has phases C and D, those are what people came for; A and B introduce."""
    phased = script().replace(b"steps:", b"phases: {A: Accueil, C: Approfondir}\nsteps:")
    phased = phased.replace(b"minutes: 1\n", b"minutes: 1\n      phase: A\n").replace(
        b"minutes: 5\n", b"minutes: 5\n      phase: C\n"
    )
    assert codes(phased) == []
    (issue,) = check("essai.yaml", phased.replace(b"minutes: 5", b"minutes: 1"))
    assert (issue.code, str(issue.finding)) == ("S914", "Phase C has 1 of 3 minutes.")


def test_an_opinion_may_follow_an_experience() -> None:
    """The method wants an order, not silence about opinions."""
    more = "  - open_question: {id: avis, title: Avis, minutes: 2, ask: À votre avis ?}"
    assert codes(script(more=more)) == []


@pytest.mark.parametrize(
    ("language", "ask"),
    [
        ("fr", "Dans quelle mesure êtes-vous d'accord avec l'idée ?"),
        ("en", "To what extent do you agree that it got easier?"),
    ],
)
def test_a_scale_may_measure_agreement(language: str, ask: str) -> None:
    """It offers both ends; only the bare « do you agree that » says which one is expected."""
    more = f'  - open_question: {{id: avis, title: Avis, minutes: 2, ask: "{ask}"}}'
    assert codes(script(more=more, language=language)) == []


def test_what_a_script_needs_as_a_whole_is_said_once_its_errors_are_mended() -> None:
    """A step that cannot be read must not pass for a closing that is missing."""
    broken = script().replace(b"closing:", b"closin:")
    assert codes(broken) == ["S103"]


# -- allow -----------------------------------------------------------------------------------------------------------

WHY = "Pourquoi ici ?"


def test_a_step_allows_a_warning_with_its_reason() -> None:
    """The method is advice: whoever knows better writes why, where the next author reads it."""
    allowed = script(WHY, more="      allow: {S910: Le mot du groupe.}")
    assert codes(allowed) == []
    assert load("essai.yaml", allowed).steps


def test_the_head_allows_a_warning_everywhere() -> None:
    """A house style holds for a whole script; so does what belongs to no step, such as the total of minutes."""
    assert codes(script(WHY).replace(b"steps:", b"allow: {S910: Notre style.}\nsteps:")) == []
    planned = script().replace(b"announced_minutes: 60", b"announced_minutes: 2\nallow: {S906: On prolonge toujours.}")
    assert codes(planned) == []


def test_another_steps_allowance_does_not_reach_here() -> None:
    """What was weighed for one question was not weighed for the next."""
    source = script(WHY).replace(b"      ask: Un mot ?", b"      ask: Un mot ?\n      allow: {S910: Le mot du groupe.}")
    assert codes(source) == ["S910", "S922"]


def test_an_allowance_without_use_is_itself_a_warning() -> None:
    """Left in place it would hide the next one, which nobody has weighed."""
    (issue,) = check("essai.yaml", script(more="      allow: {S910: Le mot du groupe.}"))
    assert (issue.code, str(issue.finding)) == ("S922", "There is no S910 in this step.")
    (issue,) = check("essai.yaml", script().replace(b"steps:", b"allow: {S910: Notre style.}\nsteps:"))
    assert str(issue.finding) == "There is no S910 in the script."


def test_an_allowance_is_not_called_useless_while_an_error_may_hide_its_use() -> None:
    """`ask` is missing: whether it would say « pourquoi », nobody knows yet."""
    source = script(more="      allow: {S910: Le mot du groupe.}").replace(b'      ask: "Racontez."\n', b"")
    assert codes(source) == ["S006"]


@pytest.mark.parametrize(
    ("allow", "code", "words"),
    [
        ("{S104: Tant pis.}", "S009", "S104 is an error"),
        ("{S922: Tant pis.}", "S009", "no warning that can be allowed"),
        ("{S999: Tant pis.}", "S009", "no warning that can be allowed"),
        ("{S91O: Tant pis.}", "S009", "no warning that can be allowed"),
        ("{S910: }", "S006", "without a reason"),
        ("[S910]", "S004", "a mapping is expected"),
        ("S910", "S004", "a mapping is expected"),
    ],
)
def test_only_warnings_are_allowed_and_only_with_a_reason(allow: str, code: str, words: str) -> None:
    """A switch without a reason is how a method is forgotten."""
    found = [issue for issue in check("essai.yaml", script(WHY, more=f"      allow: {allow}")) if issue.code == code]
    assert len(found) == 1
    assert words in str(found[0].finding)


SCRIPTS = sorted(file for file in SHIPPED.glob("*.yaml") if "." not in file.stem)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_shipped_workshops_follow_the_method_or_say_why_not(file: Path) -> None:
    """They are what authors copy."""
    assert [str(issue) for issue in check(file.name, file.read_bytes())] == []

"""`horizons diff`: each change with its place in the files, in the words scripts use."""

from pathlib import Path

import pytest

from bot.authoring import read
from bot.authoring.revisions import Version, compare
from bot.errors import AuthorError

WORKSHOPS = Path(__file__).parents[2] / "workshops"
SHIPPED = (WORKSHOPS / "relocalisation.yaml").read_text(encoding="utf-8")


def versions(*files: tuple[str, str], language: str = "fr") -> str:
    old, new = (Version(name, *read(name, source.encode())) for name, source in files)
    return compare(old, new).into(language).replace("\u00a0", " ")


def edited(*changes: tuple[str, str]) -> str:
    new = SHIPPED
    for old, other in changes:
        assert old in new
        new = new.replace(old, other, 1)
    return versions(("a/relocalisation.yaml", SHIPPED), ("b/relocalisation.yaml", new))


def line_of(text: str) -> int:
    return SHIPPED[: SHIPPED.index(text)].count("\n") + 1


def test_a_reworded_question_is_shown_before_and_after_and_can_be_applied() -> None:
    """Its author sees at a glance that nothing else moved."""
    said = edited(("Racontez un moment où", "Dites un moment où"))
    step = line_of("- open_question:\n      id: vecu")
    lines = said.splitlines()
    assert lines[0] == f"b/relocalisation.yaml:{step}:5  texte  reformulé  vecu.ask"
    assert lines[1].startswith("    avant : Racontez")
    assert lines[2].startswith("    après : Dites")
    assert lines[-1].endswith("applicable aux séances en cours.")
    assert "Non" not in lines[-1]


def test_comments_alone_change_nothing() -> None:
    """A comment is the usual edit of a workshop that is being run."""
    assert edited(("\nformat: 1", "\n# Relu.\nformat: 1")).startswith("Rien ne change")


def test_what_was_taken_away_is_placed_in_the_old_file_and_names_the_orphans() -> None:
    """In the new file there is no line to point at."""
    follow_up = "        - id: oubli\n          ask: Qu'avons-nous oublié ?\n"
    rest = "          buttons: {rien: Rien à ajouter}\n          free_text: true\n"
    said = edited((follow_up + rest, ""))
    assert f"a/relocalisation.yaml:{line_of('- id: oubli')}:11  structure  retiré  cloture.oubli" in said
    assert "réponses orphelines : cloture.oubli" in said
    assert said.splitlines()[-1].startswith("Non applicable aux séances en cours : des réponses")


@pytest.mark.parametrize(
    ("change", "place", "verdict"),
    [
        (("rien: Rien ne m'inquiète", "rien: Rien"), "texte  reformulé  craintes.buttons.rien", "Seuls"),
        (("excellent: Excellent", "excellent: Parfait"), "texte  reformulé  vote.grades.excellent", "Seuls"),
        (("  A: Tour", "  A: Le tour"), "texte  reformulé  phases.A.title", "Seuls"),
        (("default: Horizons", "default: Le bot"), "texte  changé  parameters.nom_bot.default", "Seuls"),
        (("qui: Qui était", "qui: Qui donc était"), "texte  reformulé  vecu.own_probes.qui", "Seuls"),
        (("RH1: Les", "RH1: Toutes les"), "structure  reformulé  pools.horizons.prepared.RH1", "Non applicable"),
        (("enter: {commencer", "enter: {aller"), "structure  changé  accueil.enter.code", "Non applicable"),
        (("hint: Un mot par ligne", "hint: Une ligne"), "texte  reformulé  trois_mots.hint", "Seuls"),
        (("produit: Produit\n", "produit: Produit\n            cultive: Cultive\n"), "ajout  ajouté", "Non applicable"),
        (("minutes: 6", "minutes: 7"), "structure  changé  vecu.minutes", "Non applicable"),
        (('title: "Réancrer', 'title: "Ancrer'), "texte  reformulé  title", "Seuls"),
    ],
)
def test_each_change_is_named_as_it_is_written(change: tuple[str, str], place: str, verdict: str) -> None:
    """`vecu.own_probes.qui` can be searched for; `accepts.options[0].label` cannot."""
    said = edited(change)
    assert place in said
    assert said.splitlines()[-1].startswith(verdict)


def test_what_changed_is_said_in_the_language_of_who_reads_it() -> None:
    """Whatever the workshop is in: a French team runs English workshops too."""
    same = (("a/relocalisation.yaml", SHIPPED), ("b/relocalisation.yaml", SHIPPED))
    assert versions(*same, language="en") == "Only layout and comments change: can be applied to sessions under way."
    assert versions(*same).startswith("Rien ne change que la mise en page")


def test_a_translation_that_changes_alone_is_named_by_its_language() -> None:
    """An English sentence as « before » under a French question looked like a mistake of the program."""
    english = (WORKSHOPS / "relocalisation.en.yaml").read_text(encoding="utf-8")
    texts = (english, english.replace("mending", "repairing"))
    old, new = (
        Version("w.yaml", *read("w.yaml", SHIPPED.encode(), [("relocalisation.en.yaml", text.encode())]))
        for text in texts
    )
    lines = compare(old, new).into("fr").replace("\u00a0", " ").splitlines()
    changed = [line for line in lines if not line.startswith(" ")][:-1]
    assert changed
    assert all(line.endswith(" (en)") and "  texte  reformulé  " in line for line in changed)


def test_two_workshops_are_not_two_versions() -> None:
    """Every step would be orphaned, which says nothing."""
    other = SHIPPED.replace("id: relocalisation", "id: autre")
    said = versions(("a/relocalisation.yaml", SHIPPED), ("b/autre.yaml", other))
    assert said.splitlines()[-1] == "Ce sont deux ateliers différents : « relocalisation » et « autre »."


def test_a_version_that_does_not_pass_check_is_refused_with_its_findings() -> None:
    """What it would change is not known before it is mended."""
    with pytest.raises(AuthorError, match="S105"):
        edited(("      pool: horizons", "      pool: horizon"))

"""Look-up of workshops and templates, from a checkout and from an installed wheel."""

from pathlib import Path

import pytest

from bot import shipped
from bot.authoring.shelf import check_files, load_files, read_files
from bot.errors import Defect, OperatorError


class House:
    """A fabricated installation: a working folder, an installed package, and the folder above the package."""

    def __init__(self, root: Path) -> None:
        self.cwd = root / "cwd"
        self.repository = root / "repository"
        self.package = self.repository / "bot"
        self.cwd.mkdir()
        self.package.mkdir(parents=True)

    def put(self, file: Path) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("fabricated", encoding="utf-8")
        return file


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    house = House(tmp_path)
    monkeypatch.chdir(house.cwd)
    monkeypatch.setattr("importlib.resources.files", lambda _package: house.package)
    return house


def test_the_first_place_that_has_workshops_is_taken(house: House) -> None:
    """The order is a promise: setting, ./workshops, shipped with the wheel, root of the checkout."""
    house.put(house.repository / "workshops" / "a.yaml")
    assert shipped.workshops_dir() == house.repository / "workshops"
    house.put(house.package / "_shipped" / "workshops" / "a.yaml")
    assert shipped.workshops_dir() == house.package / "_shipped" / "workshops"
    house.put(house.cwd / "workshops" / "a.yaml")
    assert shipped.workshops_dir() == Path("workshops")
    house.put(house.cwd / "mine" / "a.yaml")
    assert shipped.workshops_dir(Path("mine")) == Path("mine")


def test_an_empty_workshops_folder_hides_nothing(house: House) -> None:
    """An author who has just made the folder still sees the examples."""
    house.put(house.package / "_shipped" / "workshops" / "a.yaml")
    (house.cwd / "workshops").mkdir()
    assert shipped.workshops_dir() == house.package / "_shipped" / "workshops"


def test_a_folder_that_was_set_is_the_only_one_looked_into(house: House) -> None:
    """An operator who names a folder decides which scripts can be launched."""
    house.put(house.package / "_shipped" / "workshops" / "relocalisation.yaml")
    house.put(house.cwd / "mine" / "autre.yaml")
    assert [file.stem for file in shipped.workshop_files(Path("mine"))] == ["autre"]
    with pytest.raises(OperatorError, match='no workshop "relocalisation"'):
        shipped.workshop_file("relocalisation", Path("mine"))


@pytest.mark.parametrize("look_up", [shipped.workshops_dir, shipped.templates_dir])
def test_a_set_folder_that_does_not_exist_is_named_with_its_variable(house: House, look_up: object) -> None:
    """Falling back to the shipped files would run another workshop than the one that was meant."""
    assert callable(look_up)
    with pytest.raises(OperatorError, match=r"^HORIZONS_(WORKSHOPS|TEMPLATES)_DIR: nowhere is not a folder"):
        look_up(Path("nowhere"))


def test_ones_own_workshops_add_to_the_shipped_ones_and_win_over_them(house: House) -> None:
    """An author keeps one script in ./workshops and can still run `horizons demo --workshop relocalisation`."""
    theirs = house.put(house.package / "_shipped" / "workshops" / "relocalisation.yaml")
    house.put(house.package / "_shipped" / "workshops" / "teletravail.yaml")
    house.put(house.cwd / "workshops" / "teletravail.yaml")
    assert shipped.workshop_file("relocalisation") == theirs
    assert shipped.workshop_file("teletravail") == Path("workshops/teletravail.yaml")


def test_the_tests_that_nobody_names_are_those_of_the_first_folder_alone(house: House) -> None:
    """An author who has one script is not made to wait for the tests of eight others."""
    house.put(house.package / "_shipped" / "workshops" / "a.yaml")
    theirs = house.put(house.package / "_shipped" / "workshops" / "a.test.yaml")
    assert shipped.test_files(None) == [theirs]
    house.put(house.cwd / "workshops" / "b.yaml")
    assert shipped.test_files(None) == []
    house.put(house.cwd / "workshops" / "b.test.yaml")
    assert shipped.test_files(None) == [Path("workshops/b.test.yaml")]


def test_translations_tests_and_crowds_are_not_workshops(house: House) -> None:
    """`horizons check` without arguments must not take a translation for a broken script."""
    folder = house.cwd / "workshops"
    for name in ("b.yml", "a.yaml", "a.en.yaml", "a.test.yaml", "notes.md", "crowds/a.yaml"):
        house.put(folder / name)
    assert [file.name for file in shipped.workshop_files()] == ["a.yaml", "b.yml"]


def test_a_path_is_taken_as_it_is(house: House) -> None:
    """A script may live anywhere; a bare file name with its suffix is a path too."""
    house.put(house.package / "_shipped" / "workshops" / "a.yaml")
    elsewhere = house.put(house.cwd / "drafts" / "essai.yaml")
    assert shipped.workshop_file(str(elsewhere)) == elsewhere
    house.put(house.cwd / "essai.yaml")
    assert shipped.workshop_file("essai.yaml") == Path("essai.yaml")
    with pytest.raises(OperatorError, match=r"There is no file drafts/absent\.yaml"):
        shipped.workshop_file("drafts/absent.yaml")


def test_an_unknown_id_lists_those_there_are_and_the_closest(house: House) -> None:
    """A typing slip is mended from the message alone."""
    for name in ("relocalisation", "teletravail"):
        house.put(house.cwd / "workshops" / f"{name}.yaml")
    with pytest.raises(OperatorError) as caught:
        shipped.workshop_file("Relocalization")
    assert str(caught.value) == (
        'There is no workshop "Relocalization". Did you mean "relocalisation"? '
        "Workshops here: relocalisation, teletravail."
    )
    with pytest.raises(OperatorError) as caught:
        shipped.workshop_file("xyzzy")
    assert "Did you mean" not in str(caught.value)


def test_an_unknown_id_in_an_empty_set_folder_says_that_it_is_empty(house: House) -> None:
    """A wrong folder is the likeliest cause."""
    (house.cwd / "mine").mkdir()
    with pytest.raises(OperatorError, match=r"Workshops here: none in mine\.$"):
        shipped.workshop_file("a", Path("mine"))


def test_somebody_elses_templates_folder_is_not_taken_for_ours(house: House) -> None:
    """`horizons demo` may be run from any project, and many have a ./templates."""
    ours = house.package / "_shipped" / "templates"
    house.put(ours / "cahier.html.j2")
    house.put(house.cwd / "templates" / "base.html")
    assert shipped.templates_dir() == ours
    house.put(house.cwd / "templates" / "cahier.html.j2")
    assert shipped.templates_dir() == Path("templates")
    assert shipped.templates_dir(ours) == ours


def test_a_package_without_its_data_is_our_fault(house: House) -> None:
    """A broken wheel must not send an operator looking for a mistake of theirs."""
    with pytest.raises(Defect):
        shipped.workshops_dir()
    with pytest.raises(Defect):
        shipped.templates_dir()


SCRIPTS = sorted(file for file in (Path(__file__).parents[1] / "workshops").glob("*.yaml") if "." not in file.stem)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.stem)
def test_every_shipped_workshop_is_complete_in_both_languages(script: Path) -> None:
    """After an edit: `horizons translate WORKSHOP en`, translate what it marks, `--confirm` what still holds."""
    files = read_files(script)
    assert [name for name, _ in files.beside] == [f"{script.stem}.en.yaml"]
    assert [str(issue) for issue in check_files(script, files)] == []
    spoken = load_files(script).spoken("en")
    assert spoken.language == "en"

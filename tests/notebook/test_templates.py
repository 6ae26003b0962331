"""Templates are an agency's files: what is wrong in them is said with file, line and remedy."""

from pathlib import Path

import pytest

from bot.notebook import NotebookCompiler, TemplateMistake
from bot.notebook.rendering import installed_templates
from tests.notebook.material import a_material


def compiled(folder: Path, source: str, part: str = "cahier/cahier.html.j2") -> str:
    """Compile with one file of the agency's own."""
    file = folder / part
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    [made] = NotebookCompiler(folder).compile(a_material(), folder / "out", ["html"])
    return made.read_text(encoding="utf-8")


def test_an_agencys_template_comes_first_and_the_rest_is_shipped(tmp_path: Path) -> None:
    """One file is enough to change one thing."""
    text = compiled(tmp_path, "<p>Le sommaire de l'agence</p>", "cahier/parts/toc.html.j2")
    assert "Le sommaire de l'agence" in text
    assert 'id="s9"' in text


@pytest.mark.parametrize(
    ("source", "code", "finding"),
    [
        ("un\n{{ cahier.titre }}", "N001", "titre"),
        ("un\n{{ seance }}", "N001", "seance"),
        ("un\n{{ t('ui.inconnu') }}", "N001", "ui.inconnu"),
        ("un\n{% if %}", "N002", "Expected"),
        ("un\n{{ cahier.__class__.__mro__ }}", "N003", "__class__"),
        ("un\n{% include 'cahier/absent.j2' %}", "N004", "absent.j2"),
        ("un\n{{ 1 / 0 }}", "N005", "division"),
        ("un\n{{ cahier.title + 1 }}", "N005", "str"),
    ],
)
def test_a_mistake_names_file_line_and_what_is_missing(tmp_path: Path, source: str, code: str, finding: str) -> None:
    """Its author opens the file at that line, and knows what to look for."""
    with pytest.raises(TemplateMistake) as mistake:
        compiled(tmp_path, source)
    [line] = mistake.value.lines
    assert line.startswith(f"{tmp_path / 'cahier' / 'cahier.html.j2'}:2:1  {code}  ")
    assert finding in line
    assert not (tmp_path / "out").exists()


def test_a_mistake_in_a_part_names_the_part(tmp_path: Path) -> None:
    """The page that includes it is not at fault."""
    with pytest.raises(TemplateMistake, match=r"toc\.html\.j2:3:1  N001"):
        compiled(tmp_path, "\n\n{{ cahier.sommaire }}", "cahier/parts/toc.html.j2")


def test_a_template_cannot_change_the_notebook_or_reach_the_machine(tmp_path: Path) -> None:
    """A template may come from somebody else."""
    with pytest.raises(TemplateMistake, match=r"N00[13]"):
        compiled(tmp_path, "{{ ''.__class__.__base__.__subclasses__() }}")


@pytest.mark.parametrize(
    "hostile",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{% include 'cahier/cahier.html.j2' %}",
        "{% include 'cahier/cahier.html.j2' %}{% include 'cahier/cahier.html.j2' %}",
        "{{ 'a' * 999999999 }}",
        "{{ [0] * 999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 'a'.ljust(999999999) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{% set n = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{{ range(999999999)|list }}",
        "{{ cahier.title.__init__.__globals__ }}",
        "{{ t.__globals__ }}",
        "{{ cahier.__class__ }}",
    ],
)
def test_a_hostile_template_is_refused_with_its_place(tmp_path: Path, hostile: str) -> None:
    """Whoever tries to hang the bot, fill its memory or look around is told where it was noticed, within seconds."""
    with pytest.raises(TemplateMistake, match=r"cahier\.html\.j2:2:1  N00[1-5]  "):
        compiled(tmp_path, f"un\n{hostile}")


@pytest.mark.parametrize("hostile", ["{% include '/etc/hostname' %}", "{% include '../../etc/hostname' %}"])
def test_a_template_includes_nothing_from_elsewhere(tmp_path: Path, hostile: str) -> None:
    """Only from the folders of templates."""
    with pytest.raises(TemplateMistake, match="N004"):
        compiled(tmp_path, hostile)


def test_a_template_may_reckon_and_put_texts_together(tmp_path: Path) -> None:
    """What is bounded is not forbidden; what is put together is escaped as ever."""
    source = (
        "{{ 2 * 3 + 1 }} {{ 2 ** 3 }} {{ 7 % 4 }} {{ '<' ~ 1 ~ 'b'|safe }} {{ 'a' + 'b' }} {{ cahier.title|upper }}"
    )
    assert compiled(tmp_path, source).startswith("7 8 3 &lt;1b ab RÉANCRER")


def test_what_a_participant_types_is_never_a_template(tmp_path: Path) -> None:
    """`{{ 7*7 }}` is five signs and two numbers."""
    text = compiled(
        tmp_path, "{% for g in cahier.annex.groups %}{% for e in g.entries %}{{ e.text }}{% endfor %}{% endfor %}"
    )
    assert "{{ 7*7 }}" in text
    assert "&lt;script&gt;" in text


def test_the_shipped_templates_are_found() -> None:
    """From a checkout as from a wheel."""
    assert (installed_templates() / "cahier" / "style.css").is_file()

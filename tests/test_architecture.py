"""The page that explains the house is held against the house."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- files: begin -->\n", "<!-- files: end -->"


def first_sentence(file: Path) -> str:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    return " ".join((docstring or "").split("\n\n")[0].split())


def table() -> str:
    """One row a module that says something: where it is, and the first paragraph of its docstring."""
    rows = ["| module | what is there |", "|---|---|"]
    for file in sorted((ROOT / "bot").rglob("*.py")):
        module = file.relative_to(ROOT)
        if "migrations" in module.parts or "_shipped" in module.parts:
            continue
        sentence = first_sentence(file)
        if sentence or file.name != "__init__.py":
            rows.append(f"| `{module.as_posix()}` | {sentence.replace('|', chr(92) + '|')} |")
    return "\n".join(rows) + "\n"


def test_the_file_table_says_what_the_modules_say_of_themselves() -> None:
    """A map that differs from the land is worse than none. To renew it: RENEW=1 pytest tests/test_architecture.py."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    wanted = f"{before}{BEGIN}{table()}{END}{after}"
    if os.environ.get("RENEW"):
        PAGE.write_text(wanted, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize("file", sorted((ROOT / "bot").rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_module_says_what_is_there(file: Path) -> None:
    """The folder list and the first lines are the way in for whoever reads the code for the first time."""
    if file.name != "__init__.py" and file.read_text(encoding="utf-8").strip():
        assert first_sentence(file), f"{file.name} has no docstring"


def test_the_migrations_are_one_line() -> None:
    """Two of the same number, each right alone, and no database can be brought up to date."""
    files = sorted((ROOT / "bot" / "store" / "migrations" / "versions").glob("[0-9]*.py"))
    found = []
    for file in files:
        module = ast.parse(file.read_text(encoding="utf-8"))
        values = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in module.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id in ("revision", "down_revision")
        }
        found.append((values["revision"], values["down_revision"]))
        assert file.name.startswith(f"{values['revision']}_"), "a file is named by its revision"
    numbers = [f"{number:04}" for number in range(1, len(files) + 1)]
    line = list(zip(numbers, [None, *numbers[:-1]], strict=True))
    assert found == line, "renumber the one that came last"


def test_each_decision_has_a_number_of_its_own_and_is_listed_once() -> None:
    """« Décision 44 » is one page, or it is none: a number is how code and people point at it."""
    folder = ROOT / "docs" / "decisions"
    files = sorted(file.name for file in folder.glob("[0-9]*.md"))
    numbers = [name[:4] for name in files]
    assert numbers == [f"{n:04d}" for n in range(1, len(files) + 1)]
    listed = re.findall(
        r"^\| \[(\d{4})\]\((\d{4}-[^)]+)\)", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert listed == list(zip(numbers, files, strict=True))
    for name in files:
        assert (folder / name).read_text(encoding="utf-8").startswith(f"# {name[:4]}")

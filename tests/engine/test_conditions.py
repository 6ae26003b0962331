"""The conditions of `when:`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.conditions import MAX_LENGTH, Mention, NotACondition, holds, names

ANSWERS = {"profil": ("autre",), "profil.rapport": ("vend",), "vecu": (), "equilibre": ("4",), "besoins": ("a", "b")}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("", True),
        ("   ", True),
        ("profil == 'autre'", True),
        ("'autre' == profil", True),
        ('profil == "elu"', False),
        ("profil != 'elu'", True),
        ("profil in ('elu', 'autre')", True),
        ("profil not in ['elu', 'autre']", False),
        ("profil.rapport == 'vend'", True),
        ("profil == 'autre' and profil.rapport == 'produit'", False),
        ("profil == 'elu' or profil.rapport == 'vend'", True),
        ("not profil == 'elu'", True),
        ("not (profil == 'autre' or answered('craintes'))", False),
        ("answered('vecu')", True),
        ("answered('craintes')", False),
        ("craintes == 'rien'", False),
        ("craintes != 'rien'", True),
        ("craintes not in ('rien', 'tout')", True),
        ("equilibre >= 4", True),
        ("equilibre < 4", False),
        ("3 < equilibre", True),
        ("craintes > 3", False),
        ("profil > 3", False),
        ("equilibre == 4", True),
        ("'a' in besoins", True),
        ("'c' in besoins", False),
        ("besoins == 'a'", False),
        ("'aut' in profil", False),
    ],
)
def test_a_condition_holds_over_the_codes_given(expression: str, expected: bool) -> None:
    """A follow-up asked of the wrong people is a question too many; one not asked is an answer lost."""
    assert holds(expression, ANSWERS) is expected


@pytest.mark.parametrize(
    "expression",
    [
        "profil",
        "True",
        "1 == 1",
        "'a' == 'a'",
        "profil = 'autre'",
        "profil == autre",
        "profil.upper() == 'AUTRE'",
        "profil.rapport.x == 'a'",
        "profil.__class__ == 'a'.b",
        "profil ** 2 == 4",
        "profil + 'a' == 'autrea'",
        "profil == 'a' == 'b'",
        "profil is 'autre'",
        "profil == f'{profil}'",
        "profil == ('a', 'b')",
        "profil in ()",
        "profil in (('a',),)",
        "profil == True",
        "profil < 'a'",
        "profil == None",
        "len(profil) == 1",
        "answered(profil)",
        "answered('a', 'b')",
        "answered(*['a'])",
        "lambda: 1",
        "[x for x in profil]",
        "profil == 'a' if 1 else 2",
        "(profil := 'a') == 'a'",
        "__import__('os').system('ls')",
        "profil == 'a\\x41'",
        "profil == 'a'\n",
        "profil == '" + "a" * MAX_LENGTH + "'",
        "(" * 200,
        "not " * 74,
        "é ==",
    ],
)
def test_anything_else_is_refused_before_it_is_run(expression: str) -> None:
    """Scripts come from people we do not know: what is not in the language must not be reachable."""
    with pytest.raises(NotACondition) as refused:
        holds(expression, ANSWERS)
    assert 0 <= refused.value.column <= len(expression)
    with pytest.raises(NotACondition):
        names(expression)


def test_the_questions_named_are_listed_with_their_codes_and_columns() -> None:
    """`check` verifies each against the script and points at it."""
    condition = "profil == 'autre' and (profil.lieu in ('bourg', 'é') or answered('vecu'))"
    assert names(condition) == (
        Mention("profil", ("autre",), 0),
        Mention("profil.lieu", ("bourg", "é"), condition.index("profil.lieu")),
        Mention("vecu", (), condition.index("answered")),
    )
    assert names("") == ()


def test_the_same_condition_reads_the_same_twice() -> None:
    """Conditions are read once and kept; a run must not change what was read."""
    expression = "profil in ('elu', 'autre') and not answered('craintes')"
    assert [holds(expression, ANSWERS) for _ in range(3)] == [True, True, True]
    assert holds(expression, {}) is False


@given(st.text(max_size=80))
def test_any_text_either_holds_or_not_or_is_refused(text: str) -> None:
    """Nothing else may escape: an exception here would stop a participant's answer."""
    try:
        held = holds(text, ANSWERS)
    except NotACondition:
        return
    assert isinstance(held, bool)


PIECES = [
    "profil",
    "besoins",
    "'autre'",
    "==",
    "!=",
    "in",
    "not",
    "and",
    "or",
    "(",
    ")",
    ",",
    "4",
    "<",
    "answered",
    ".",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_any_arrangement_of_words_is_safe_too(text: str) -> None:
    """Random text seldom parses; these do, and reach the evaluation."""
    try:
        held = holds(text, ANSWERS)
    except NotACondition:
        return
    assert isinstance(held, bool)

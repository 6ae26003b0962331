"""The words that probes look for, as files and as a script's own. Words and scripts are fabricated."""

from __future__ import annotations

import pytest

from bot.authoring import check, load
from bot.authoring.lexicon import MOST, shipped
from bot.engine.lexicon import Lexicon
from bot.engine.probes import trigger
from bot.engine.revision import Nature, diff

SCRIPT = """\
format: 1
id: essai
title: Essai
{lexicon}
steps:
  - consent:
      id: consentement
      title: Accord
      minutes: 1
      ask: D'accord ?
      accept: {{oui: Oui}}
      decline: {{non: Non}}
"""


def script(lexicon: str = "") -> bytes:
    return SCRIPT.format(lexicon=lexicon).encode()


def findings(lexicon: str) -> list[tuple[str, int]]:
    return [(issue.code, issue.line) for issue in check("essai.yaml", script(lexicon)) if issue.is_error]


def words(lexicon: str = "") -> Lexicon:
    return load("essai.yaml", script(lexicon)).lexicon


def test_the_shipped_words_can_be_read_in_both_languages() -> None:
    """A list lost in a file would let insults through, and nobody would know."""
    lexicon = shipped()
    assert {"connard", "asshole"} <= lexicon.insults
    assert [("imbecile" in one.nouns, "idiots" in one.nouns) for one in lexicon.tongues] == [(True, True), (True, True)]
    assert all(one.determiners and one.fillers and one.addresses for one in lexicon.tongues)
    assert lexicon.abuse
    assert lexicon.dont_know
    assert lexicon.subjects
    assert lexicon.another


def test_a_script_without_words_of_its_own_has_the_shipped_ones() -> None:
    """Its expressions are made once for all such scripts."""
    assert words() is shipped()


def test_a_script_has_its_own_words_beside_the_shipped_ones() -> None:
    """Written as people write them: accents, capitals and apostrophes do not matter."""
    own = words("lexicon: {hostile: [Bouseux, sale parisien], ne_sait_pas: ['Qu’en sais-je', alors là]}")
    assert trigger("Ces BOUSEUX du conseil ne comprennent rien", (), own, is_collection=False) == "hostile"
    assert trigger("un sale Parisien de plus", (), own, is_collection=False) == "hostile"
    assert trigger("qu'en sais-je ?", ("ne_sait_pas",), own, is_collection=False) == "ne_sait_pas"
    assert trigger("alors là, connard", (), own, is_collection=False) == "hostile"
    assert trigger("ces bouseux", (), words(), is_collection=False) is None


def test_the_same_words_are_made_into_expressions_once() -> None:
    """However many sessions are pinned to the script."""
    assert words("lexicon: {hostile: [bouseux]}") is words("lexicon: {hostile: [BOUSEUX]}")


@pytest.mark.parametrize(
    ("lexicon", "found"),
    [
        ("lexicon: {hostile: ['!!!']}", [("S123", 4)]),
        ("lexicon: {hostile: [un]}", [("S123", 4)]),
        (f"lexicon: {{hostile: [{'a' * 61}]}}", [("S123", 4)]),
        (f"lexicon: {{ne_sait_pas: [{', '.join(f'mot{n}' for n in range(MOST + 1))}]}}", [("S123", 4)]),
        ("lexicon: {ne_sait_pas: [hm]}", []),
        ("lexicon: {hostiles: [bouseux]}", [("S005", 4)]),
        ("lexicon: {hostile: {a: b}}", [("S004", 4)]),
        ("lexicon: [bouseux]", [("S004", 4)]),
        ("lexicon: {hostile: ['(a+)+$ b', 'c++ d']}", []),
    ],
)
def test_a_word_that_cannot_be_looked_for_is_pointed_out(lexicon: str, found: list[tuple[str, int]]) -> None:
    """« un » as an insult would withhold half of a session; an expression is only so many letters."""
    assert findings(lexicon) == found


def test_other_words_may_be_taken_up_by_sessions_under_way() -> None:
    """They say nothing of answers already given: a word that was forgotten can be added the same evening."""
    old, new = (load("essai.yaml", script(one)) for one in ("", "lexicon: {hostile: [bouseux]}"))
    (change,) = diff(old, new).changes
    assert (change.field, change.nature, change.before, change.after) == ("lexicon", Nature.TEXT, (), ("bouseux",))
    assert old.hash != new.hash

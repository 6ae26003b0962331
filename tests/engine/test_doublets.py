"""Inclusive writing without middle dots, for those whose screen reader spells them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.doublets import doublets
from bot.engine.probes import COMMON, probe_text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # singular: one person, whoever it is
        ("élu·e", "élu ou élue"),
        ("Élu·e", "Élu ou élue"),
        ("ÉLU·E", "ÉLU OU ÉLUE"),
        ("auteur·rice", "auteur ou autrice"),
        ("facilitateur·trice", "facilitateur ou facilitatrice"),
        ("chercheur·se", "chercheur ou chercheuse"),
        ("chercheur·euse", "chercheur ou chercheuse"),
        ("professeur·e", "professeur ou professeure"),
        ("conseiller·ère", "conseiller ou conseillère"),
        ("étranger·e", "étranger ou étrangère"),
        ("heureux·se", "heureuse ou heureux"),
        ("heureux·euse", "heureuse ou heureux"),
        ("inquiet·e", "inquiet ou inquiète"),
        ("actif·ve", "actif ou active"),
        ("sportif·ive", "sportif ou sportive"),
        ("grec·que", "grec ou grecque"),
        ("maire·sse", "maire ou mairesse"),
        ("nouveau·elle", "nouveau ou nouvelle"),
        ("mis·e en relation", "mis ou mise en relation"),
        ("Vous êtes invité·e à participer", "Vous êtes invité ou invitée à participer"),
        # plural
        ("élu·e·s", "élues et élus"),
        ("élu·es", "élues et élus"),
        ("habitant·e·s", "habitantes et habitants"),
        ("auteur·rice·s", "auteurs et autrices"),
        ("facilitateur·trices", "facilitateurs et facilitatrices"),
        ("usager·ère·s", "usagères et usagers"),
        ("citoyen·ne·s", "citoyennes et citoyens"),
        ("professionnel·le·s", "professionnelles et professionnels"),
        ("local·e·s", "locales et locaux"),
        ("natal·e·s", "natales et natals"),
        ("municipaux·ales", "municipales et municipaux"),
        ("mis·e·s", "mis et mises"),
        ("mis·es", "mis et mises"),
        ("publics·ques", "publics et publiques"),
        ("public·ques", "publics et publiques"),
        # words that no rule makes
        ("chacun·e", "chacune et chacun"),
        ("Chacun·e", "Chacune et chacun"),
        ("celui·celle", "celle ou celui"),
        ("ceux·celles", "celles et ceux"),
        ("tou·te·s", "tous et toutes"),
        ("un·e jeune", "un ou une jeune"),
        ("le·la maire", "la ou le maire"),
        ("Il·elle", "Elle ou il"),
        ("quelqu'un·e", "quelqu'un ou quelqu'une"),
        # several words, articles that elide
        ("Agent·e public·que", "Agent public ou agente publique"),
        ("agent·e·s public·que·s", "agentes publiques et agents publics"),
        ("Un·e auteur·rice", "Un auteur ou une autrice"),
        ("de l'auteur·rice", "de l'auteur ou l'autrice"),
        ("d’élu·e·s", "d’élues et d’élus"),
        ("1–2 élu·e·s, 2 agent·e·s (achats)", "1–2 élues et élus, 2 agentes et agents (achats)"),
        # another dot, no gender, no dot
        ("élu•e", "élu ou élue"),
        ("enfant·s", "enfant·s"),
        ("Question 3 sur 8 · environ 4 min", "Question 3 sur 8 · environ 4 min"),
        ("{count} auteur·rice·s", "{count} auteurs et autrices"),
        ("sans point", "sans point"),
    ],
)
def test_both_forms_are_written_out(written: str, read: str) -> None:
    """A screen reader says « élu point médian e »; « élu ou élue » is what was meant."""
    assert doublets(written) == read


@given(st.text(alphabet="aàeéiloprstuxcf·•' ES", max_size=40))
def test_no_text_makes_it_fail_and_twice_is_once(text: str) -> None:
    """It is applied to every text of every workshop, whatever an author's keyboard did."""
    once = doublets(text)
    assert doublets(once) == once


def test_the_common_probes_are_spelt_out_too() -> None:
    """A language of that name would otherwise have no wording."""
    for code, wordings in COMMON.items():
        assert probe_text(code, "fr-doublets") == doublets(wordings["fr"])

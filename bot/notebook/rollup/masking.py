"""People by profile and session: what may be written of a table that crosses the two. Pure.

A cell holds a number only if the session's own notebook may print it. A total over sessions is written only when every
cell of its row is: a hidden one would be read by subtraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.notebook.corpus import distinct
from bot.notebook.privacy import Masked, mask
from bot.notebook.rollup.sites import HIDDEN, NOT_ASKED, Bench, Site


def labels(bench: Bench) -> tuple[str, ...]:
    """Every profile that a session offers, in the order of the first that does."""
    found: dict[str, None] = {}
    for site in bench.sites:
        found |= dict.fromkeys(_offered(site))
    return tuple(found)


def _offered(site: Site) -> list[str]:
    question = site.corpus.profile_question
    options = getattr(question.accepts, "options", ()) if question is not None else ()
    return [site.desk.shown(option.label) for option in options]


def profiles(bench: Bench) -> list[tuple[str, ...]]:
    """A row a profile: how many people of it each session heard, then together."""
    rows = []
    for label in labels(bench):
        cells = [_cell(site, label, site.corpus.profiles, few=site.corpus.people < bench.small) for site in bench.sites]
        rows.append((label, *cells, _together(cells)))
    return rows


def answered(bench: Bench, authors: Sequence[Iterable[str]]) -> list[tuple[str, ...]]:
    """A row a profile: how many of these people, session by session. `authors`: in the order of the sessions."""
    masked = []
    for site, people in zip(bench.sites, authors, strict=True):
        # Who is in a small profile is « autre profil » in the session's notebook, and cannot be told apart here.
        counts = Counter(site.corpus.signature_of(who) for who in dict.fromkeys(people))
        named = [label for label, _ in site.corpus.profiles.shown]
        other = site.desk.words("signature.other")
        masked.append(mask([*((label, counts[label]) for label in named), (other, counts[other])], bench.small))
    rows = []
    for label in labels(bench):
        cells = [dict(found.shown).get(label) for found in masked]
        written = [
            NOT_ASKED if label not in _offered(site) else HIDDEN if count is None else str(count)
            for site, count in zip(bench.sites, cells, strict=True)
        ]
        if any(cell.isdigit() for cell in written):
            rows.append((label, *written))
    return rows


def _cell(site: Site, label: str, found: Masked, *, few: bool) -> str:
    if label not in _offered(site):
        return NOT_ASKED
    if few or label in found.grouped:
        return HIDDEN
    return str(dict(found.shown).get(label, 0))


def _together(cells: Sequence[str]) -> str:
    asked = [cell for cell in cells if cell != NOT_ASKED]
    return str(sum(map(int, asked))) if asked and all(cell.isdigit() for cell in asked) else NOT_ASKED


def missing(bench: Bench) -> tuple[str, ...]:
    """Profiles that were offered, and that no session heard; none can be told while a session is too small."""
    if any(site.corpus.people < bench.small for site in bench.sites):
        return ()
    return tuple(
        label
        for label in labels(bench)
        if all(label in site.corpus.profiles.absent for site in bench.sites if label in _offered(site))
    )


def authors_of(site: Site, keys: Iterable[str]) -> tuple[str, ...]:
    """Who answered one of these questions in words, each once."""
    wanted = set(keys)
    return distinct([e for e in site.corpus.kept if e.contribution.key in wanted and not site.corpus.is_option(e)])

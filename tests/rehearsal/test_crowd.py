"""Crowd files: what is accepted, and what an author is told. Everyone here is fabricated."""

import contextlib
import json
from pathlib import Path
from statistics import median_low

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.authoring import load
from bot.authoring.lexicon import shipped
from bot.engine.probes import LONG, has_personal_data, has_several_ideas, is_dont_know
from bot.engine.reading import is_only_emoji
from bot.errors import AuthorError
from bot.rehearsal.crowd import CODES, AnswerKey, AnswerSource, Behaviour, Crowd, check_crowd, load_crowd
from bot.rehearsal.crowd_nodes import MAX_BYTES
from bot.rehearsal.player import verify

ROOT = Path(__file__).parents[2]
CROWDS = sorted((ROOT / "workshops/crowds").glob("*.yaml"))
FLAGSHIPS = [ROOT / f"workshops/crowds/{name}.yaml" for name in ("relocalisation", "espaces_publics", "teletravail")]
SHIPPED = FLAGSHIPS[0]
SMALL = ROOT / "tests/crowds/petit_groupe.yaml"

MENTIONS = ("À rejeter", "Insuffisant", "Passable", "Assez bien", "Bien", "Très bien", "Excellent")
KEYS = frozenset(
    (
        *(
            "accueil",
            "consentement",
            "consentement.citation",
            "profil",
            "profil.rapport",
            "profil.lieu",
            "profil.autre",
        ),
        *("trois_mots", "trois_mots.explication", "vecu", "craintes", "germes", "horizons", "vote"),
        *("cloture", "cloture.oubli", "cloture.meteo"),
    )
)
LATER_KEYS = KEYS | {"clarification", "debat", "debat.avant", "debat.apres", "pistes", "points", "engagement"}
ITEMS = tuple(f"RH{n}" for n in range(1, 7))

# The example of the format page, with every key it shows, told again with other people.
EVERY_KEY = """
format: 1
notice: "Personnes inventées."
workshop: relocalisation
parameters: {agence: "Agence témoin", annee_horizon: 2040, code: "007"}
people:
  - id: P01
    alias: Galet
    language: fr
    arrives_min: 2.5
    latency_s: [60, 150]
    answers:
      consentement: J'accepte
      vecu: ["Premier message", "{{ 7*7 }} <b>puis</b> un second 🪵"]
      vecu.probe: ["Le voisin."]
      vecu.parking: ["Les poubelles."]
      horizons: ["Le lavoir sert de nouveau."]
      clarification.fusion: ["Oui", "Non, gardez la mienne"]
      debat.avant: ["Dans le doute"]
      debat: ["Il manque une règle."]
      pistes: {horizon: RH1, action: "Un essai", outil: "Une charrette", frein: "La pluie"}
      points: {PA1: 3, PA3: 2}
    votes: {vote: {RH1: "Très bien", RG1: "Sans avis"}}
    behaviour:
      changes_vote: {RH2: ["Insuffisant", "Bien"]}
      votes_after_close: {RH6: "Excellent"}
      leaves_after: horizons
      leaves_by: blocking
      misses: [trois_mots, vecu]
      catches_up: [vecu]
      silent_at: [clarification.fusion]
      sends_twice: [craintes]
      voice_at: [trois_mots]
      withdraws: after_close
  - {id: P02, answers: {horizons: ["Le lavoir est rouvert."]}}
facilitator:
  parks: ["P01.vecu.parking"]
  probes: {"P02.craintes": tiers, "P01.vecu": generale}
  group_ideas:
    - {id: RG1, text: "Le lavoir sert de nouveau.", sources: [P01.horizons.0, P02.horizons.0]}
    - {id: RG2, text: "Le lavoir est rouvert.", sources: [P02.horizons.0], refused_merge_with: [P01.horizons.0]}
    - {id: RG3, text: "Une règle est affichée.", sources: [facilitator]}
  leads:
    - {id: PA4, text: "Six semaines d'essai", sources: [P01, P02]}
"""

MINIMAL = {
    "format": 1,
    "notice": "Personne inventée.",
    "workshop": "relocalisation",
    "people": [{"id": "P01", "answers": {"vecu": ["Un récit."]}}],
}


def written(folder: Path, text: str, name: str = "crowd.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def check(crowd: Crowd, *, keys: frozenset[str] = KEYS, workshop_id: str = "relocalisation") -> None:
    grades = {"vote": (*MENTIONS, "Sans avis")}
    check_crowd(crowd, workshop_id=workshop_id, keys=keys, vote_items={"vote": ITEMS}, grades=grades)


def refused(path: Path, *, keys: frozenset[str] = KEYS) -> list[str]:
    with pytest.raises(AuthorError) as caught:
        check(load_crowd(path), keys=keys)
    return list(caught.value.lines)


def test_a_crowd_file_is_found_fault_with_in_french_too(tmp_path: Path) -> None:
    """Whoever describes a group for a rehearsal is the author of the workshop: no programmer either."""
    with pytest.raises(AuthorError) as caught:
        load_crowd(written(tmp_path, "format: 2\nworkshop: [x]\npeople:\n- id: a b\n  alais: B\n"))
    lines = [line.replace("\u00a0", " ").partition("  ")[2] for line in caught.value.lines_in("fr")]
    assert "C107  ce format est inconnu. Cette version lit `format: 1`." in lines
    assert "C104  ici se trouve : une liste. Écrivez un texte." in lines
    assert "C106  dans une personne, il n'y a pas de clé « alais ». Vouliez-vous dire « alias » ?" in lines
    assert not any(word in line for line in lines for word in (" is ", " the ", "Write "))


# ── what is accepted ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [*CROWDS, SMALL], ids=lambda path: path.stem)
def test_the_crowds_of_the_repository_fit_their_workshop(path: Path) -> None:
    """A demonstration that stops on its own crowd demonstrates nothing."""
    crowd = load_crowd(path)
    file = ROOT / "workshops" / f"{crowd.workshop}.yaml"
    verify(crowd, load(file.name, file.read_bytes()))
    assert crowd.notice


def test_each_flagship_has_twelve_people_who_have_something_to_say() -> None:
    """Whoever watches a demonstration hears twelve voices, not one voice twelve times."""
    told: list[str] = []
    for path in FLAGSHIPS:
        people = load_crowd(path).people
        assert len(people) == 12
        assert len({person.alias for person in people}) == 12
        told += [person.answers["vecu"][0] for person in people]
    assert len(set(told)) == len(told) == 36


def test_every_behaviour_of_the_format_is_shown_by_a_flagship() -> None:
    """What no crowd does is tried for the first time by real people."""
    crowds = [load_crowd(path) for path in FLAGSHIPS]
    people = [person for crowd in crowds for person in crowd.people]
    for name in Behaviour.__slots__:
        assert any(getattr(person.behaviour, name) for person in people), name
    scripts = [crowd.facilitator for crowd in crowds]
    assert all(script.parks and script.leads for script in scripts)
    assert {code for script in scripts for code in script.probes.values()} == {"generale", "tiers"}
    ideas = [idea for script in scripts for idea in script.group_ideas]
    assert any(idea.refused_merge_with for idea in ideas)
    assert any(len(idea.sources) > 1 for idea in ideas)
    assert any(idea.by_facilitator for idea in ideas)
    assert any(len(lead.sources) > 1 for script in scripts for lead in script.leads)
    assert {person.language for person in people} == {"fr", "en"}


def test_the_flagships_carry_what_people_really_type() -> None:
    """Each of these has broken a bot somewhere: braces, tags, links, one's own number, an insult, nothing but emoji."""
    said = [
        text for path in FLAGSHIPS for one in load_crowd(path).people for many in one.answers.values() for text in many
    ]
    assert any("{{ 7*7 }}" in text and "<b>" in text for text in said)
    assert any("https://" in text for text in said)
    assert any(has_personal_data(text) for text in said)
    assert any(shipped().attacks(text) for text in said)
    assert any(is_dont_know(text, shipped()) for text in said)
    assert any(is_only_emoji(text) for text in said)
    assert any(len(text) > LONG for text in said)
    assert any(has_several_ideas(text, shipped()) for text in said)
    assert "j'accepte" in said


def test_the_shipped_crowd_shows_what_a_vote_can_show() -> None:
    """The demonstration is read by someone who judges the method on it: a consensus, a division, a refusal, a tie."""
    counts: dict[str, dict[str, int]] = {}
    for person in load_crowd(SHIPPED).people:
        for item, grade in person.votes.get("vote", {}).items():
            counts.setdefault(item, dict.fromkeys((*MENTIONS, "Sans avis"), 0))[grade] += 1
    medians = {
        item: MENTIONS[median_low([n for n, mention in enumerate(MENTIONS) for _ in range(count[mention])])]
        for item, count in counts.items()
    }
    assert medians["RH2"] == "Très bien"
    assert counts["RH5"]["Excellent"] >= 3 <= counts["RH5"]["À rejeter"]
    assert medians["RG4"] == "Insuffisant"
    assert counts["RH4"] == counts["RG3"]
    assert sum(count["Sans avis"] for count in counts.values()) >= 5


@pytest.mark.parametrize("path", FLAGSHIPS, ids=lambda path: path.stem)
def test_what_is_voted_on_fits_a_ballot(path: Path) -> None:
    """An horizon is one sentence of 160 characters at most, and somebody has to grade what the group proposes."""
    crowd = load_crowd(path)
    said = [text for person in crowd.people for text in person.answers.get("horizons", ())]
    said += [idea.text for idea in crowd.facilitator.group_ideas]
    assert [text for text in said if len(text) > 160 and "\n" not in text] == []
    voted = {item for person in crowd.people for item in person.votes.get("vote", {})}
    assert voted >= {idea.id for idea in crowd.facilitator.group_ideas}


@pytest.mark.parametrize(("path", "dividing"), [*zip(FLAGSHIPS, ("RH5", "EH5", "TH5"), strict=True)])
def test_one_horizon_divides_each_crowd(path: Path, dividing: str) -> None:
    """A group that agrees on everything has no debate to show."""
    grades = [person.votes["vote"][dividing] for person in load_crowd(path).people if "vote" in person.votes]
    assert sum(grade in MENTIONS[4:] for grade in grades) >= 4
    assert sum(grade in MENTIONS[:2] for grade in grades) >= 4


def test_every_key_of_the_format_is_read(tmp_path: Path) -> None:
    """People write crowds from the format page: what it shows must come through unchanged."""
    crowd = load_crowd(written(tmp_path, EVERY_KEY))
    check(crowd, keys=LATER_KEYS)
    first, second = crowd.people
    assert crowd.parameters == {"agence": "Agence témoin", "annee_horizon": 2040, "code": "007"}
    assert first.answers["consentement"] == ("J'accepte",)
    assert first.answers["vecu"] == ("Premier message", "{{ 7*7 }} <b>puis</b> un second 🪵")
    assert first.forms["pistes"]["action"] == "Un essai"
    assert first.forms["points"] == {"PA1": 3, "PA3": 2}
    assert first.votes == {"vote": {"RH1": "Très bien", "RG1": "Sans avis"}}
    assert (first.arrives_min, first.latency_s) == (2.5, (60.0, 150.0))
    assert first.behaviour.changes_vote == {"RH2": ("Insuffisant", "Bien")}
    assert first.behaviour.votes_after_close == {"RH6": "Excellent"}
    assert first.behaviour.leaves_after == "horizons"
    assert first.behaviour.leaves_by == "blocking"
    assert first.behaviour.misses == ("trois_mots", "vecu")
    assert first.behaviour.catches_up == ("vecu",)
    assert first.behaviour.silent_at == ("clarification.fusion",)
    assert first.behaviour.sends_twice == ("craintes",)
    assert first.behaviour.voice_at == ("trois_mots",)
    assert first.behaviour.withdraws == "after_close"
    assert (second.alias, second.language, second.arrives_min) == ("P02", "fr", 0.0)
    script = crowd.facilitator
    assert script.parks == (AnswerKey("P01", "vecu.parking"),)
    assert script.probes == {AnswerKey("P02", "craintes"): "tiers", AnswerKey("P01", "vecu"): "generale"}
    assert script.group_ideas[0].sources == (AnswerSource("P01", "horizons", 0), AnswerSource("P02", "horizons", 0))
    assert script.group_ideas[1].refused_merge_with == (AnswerSource("P01", "horizons", 0),)
    assert [idea.by_facilitator for idea in script.group_ideas] == [False, False, True]
    assert script.leads[0].sources == ("P01", "P02")
    assert crowd.person("P02") is second


def test_json_and_yaml_that_say_the_same_are_the_same_crowd(tmp_path: Path) -> None:
    """Programs write JSON, with tabs and with emoji as two escapes; people write YAML."""
    data = MINIMAL | {"people": [{"id": "P01", "answers": {"vecu": ["Une 🪵 bûche\n\tfendue"]}}]}
    for text in (json.dumps(data), json.dumps(data, indent="\t"), json.dumps(data, ensure_ascii=False)):
        crowd = load_crowd(written(tmp_path, text, "crowd.json"))
        assert crowd.people[0].answers["vecu"] == ("Une 🪵 bûche\n\tfendue",)


def test_unquoted_words_are_sent_as_they_are_spelt(tmp_path: Path) -> None:
    """`007`, `true` and `1.50` are what a person types; YAML would make 7, True and 1.5 of them."""
    text = (
        "format: 1\nnotice: n\nworkshop: w\npeople:\n- {id: P01, answers: {vecu: [007, true, 1.50, 2036-01-01, Oui]}}"
    )
    assert load_crowd(written(tmp_path, text)).people[0].answers["vecu"] == ("007", "true", "1.50", "2036-01-01", "Oui")


def test_a_part_left_blank_is_a_part_left_out(tmp_path: Path) -> None:
    """`behaviour:` with nothing under it is how a person stops half way through a file."""
    text = "format: 1\nnotice: n\nworkshop: w\nfacilitator:\npeople:\n- id: P01\n  answers:\n  votes:\n  behaviour:\n"
    assert load_crowd(written(tmp_path, text)).people[0].answers == {}


def test_a_probe_answer_is_accepted_at_any_step(tmp_path: Path) -> None:
    """A crowd cannot know at which steps the facilitator will probe, park or propose a merge."""
    answers = {
        f"{step}.{suffix}": ["x y z"] for step in ("vecu", "cloture") for suffix in ("probe", "parking", "fusion")
    }
    data = MINIMAL | {"people": [{"id": "P01", "answers": answers}]}
    check(load_crowd(written(tmp_path, json.dumps(data))))


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after", "code", "told"),
    [
        ("format: 1", "format: 2", "C107", "This version reads `format: 1`."),
        ('notice: "Personnes inventées."', "", "C105", '"notice" is missing'),
        ('notice: "Personnes inventées."', "notice: ''", "C105", "this text is blank"),
        ("alias: Galet", "alais: Galet", "C106", 'Did you mean "alias"?'),
        ("workshop: relocalisation", "workshop: relocalisation\nworkshop: autre", "C103", "already given at line 4"),
        ("misses:", "mises:", "C106", 'a behaviour has no key "mises". Did you mean "misses"?'),
        ("parks:", "park:", "C106", 'Did you mean "parks"?'),
        ("[60, 150]", "[150, 60]", "C107", "this is no span of time"),
        ("[60, 150]", "vite", "C104", '"vite" stands here'),
        ("arrives_min: 2.5", "arrives_min: -1", "C104", "zero or more"),
        ("withdraws: after_close", "withdraws: before", "C107", "Write `after_close`."),
        ("leaves_by: blocking", "leaves_by: shouting", "C107", "Write `blocking`."),
        ('["Insuffisant", "Bien"]', '["Bien"]', "C107", "RH2 does not change its grade"),
        ("id: P02", "id: P01", "C108", "already at line"),
        ("id: P02", "id: facilitator", "C108", "is reserved"),
        ("id: P02", "id: P.2", "C107", "is no id"),
        ('["Le voisin."]', "[[a]]", "C104", "a list stands here"),
        ('["Le voisin."]', "[~]", "C104", "nothing stands here"),
        ("{PA1: 3, PA3: 2}", "{PA1: {x: 1}}", "C104", "Write a text or a number."),
        ('{RH1: "Très bien", RG1: "Sans avis"}', "oui", "C104", "Write a mapping of items to grades."),
        ("sources: [P01.horizons.0, P02.horizons.0]", "sources: [P01]", "C107", "names no message"),
        ('["P01.vecu.parking"]', "[P01]", "C107", "names no step of a person"),
        ("vecu.probe:", "vecuu.probe:", "C111", "P01, answers"),
        ("debat.avant:", "debat.avnt:", "C111", 'has no "debat.avnt". Did you mean "debat.avant"?'),
        ("points:", "poinds:", "C111", 'Did you mean "points"?'),
        ("leaves_after: horizons", "leaves_after: horizon", "C111", 'P01, leaves_after "horizon"'),
        ("voice_at: [trois_mots]", "voice_at: [trois_mot]", "C111", 'P01, voice_at "trois_mot"'),
        ("votes: {vote:", "votes: {voter:", "C112", 'Did you mean "vote"?'),
        ('{vote: {RH1: "Très bien"', '{vote: {RH9: "Très bien"', "C113", '"RH9" is not put to the vote'),
        ('RG1: "Sans avis"}', 'RG1: "Sans avi"}', "C114", 'Did you mean "Sans avis"?'),
        ('RH6: "Excellent"', 'RH6: "Excelent"', "C114", "P01, votes_after_close"),
        ('RH2: ["Insuffisant"', 'RX2: ["Insuffisant"', "C113", "P01, changes_vote"),
        ("sources: [P01, P02]", "sources: [P01, P3]", "C115", 'lead PA4: nobody is "P3"'),
        ('"P02.craintes": tiers', '"P20.craintes": tiers', "C115", 'nobody is "P20"'),
        ('"P02.craintes": tiers', '"P02.craintes": tier', "C117", 'Did you mean "tiers"?'),
        ("sources: [P02.horizons.0]", "sources: [P02.horizons.1]", "C116", "sends 1 message"),
        ("refused_merge_with: [P01.horizons.0]", "refused_merge_with: [P02.vecu.0]", "C116", "sends nothing at"),
        ('["P01.vecu.parking"]', '["P02.vecu.parking"]', "C116", 'P02 sends nothing at "vecu.parking"'),
    ],
)
def test_each_mistake_is_told_with_its_place_and_remedy(
    tmp_path: Path, before: str, after: str, code: str, told: str
) -> None:
    """An author who is not a programmer mends a file from the message alone."""
    assert before in EVERY_KEY
    path = written(tmp_path, EVERY_KEY.replace(before, after, 1))
    line_number = EVERY_KEY[: EVERY_KEY.index(before)].count("\n") + 1
    lines = refused(path, keys=LATER_KEYS)
    matching = [line for line in lines if f"  {code}  " in line and told in line]
    assert matching, lines
    if after:  # a key that was removed is told where its mapping starts
        place = int(matching[0].removeprefix(f"{path}:").partition(":")[0])
        assert line_number <= place <= line_number + 1 or code == "C108"


def test_a_crowd_for_another_workshop_is_refused(tmp_path: Path) -> None:
    """Played anyway, most of its answers would fall into silence."""
    crowd = load_crowd(written(tmp_path, json.dumps(MINIMAL)))
    with pytest.raises(AuthorError, match='C110  this crowd is for the workshop "relocalisation", not "teletravail"'):
        check(crowd, workshop_id="teletravail")


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """One mistake a run turns ten slips into ten runs."""
    text = EVERY_KEY.replace("vecu.probe", "vecuu.probe").replace("RH1: ", "RH9: ", 1).replace(": tiers", ": tier")
    lines = refused(written(tmp_path, text), keys=LATER_KEYS)
    assert [line.split("  ")[1] for line in lines] == ["C111", "C113", "C117"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "C105"),
        (b"\xff\xfe\x00", "C101"),
        (b"a: [", "C102"),
        (b"a: \x00", "C102"),
        (b"[" * 20_000, "C102"),
        (b"a: *unknown", "C102"),
        (b"%YAML 9.9\n---\na: 1", "C102"),
        (b"a: &a [*a]", "C102"),
        (b"a: 1\n---\nb: 2", "C102"),
        (b"- 1", "C104"),
        (b"? [a]\n: 1", "C104"),
        (b'a: "\\ud800"', "C107"),
        (b'a: "\\U00110000"', "C102"),
        (b'a: "\\UFFFFFFFF"', "C102"),
        (b"x" * (MAX_BYTES + 1), "C101"),
    ],
)
def test_a_file_that_is_no_crowd_is_the_authors_to_mend(tmp_path: Path, raw: bytes, code: str) -> None:
    """Whatever is dropped into the folder, the command answers with a line, not with a traceback."""
    path = tmp_path / "crowd.yaml"
    path.write_bytes(raw)
    with pytest.raises(AuthorError) as caught:
        load_crowd(path)
    assert [line for line in caught.value.lines if f"  {code}  " in line]


def test_aliases_that_unfold_without_end_are_refused_once(tmp_path: Path) -> None:
    """A file of a few hundred bytes must not take the machine down."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(AuthorError) as caught:
        load_crowd(written(tmp_path, "\n".join(rows)))
    assert len([line for line in caught.value.lines if "C102" in line]) == 1


@pytest.mark.parametrize(
    ("text", "where"),
    [("[" * 100_000, "1:13  C102"), ("- " * 1_000, "1:25  C102"), ("a: 1\n" * 30_000, "19999:4  C102")],
)
def test_a_file_is_given_up_at_its_first_level_or_value_too_many(tmp_path: Path, text: str, where: str) -> None:
    """A hundred thousand brackets took two seconds, a megabyte of numbers five; what is wrong is told at its place."""
    with pytest.raises(AuthorError) as caught:
        load_crowd(written(tmp_path, text))
    assert len(caught.value.lines) == 1
    assert f"crowd.yaml:{where}" in caught.value.lines[0]


def test_a_missing_file_is_told_by_its_path(tmp_path: Path) -> None:
    """A mistyped `--crowd` is the most common slip of all."""
    with pytest.raises(AuthorError, match=r"nulle_part\.yaml:1:1  C101"):
        load_crowd(tmp_path / "nulle_part.yaml")
    with pytest.raises(AuthorError, match="C101"):
        load_crowd(tmp_path)


# ── whatever comes ───────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = st.sampled_from(
    (
        *("id", "format", "people", "answers", "votes", "behaviour", "facilitator", "sources", "P01", "P01.vecu.0"),
        *("latency_s", "changes_vote", "misses", "group_ideas", "parks", "probes", "text", "RH1", "1", "", "vecu"),
    )
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS
JUNK = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
SLOTS = st.sampled_from([*MINIMAL, "language", "parameters", "facilitator"])
PERSON_SLOTS = st.sampled_from(["id", "alias", "language", "arrives_min", "latency_s", "answers", "votes", "behaviour"])
SCRIPT_SLOTS = st.sampled_from(["parks", "probes", "group_ideas", "leads"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    top=st.dictionaries(SLOTS, JUNK, max_size=2),
    person=st.dictionaries(PERSON_SLOTS, JUNK, max_size=3),
    script=st.dictionaries(SCRIPT_SLOTS, JUNK | st.lists(st.dictionaries(WORDS, JUNK, max_size=4), max_size=2)),
)
def test_no_junk_raises_anything_but_an_author_error(
    tmp_path: Path, top: dict[str, object], person: dict[str, object], script: dict[str, object]
) -> None:
    """A crowd never seen before either plays or is explained."""
    people = [{"id": "P01", "answers": {"vecu": ["Un récit."]}} | person]
    path = written(tmp_path, json.dumps(MINIMAL | {"people": people, "facilitator": script} | top))
    try:
        check(load_crowd(path))
    except AuthorError as error:
        codes = {line.removeprefix(f"{path}:").split("  ")[1] for line in error.lines}
        assert codes <= set(CODES)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60), cut=st.integers(0, len(EVERY_KEY)), drop=st.integers(0, 20))
def test_no_damage_to_the_text_raises_anything_but_an_author_error(
    tmp_path: Path, raw: bytes, cut: int, drop: int
) -> None:
    """Half-saved and garbled files happen."""
    text = EVERY_KEY.encode()
    path = tmp_path / "crowd.yaml"
    path.write_bytes(text[:cut] + raw + text[cut + drop :])
    with contextlib.suppress(AuthorError):
        check(load_crowd(path), keys=LATER_KEYS)

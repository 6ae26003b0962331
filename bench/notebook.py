"""How long a notebook takes to compile, in how much memory, and how long others wait: `python -m bench.notebook`.

Each format of each size has a process of its own, so that peaks are its own; « apart » is the peak of the process that
composes a PDF. People are fabricated: each answers five open questions with a few sentences, gives three words and
votes. The last column is the bot's: how long people wait for it (95th percentile) while it makes that notebook again
and again, beside the same people with nothing else going on. `--no-replies` leaves it out.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.contenders import HORIZONS
from bench.race import JOIN_SECONDS, RaceFailed, running_api, running_bot, until
from bot import authoring
from bot.engine.ballots import Item, ItemCount, Origin, VoteResult
from bot.engine.ballots import Standing as Place
from bot.engine.group import SessionStatus
from bot.engine.voting import Tally, rank
from bot.facilitation.records import Contribution, Material, SessionRecord, Speaker
from bot.notebook.formats import FORMATS
from bot.notebook.formats.edition import Edition, edition_of
from bot.notebook.rendering import installed_templates

SIZES = (12, 300, 3_000)
ANSWERING = 60
THINK = 4.0
WINDOW = 180.0
AT = datetime(2026, 10, 12, 12, tzinfo=UTC)
ASKED = ("vecu", "craintes", "germes", "cloture", "trois_mots.explication")
SAID = (
    "Au marché du jeudi on connaît celui qui a fait pousser ce que l'on mange.",
    "Il faudrait que la salle serve aussi le soir, quand on rentre du travail.",
    "Le prix reste ce qui décide, et le trajet après lui.",
    "On répare ensemble le samedi, ça marche parce que quelqu'un garde les clés.",
    "Je ne voudrais pas que cela devienne l'affaire de quelques-uns.",
    "Ma voisine n'a pas de voiture ; ce qui est loin n'existe pas pour elle.",
)
WORDS = "lien terre eau prix temps marché soin règle partage saison four ombre".split()
ROOT = Path(__file__).parents[1]


def a_session(people: int) -> Material:
    """A session of « Réancrer » with that many fabricated people."""
    chance = random.Random(people)
    path = ROOT / "workshops" / "relocalisation.yaml"
    script = authoring.load(path.name, path.read_bytes())
    said: list[Contribution] = []

    def say(n: int, key: str, text: str, codes: tuple[str, ...] = ()) -> None:
        number = len(said)
        said.append(
            Contribution(f"x{number:06d}", "s1", f"p{n:05d}", key, text, AT + timedelta(seconds=number), codes=codes)
        )

    for n in range(people):
        three = tuple(chance.sample(WORDS, 3))
        say(n, "trois_mots", ", ".join(three), three)
        for key in ASKED:
            say(n, key, " ".join(chance.sample(SAID, chance.randint(1, 3))))
    items = tuple(Item(f"RH{n}", SAID[n - 1], Origin.PREPARED) for n in range(1, 7))
    counts = {item.code: _shared_out(people, chance) for item in items}
    places = [
        Place(one.item, one.rank, one.grade, one.above, one.below)
        for one in rank({code: Tally(of) for code, of in counts.items()}, voters=people)
    ]
    tallied = tuple(ItemCount(code, of) for code, of in counts.items())
    result = VoteResult("vote", people, people, items, tallied, tuple(places))
    return Material(
        session=SessionRecord(
            "s1", "relocalisation", "ab" * 32, script.title, "join", "bench", AT, {"agence": "Agence d'essai"}, "fr",
            status=SessionStatus.CLOSED, opened_at=AT, closed_at=AT + timedelta(hours=2), notice="Données fabriquées.",
        ),
        script=script,
        speakers=tuple(
            Speaker(f"p{n:05d}", f"a{n}", AT, "finished", "yes", {"profil": (("habitant", "elu", "asso")[n % 3],)})
            for n in range(people)
        ),
        contributions=tuple(said), ideas=(), items={"vote": items}, results={"vote": result}, merges=(), journal=(),
        declined=0, withdrawn=0, compiled_at=AT + timedelta(days=1), timezone="Europe/Paris", software="Horizons",
    )  # fmt: skip


def _shared_out(people: int, chance: random.Random) -> tuple[int, ...]:
    given = [0] * 7
    for grade in chance.choices(range(7), (1, 1, 2, 3, 5, 4, 2), k=people):
        given[grade] += 1
    return tuple(given)


def _measured(people: int, name: str) -> dict[str, float | int | str]:
    material = a_session(people)
    resting = _peak_mb()
    began, cpu = time.perf_counter(), _cpu()
    size = make(material, name)
    spent, cpu = time.perf_counter() - began, _cpu() - cpu
    return {
        "format": name, "people": people, "contributions": len(material.contributions), "seconds": round(spent, 2),
        "cpu": round(cpu, 2), "mb": _peak_mb() - resting, "apart": _peak_mb(resource.RUSAGE_CHILDREN),
        "kb": size // 1024,
    }  # fmt: skip


def make(material: Material, name: str) -> int:
    """One format of a notebook; returns its size."""
    edition: Edition = edition_of(material, (installed_templates(),))
    return 0 if name == "context" else sum(map(len, FORMATS[name](edition).values()))


def _peak_mb(of: int = resource.RUSAGE_SELF) -> int:
    return resource.getrusage(of).ru_maxrss // 1024


def _cpu() -> float:
    """Of this process and of those it started and waited for: the PDF is composed in one of its own."""
    both = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def replies(people: int, name: str, answering: int = ANSWERING, think: float = THINK) -> float:
    """How long people wait for the bot while it makes that notebook again and again: milliseconds, 95th percentile.

    `people`: whose notebook is made, none if it has no format; `answering`: who answers meanwhile.

    Raises:
        RaceFailed: somebody could not join, or did not come to the end.
    """
    arguments = ["--people", str(answering), "--end", HORIZONS.end, "--tap", HORIZONS.tap, "--think", str(think)]
    arguments += ["--seconds", str(JOIN_SECONDS + WINDOW)]
    meanwhile = ["--compiling", str(people), name] if name else []
    with (
        tempfile.TemporaryDirectory(prefix="horizons-bench-") as folder,
        running_api(*arguments) as api,
        running_bot(HORIZONS, api, Path(folder), *meanwhile) as run,
    ):
        api.control("join", text=run.start)
        joined = until(api, run, "joined", answering, JOIN_SECONDS)["joined"]
        api.control("release")
        state = until(api, run, "finished", answering, WINDOW)
    if joined < answering or state["finished"] < answering:
        raise RaceFailed(f"{joined} of {answering} joined, {state['finished']} came to the end")
    return float(1000 * state["p95"])


def main() -> None:
    """Print a row a measurement, in Markdown."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    options.add_argument("--formats", nargs="*", default=[one for one in FORMATS if one not in {"polis", "pdf+data"}])
    options.add_argument("--no-replies", action="store_true")
    options.add_argument("--one", nargs=2, metavar=("PEOPLE", "FORMAT"))
    told = options.parse_args()
    if told.one:
        print(json.dumps(_measured(int(told.one[0]), told.one[1])))
        return
    if not told.no_replies:
        print(f"Replies to {ANSWERING} people with nothing else going on: p95 {replies(0, ''):.0f} ms.\n")
    print("| format | people | contributions | s | CPU s | MB more | MB apart | file kB | replies meanwhile, p95 ms |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in ("context", *told.formats):
        for people in told.sizes:
            command = [sys.executable, "-m", "bench.notebook", "--one", str(people), name]
            row = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            keys = ("format", "people", "contributions", "seconds", "cpu", "mb", "apart", "kb")
            waited = "" if told.no_replies else f"{replies(people, name):.0f}"
            print("| " + " | ".join([*(str(row[key]) for key in keys), waited]) + " |", flush=True)


if __name__ == "__main__":
    main()

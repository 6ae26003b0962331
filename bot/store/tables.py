"""The tables, as SQLAlchemy Core metadata. The migrations say the same step by step, and a test compares the two.

Roster (`people`, `participations`) and content (`contributions`, `ideas`, ballots) are apart, joined by a random
participant id. Instants are integers (see `moments`); structured values are JSON bytes made by `msgspec`. Tables whose
rows must not betray the order they came in have no hidden row number (`sqlite_with_rowid=False`).

Not here: reading and writing rows.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.types import TypeEngine

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite gives automatic numbers to INTEGER keys only; PostgreSQL's integer would run out where bigint does not.
Number: Final[TypeEngine[int]] = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _serial() -> Column[int]:
    return Column("id", Number, primary_key=True, autoincrement=True)


# -- on their way in and out -----------------------------------------------------------------------------------------

inbox: Final = Table(
    "inbox",
    metadata,
    _serial(),
    _text("source"),
    Column("channel", Text),
    Column("number", BigInteger),
    _text("lane"),
    _bytes("payload"),
    _text("state"),
    _text("reason"),
    _number("received"),
    # Internal entries have neither channel nor number; NULLs never collide.
    UniqueConstraint("channel", "number"),
    Index("ix_inbox_state_id", "state", "id"),
    # Numbers are never reused, so an entry cannot be taken for an older one.
    sqlite_autoincrement=True,
)

outbox: Final = Table(
    "outbox",
    metadata,
    _serial(),
    _text("person"),
    # The address is looked up in `people` when the row is claimed; it is here only once that person is forgotten.
    _text("chat"),
    _number("lane"),
    _text("coalesce"),
    _text("about"),
    _flag("droppable"),
    _text("kind"),
    _text("participant"),
    _text("wait"),
    _text("slot"),
    _bytes("payload"),
    _text("state"),
    _number("attempts"),
    _number("not_before"),
    _number("lease_until"),
    _text("lease_owner"),
    _flag("resend"),
    _flag("farewell"),
    _number("ref"),
    _text("reason"),
    Index("ix_outbox_state_lane_id", "state", "lane", "id"),
    Index("ix_outbox_person_state", "person", "state"),
    Index("ix_outbox_about", "about"),
    Index(
        "ix_outbox_not_before",
        "not_before",
        sqlite_where=text("not_before > 0"),
        postgresql_where=text("not_before > 0"),
    ),
    sqlite_autoincrement=True,
)

timers: Final = Table(
    "timers",
    metadata,
    _serial(),
    _text("lane"),
    _text("owner"),
    _text("name"),
    _number("due"),
    _bytes("payload"),
    UniqueConstraint("owner", "lane", "name"),
    Index("ix_timers_due", "due"),
)

shown: Final = Table(
    "shown",
    metadata,
    _text("participant", key=True),
    _text("wait", key=True),
    _text("person"),
    _number("row"),
    _number("ref"),
    Index("ix_shown_row", "row"),
)

slots: Final = Table("slots", metadata, _text("person", key=True), _text("slot", key=True), _number("ref"))

leases: Final = Table("leases", metadata, _text("name", key=True), _text("owner"), _number("until"))

# -- state -----------------------------------------------------------------------------------------------------------

runs: Final = Table(
    "runs",
    metadata,
    _text("participant", key=True),
    _text("session"),
    _number("version"),
    _bytes("data"),
    _text("status"),
    Index("ix_runs_session", "session"),
)

groups: Final = Table(
    "groups", metadata, _text("session", key=True), _number("version"), _number("epoch"), _bytes("data")
)

sessions: Final = Table(
    "sessions",
    metadata,
    _text("id", key=True),
    _text("workshop"),
    _text("script_hash"),
    _text("title"),
    _text("join"),
    _text("created_by"),
    _number("created_at"),
    _bytes("parameters"),
    _text("language"),
    _text("status"),
    Column("opened_at", BigInteger),
    Column("closed_at", BigInteger),
    _text("notice"),
    Column("organisation", Text, nullable=False, server_default=text("'home'")),
    Column("purged_at", BigInteger),
    UniqueConstraint("join"),
    Index("ix_sessions_organisation", "organisation"),
)

scripts: Final = Table(
    "scripts",
    metadata,
    _text("hash", key=True),
    _text("workshop"),
    _text("file_name"),
    _bytes("source"),
    Column("beside", LargeBinary),
)

# The workshops that organisations write themselves, every version.
own_scripts: Final = Table(
    "own_scripts",
    metadata,
    _text("organisation", key=True),
    _text("workshop", key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("hash"),
    _flag("sound"),
    _number("at"),
    _text("by"),
    _text("note"),
    _bytes("files"),
)

organisation_settings: Final = Table(
    "organisation_settings",
    metadata,
    _text("organisation", key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _number("at"),
    _text("by"),
    _number("retention_days"),
    _number("small_count"),
    _number("percent_from"),
    _text("template"),
    _bytes("logo"),
)

session_templates: Final = Table("session_templates", metadata, _text("session", key=True), _text("template"))

drafts: Final = Table("drafts", metadata, _text("person", key=True), _bytes("data"))

journal: Final = Table(
    "journal",
    metadata,
    _serial(),
    _text("session"),
    _number("at"),
    _text("gesture"),
    _text("by"),
    _bytes("values"),
    Index("ix_journal_session", "session"),
)

# -- roster ----------------------------------------------------------------------------------------------------------

people: Final = Table(
    "people",
    metadata,
    _text("id", key=True),
    _text("channel"),
    _text("user"),
    _text("address"),
    _text("language"),
    _text("current"),
    _flag("reachable"),
    Column("silent_until", BigInteger, nullable=False, server_default=text("0")),
    Column("relaying", Text, nullable=False, server_default=text("''")),
    UniqueConstraint("channel", "user"),
)

participations: Final = Table(
    "participations",
    metadata,
    _text("participant", key=True),
    _text("session"),
    Column("person", Text, ForeignKey("people.id"), nullable=False),
    _text("alias"),
    _number("joined_at"),
    Column("link", Text, nullable=False, server_default=text("''")),
    Index("ix_participations_session", "session"),
    Index("ix_participations_person", "person"),
)

# -- organisations ---------------------------------------------------------------------------------------------------

organisations: Final = Table("organisations", metadata, _text("id", key=True), _text("name"), _number("created_at"))

memberships: Final = Table(
    "memberships",
    metadata,
    _text("organisation", key=True),
    Column("person", Text, ForeignKey("people.id"), primary_key=True, nullable=False),
    _text("role"),
    _number("since"),
    _text("label"),
    _text("by"),
    Index("ix_memberships_person", "person"),
)

# The hash of the link's secret, never the secret.
invitations: Final = Table(
    "invitations",
    metadata,
    _text("key", key=True),
    _text("organisation"),
    _text("by"),
    _number("created_at"),
    Column("expires_at", BigInteger),
    _text("session"),
    _text("role"),
    _text("label"),
    _number("most"),
    _number("used"),
    Column("revoked_at", BigInteger),
    _number("version"),
    Index("ix_invitations_organisation_session", "organisation", "session"),
)

waiting: Final = Table(
    "waiting",
    metadata,
    _text("session", key=True),
    Column("person", Text, ForeignKey("people.id"), primary_key=True, nullable=False),
    _text("link"),
    _number("since"),
    Column("offered_until", BigInteger),
    Index("ix_waiting_person", "person"),
)

# Who follows which session's cockpit.
casts: Final = Table(
    "casts",
    metadata,
    _text("session", key=True),
    Column("person", Text, ForeignKey("people.id"), primary_key=True, nullable=False),
    _number("since"),
    Index("ix_casts_person", "person"),
)

# -- programmes ------------------------------------------------------------------------------------------------------

programmes: Final = Table(
    "programmes",
    metadata,
    _text("id", key=True),
    _text("organisation"),
    _text("name"),
    _number("created_at"),
    _text("by"),
    Index("ix_programmes_organisation", "organisation"),
)

# A session is in one programme at most.
programme_sessions: Final = Table(
    "programme_sessions",
    metadata,
    _text("session", key=True),
    _text("programme"),
    Index("ix_programme_sessions_programme", "programme"),
)

# Which sessions have a public page, and the end of its address.
public_pages: Final = Table(
    "public_pages",
    metadata,
    _text("session", key=True),
    _text("slug"),
    _number("since"),
    Index("ix_public_pages_slug", "slug"),
)

# -- content ---------------------------------------------------------------------------------------------------------

contributions: Final = Table(
    "contributions",
    metadata,
    _text("id", key=True),
    _text("session"),
    _text("participant"),
    _text("key"),
    _text("text"),
    _number("at"),
    _bytes("codes"),
    _text("supersedes"),
    _flag("superseded"),
    _text("standing"),
    _text("reason"),
    _text("probe"),
    Column("about", Text, nullable=False, server_default=text("''")),
    Column("round", Integer, nullable=False, server_default=text("0")),
    Column("relayed", Boolean, nullable=False, server_default=false()),
    Index("ix_contributions_session_at_id", "session", "at", "id"),
    Index("ix_contributions_participant", "participant"),
)

ideas: Final = Table(
    "ideas",
    metadata,
    _text("id", key=True),
    _text("session"),
    _text("participant"),
    _text("pool"),
    _text("text"),
    _number("at"),
    _flag("withdrawn"),
    Index("ix_ideas_session_at_id", "session", "at", "id"),
    Index("ix_ideas_participant", "participant"),
)

ballots: Final = Table(
    "ballots",
    metadata,
    _text("session", key=True),
    _text("step", key=True),
    _text("participant", key=True),
    _bytes("grades"),
    sqlite_with_rowid=False,
)

# No participant and no time; the id is random and the rows lie in its order.
sealed_ballots: Final = Table(
    "sealed_ballots",
    metadata,
    _text("session", key=True),
    _text("step", key=True),
    _text("id", key=True),
    _bytes("grades"),
    sqlite_with_rowid=False,
)

# Whose a sealed ballot is: kept for withdrawals, apart from both, and emptied when the time for corrections is over.
ballot_links: Final = Table(
    "ballot_links",
    metadata,
    _text("session", key=True),
    _text("step", key=True),
    _text("participant", key=True),
    _text("ballot"),
    Index("ix_ballot_links_participant", "participant"),
    sqlite_with_rowid=False,
)

# Who voted; no ballot id.
electorate: Final = Table(
    "electorate",
    metadata,
    _text("session", key=True),
    _text("step", key=True),
    _text("participant", key=True),
    sqlite_with_rowid=False,
)

# -- notebooks -------------------------------------------------------------------------------------------------------

notebook_versions: Final = Table(
    "notebook_versions",
    metadata,
    _text("session", key=True),
    Column("number", Integer, primary_key=True, nullable=False, autoincrement=False),
    _text("status"),
    _number("at"),
    _text("script_hash"),
    _text("data_hash"),
    _text("software"),
    _bytes("contributions"),
    _flag("closed"),
    Column("parts", Text, nullable=False, server_default=text("'{}'")),
)

# -- the console -----------------------------------------------------------------------------------------------------

# Of a sign-in link and of a signed-in browser only the digest is kept: who reads the database cannot come in.
console_links: Final = Table(
    "console_links",
    metadata,
    _text("digest", key=True),
    _text("person"),
    _number("until"),
    Index("ix_console_links_person", "person"),
)

console_seats: Final = Table(
    "console_seats",
    metadata,
    _text("digest", key=True),
    _text("person"),
    _number("since"),
    _number("until"),
    Index("ix_console_seats_person", "person"),
)

# What the team writes into the notebook, every version.
team_texts: Final = Table(
    "team_texts",
    metadata,
    _text("session", key=True),
    _text("name", key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("text"),
    _number("at"),
    _text("by"),
)

# What organisations keep in writing for all their sessions, every version.
organisation_texts: Final = Table(
    "organisation_texts",
    metadata,
    _text("organisation", key=True),
    _text("name", key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("text"),
    _number("at"),
    _text("by"),
)

# What the agency answers to each lead; `published…`: as people were told, empty until they were.
lead_answers: Final = Table(
    "lead_answers",
    metadata,
    _text("session", key=True),
    _text("lead", key=True),
    _text("status"),
    _text("reason"),
    _number("at"),
    _text("by"),
    _text("published"),
    _text("published_reason"),
    Column("published_at", BigInteger),
)

# How the team read each contribution. It goes with the words it is about (see `erasing`).
codings: Final = Table(
    "codings",
    metadata,
    _text("contribution", key=True),
    _text("session"),
    _text("codes"),
    _number("at"),
    _text("by"),
    Index("ix_codings_session", "session"),
)

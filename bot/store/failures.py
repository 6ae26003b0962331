"""What the database's exceptions become on the way out: no caller has to know the library.

An environment that fails (disk, connection, lock) is an `OutsideFailure`; data the schema refuses is our own `Defect`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, InterfaceError, OperationalError

from bot.errors import Defect, HorizonsError, OutsideFailure

# PostgreSQL: serialization failure, deadlock. The transaction was undone for somebody else's sake and may simply be
# run again. https://www.postgresql.org/docs/current/errcodes-appendix.html
_TRANSIENT: Final = frozenset({"40001", "40P01"})
# Insufficient resources, operator intervention, system error, connection exception.
_OUTSIDE_CLASSES: Final = ("08", "53", "57", "58")


def sqlstate(error: BaseException) -> str:
    """PostgreSQL's five-character code, empty when there is none."""
    return str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")


def is_transient(error: BaseException) -> bool:
    """Whether the same transaction is likely to pass when run again at once."""
    return sqlstate(error) in _TRANSIENT


def is_collision(error: BaseException) -> bool:
    """Whether a unique or foreign key refused a row: another worker may have come first."""
    return isinstance(error, IntegrityError)


def is_disconnect(error: BaseException) -> bool:
    """Whether the connection went away, so that what it had been asked to commit is not known."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def translated(error: Exception) -> Exception:
    """The exception a caller is to see in place of `error`; never one that quotes a row's content."""
    if isinstance(error, HorizonsError):
        return error
    if not isinstance(error, DBAPIError):
        if isinstance(error, OSError):
            return OutsideFailure(f"The database cannot be reached: {type(error).__name__}. Is the server up?")
        return error
    # `str(error)` would carry the statement and its parameters, that is, somebody's words.
    plain = isinstance(error, OperationalError) or type(error) is DatabaseError
    finding = str(error.orig).partition("\n")[0] if plain else type(error.orig).__name__
    code = sqlstate(error)
    # SQLite's plain DatabaseError: the file is none of its databases, or is damaged.
    outside = code.startswith(_OUTSIDE_CLASSES) or code in _TRANSIENT or (type(error) is DatabaseError and not code)
    if outside or (not code and isinstance(error, OperationalError | InterfaceError)):
        return OutsideFailure(
            f"The database could not do its work ({finding}): nothing of this was stored. "
            "Check the free space, the permissions of the file, or the server."
        )
    return Defect(f"The database refused a row ({type(error).__name__}, {code or type(error.orig).__name__}).")

"""Errors: whose fault it is, and what the command line leaves with."""

import pytest

from bot import errors
from bot.errors import (
    AuthorError,
    Defect,
    HorizonsError,
    Moved,
    OperatorError,
    OutsideFailure,
    RetryAfter,
    Undeliverable,
)
from bot.saying import say


def test_an_author_error_prints_one_finding_a_line_and_never_none() -> None:
    """Exit code 1 without a word would be worse than a traceback."""
    error = AuthorError([say("a.yaml:1:1  S104  finding one."), say("a.yaml:2:1  S105  finding two.")])
    assert str(error).splitlines() == list(error.lines)
    with pytest.raises(Defect):
        AuthorError([])


def test_exit_codes_tell_a_wrong_input_from_a_failure_outside_and_a_defect_has_none() -> None:
    """Scripts around the command decide on them: mend the input, try again later, or report a bug."""
    assert (AuthorError.exit_code, OperatorError.exit_code) == (1, 1)
    assert (OutsideFailure.exit_code, Undeliverable.exit_code) == (3, 3)
    assert not hasattr(Defect, "exit_code")


def test_every_error_is_a_horizons_error() -> None:
    """The command line turns what we raise on purpose into a sentence, and lets everything else keep its traceback."""
    ours = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)]
    assert len(ours) > 5
    assert all(issubclass(each, HorizonsError) for each in ours)


def test_an_undeliverable_message_says_what_to_do_next() -> None:
    """The sender acts on these two figures alone."""
    assert (Moved(-1001).new_chat_id, RetryAfter(2.5).seconds) == (-1001, 2.5)
    assert "-1001" in str(Moved(-1001))
    assert "2.5 s" in str(RetryAfter(2.5))

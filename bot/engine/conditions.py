"""The conditions of `when:`: a small language over one person's answers so far.

Here: reading a condition, what it mentions (so that `check` can verify it), and whether it holds. It compares answers
with option codes, `profil == 'autre'`, `profil.rapport in ('vend', 'produit')`, `equilibre >= 4`; asks
`answered('vecu')`; and joins these with `and`, `or`, `not`. A question is named by its key, dot included: the dot
reaches for no attribute. Not here: which questions and codes exist.

An answer is its codes. `==` means « exactly that option », `in` means « one of these », and every comparison with a
question that was passed or not reached is false, `!=` and `not in` excepted.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import msgspec
from simpleeval import EvalWithCompoundTypes

from bot.engine.script import Key
from bot.saying import Said, say

MAX_LENGTH: Final = 300
"""Of a condition, in characters."""

_COMPARISONS: Final = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Lt, ast.LtE, ast.Gt, ast.GtE)


class NotACondition(ValueError):
    """The expression says something that conditions cannot. `column` counts from 0 in the expression."""

    def __init__(self, finding: Said, column: int) -> None:
        super().__init__(str(finding))
        self.finding = finding
        self.column = column


class Mention(msgspec.Struct, frozen=True):
    """A question that a condition names, with the option codes it is compared with. `column` counts from 0."""

    key: Key
    codes: tuple[str, ...]
    column: int


def holds(expression: str, answers: Mapping[Key, tuple[str, ...]]) -> bool:
    """Whether the condition holds; an empty one always does.

    `answers` has the codes chosen at each key that was answered: an empty tuple for a text, no entry for a question
    that was passed or not reached.

    Raises:
        NotACondition: `check` refuses such a script.
    """
    if not expression.strip():
        return True
    return _holds(expression, tuple(answers.get(mention.key) for mention in names(expression)))


@lru_cache(maxsize=4096)
def _holds(expression: str, given: tuple[tuple[str, ...] | None, ...]) -> bool:
    """Whether it holds for these answers, one a mention: the same few come back at every card of every person."""
    tree, mentions = _read(expression)
    answers = {mention.key: codes for mention, codes in zip(mentions, given, strict=True) if codes is not None}
    evaluator = EvalWithCompoundTypes(
        operators=_OPERATORS,
        functions={"answered": lambda key: key in answers},
        names={mention.key: answers.get(mention.key, ()) for mention in mentions},
    )
    return bool(evaluator.eval(expression, previously_parsed=tree))


def names(expression: str) -> tuple[Mention, ...]:
    """The questions that a condition names, in order.

    Raises:
        NotACondition: it is not one.
    """
    return _read(expression)[1] if expression.strip() else ()


@lru_cache(maxsize=1024)
def _read(expression: str) -> tuple[ast.expr, tuple[Mention, ...]]:
    if len(expression) > MAX_LENGTH:
        found = say("it has {count} characters; at most {most} are read", count=len(expression), most=MAX_LENGTH)
        raise NotACondition(found, 0)
    for column, character in enumerate(expression):
        # A backslash would bring escapes, a control character a second line: neither is needed to name a code.
        if character == "\\" or not character.isprintable():
            raise NotACondition(say("it holds a character that conditions do not use"), column)
    text = expression.strip()
    indent = expression.index(text)
    try:
        with warnings.catch_warnings():
            # « 1if » is only frowned upon by Python; nobody writes it to compare an answer with a code.
            warnings.simplefilter("error", SyntaxWarning)
            tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise NotACondition(say("it cannot be read"), indent + max((error.offset or 1) - 1, 0)) from None
    except (RecursionError, MemoryError, ValueError):  # pragma: no cover -- 300 characters nest less on today's Pythons
        raise NotACondition(say("it cannot be read"), 0) from None
    reader = _Reader(text, indent)
    return reader.condition(tree), tuple(reader.mentions)


class _Reader:
    """Lets through what conditions may say; turns `profil.rapport` into one name."""

    def __init__(self, text: str, indent: int) -> None:
        self.mentions: list[Mention] = []
        self._bytes = text.encode()
        self._indent = indent

    def condition(self, node: ast.expr) -> ast.expr:
        match node:
            case ast.BoolOp(values=values):
                node.values = [self.condition(value) for value in values]
                return node
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                node.operand = self.condition(operand)
                return node
            case ast.Compare(left=left, ops=[operator], comparators=[right]) if isinstance(operator, _COMPARISONS):
                return self._comparison(node, left, operator, right)
            case ast.Call(func=ast.Name(id="answered"), args=[ast.Constant(value=str(key))], keywords=[]):
                self.mentions.append(Mention(key, (), self._column(node)))
                return node
            case _:
                raise NotACondition(
                    say("only comparisons, answered('…'), and, or, not may stand here"), self._column(node)
                )

    def _comparison(self, node: ast.Compare, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
        key, other = self._key(left), right
        if key is None:
            key, other = self._key(right), left
        if key is None:
            raise NotACondition(say("a comparison names one question"), self._column(node))
        codes = self._codes(other)
        numeric = isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE)
        several = isinstance(other, ast.Tuple | ast.List)
        if numeric and _number(codes) is None:
            raise NotACondition(say("< and > compare with a whole number"), self._column(other))
        if several and not isinstance(operator, ast.In | ast.NotIn):
            raise NotACondition(say("a list of codes goes with in or not in"), self._column(other))
        self.mentions.append(Mention(key, () if numeric else codes, self._column(node)))
        values: list[ast.expr] = [ast.Constant(code) for code in codes]
        compared = ast.Tuple(values, ast.Load()) if several else values[0]
        name: ast.expr = ast.Name(key, ast.Load())
        question_first = self._key(left) is not None
        node.left, node.comparators = (name, [compared]) if question_first else (compared, [name])
        return node

    def _key(self, node: ast.expr) -> Key | None:
        match node:
            case ast.Name(id=name):
                return name
            case ast.Attribute(value=ast.Name(id=step), attr=follow_up):
                return f"{step}.{follow_up}"
            case _:
                return None

    def _codes(self, node: ast.expr) -> tuple[str, ...]:
        match node:
            case ast.Constant(value=str(code)):
                return (code,)
            case ast.Constant(value=bool()):
                raise NotACondition(say("a code stands between quotes"), self._column(node))
            case ast.Constant(value=int(number)):
                return (str(number),)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) if elements:
                return tuple(code for element in elements for code in self._one(element))
            case _:
                raise NotACondition(say("a question is compared with a code between quotes"), self._column(node))

    def _one(self, node: ast.expr) -> tuple[str, ...]:
        if isinstance(node, ast.Tuple | ast.List):
            raise NotACondition(say("a list holds codes"), self._column(node))
        return self._codes(node)

    def _column(self, node: ast.expr) -> int:
        # The syntax tree counts columns in UTF-8 bytes.
        return self._indent + len(self._bytes[: node.col_offset].decode(errors="ignore"))


Side = str | tuple[str, ...]


def _as_codes(side: Side) -> tuple[str, ...]:
    return (side,) if isinstance(side, str) else side


def _same(left: Side, right: Side) -> bool:
    return _as_codes(left) == _as_codes(right)


def _among(left: Side, right: Side) -> bool:
    return any(code in _as_codes(right) for code in _as_codes(left))


def _ordered(compare: Callable[[int, int], bool]) -> Callable[[Side, Side], bool]:
    def apply(left: Side, right: Side) -> bool:
        first, second = _number(_as_codes(left)), _number(_as_codes(right))
        return first is not None and second is not None and compare(first, second)

    return apply


def _number(codes: tuple[str, ...]) -> int | None:
    if len(codes) != 1:
        return None
    digits = codes[0].removeprefix("-")
    # isdigit alone accepts superscripts, which int refuses; nobody answers with ten digits.
    return int(codes[0]) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


_OPERATORS: Final = {
    ast.Not: lambda value: not value,
    ast.Eq: _same,
    ast.NotEq: lambda left, right: not _same(left, right),
    ast.In: _among,
    ast.NotIn: lambda left, right: not _among(left, right),
    ast.Lt: _ordered(lambda left, right: left < right),
    ast.LtE: _ordered(lambda left, right: left <= right),
    ast.Gt: _ordered(lambda left, right: left > right),
    ast.GtE: _ordered(lambda left, right: left >= right),
}

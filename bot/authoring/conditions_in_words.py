"""Conditions (`when:`) as a sentence: titles for keys, labels for codes, words for operators.

Not here: what a condition may say and whether it holds (`engine.conditions`).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Final

from bot.engine.script import Key, Script

_OPERATORS: Final[Mapping[type[ast.cmpop], str]] = {
    ast.Eq: "when.is",
    ast.In: "when.is",
    ast.NotEq: "when.is_not",
    ast.NotIn: "when.is_not",
    ast.Lt: "when.less",
    ast.LtE: "when.less_or_equal",
    ast.Gt: "when.more",
    ast.GtE: "when.more_or_equal",
}
# `4 <= equilibre` says what `equilibre >= 4` does.
_MIRRORED: Final[Mapping[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}


def in_words(expression: str, script: Script, words: Mapping[str, str]) -> str:
    """The condition of a script that passed `check`, as one sentence without a full stop."""
    return _Worder(script, words).said(ast.parse(expression.strip(), mode="eval").body)


class _Worder:
    def __init__(self, script: Script, words: Mapping[str, str]) -> None:
        self.script = script
        self.words = words

    def said(self, node: ast.expr) -> str:
        match node:
            case ast.BoolOp(op=operator, values=values):
                joint = self.words["and" if isinstance(operator, ast.And) else "or"]
                return f" {joint} ".join(self._inside(value) for value in values)
            case ast.UnaryOp(operand=operand):
                return f"{self.words['not']} ({self.said(operand)})"
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                return self._comparison(left, type(operator), right)
            case ast.Call(args=[ast.Constant(value=str(key))]):
                return self.words["when.answered"].format(question=self._question(key))
            case _:
                raise ValueError(f"not a condition that `check` lets through: {ast.dump(node)}")

    def _inside(self, node: ast.expr) -> str:
        said = self.said(node)
        return f"({said})" if isinstance(node, ast.BoolOp) else said

    def _comparison(self, left: ast.expr, operator: type[ast.cmpop], right: ast.expr) -> str:
        if not isinstance(left, ast.Name | ast.Attribute):
            left, right, operator = right, left, _MIRRORED.get(operator, operator)
        key = ast.unparse(left)
        codes = right.elts if isinstance(right, ast.Tuple | ast.List) else [right]
        answers = [self._answer(key, str(code.value)) for code in codes if isinstance(code, ast.Constant)]
        joined = f" {self.words['or']} ".join(answers)
        return self.words[_OPERATORS[operator]].format(question=self._question(key), answers=joined)

    def _question(self, key: Key) -> str:
        """The step's title where it is the step's own question, otherwise what was asked."""
        step = self.script.step_of(key)
        return self._quoted(step.title if step.questions[0].key == key else self.script.question(key).text)

    def _answer(self, key: Key, code: str) -> str:
        options = getattr(self.script.question(key).accepts, "options", ())
        return self._quoted(next((option.label for option in options if option.code == code), code))

    def _quoted(self, text: str) -> str:
        return self.words["quoted"].format(text=text)

"""Fail when a test was skipped for a reason that is not in `[tool.horizons.skips]`: `skips.py junit.xml`.

A test that silently stops running is a check that is silently gone.
"""

import re
import sys
import tomllib
from pathlib import Path

# The file is written by our own pytest run a moment earlier: no hostile XML to fear.
from xml.etree import ElementTree as ET


def main() -> None:
    allowed = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["horizons"]["skips"]["allowed"]
    cases = list(ET.parse(sys.argv[1]).iter("testcase"))  # noqa: S314
    if not cases:
        sys.exit("no test ran at all")
    surprises = []
    for case in cases:
        for skipped in case.iter("skipped"):
            reason = skipped.get("message", "")
            name = f"{case.get('classname')}::{case.get('name')}"
            known = skipped.get("type") == "pytest.xfail" or any(re.fullmatch(each, reason) for each in allowed)
            print(f"skipped{'' if known else ', unexpectedly'}: {name}: {reason}")
            if not known:
                surprises.append(name)
    if surprises:
        sys.exit(f"{len(surprises)} of {len(cases)} tests were skipped for a reason that pyproject.toml does not allow")
    print(f"{len(cases)} tests; none was skipped for an unforeseen reason")


if __name__ == "__main__":
    main()

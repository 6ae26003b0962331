"""Print the command of the README's fenced block that follows an HTML comment: `readme_command.py ci:test`.

CI runs what the README tells readers to run, so the two cannot drift apart.
"""

import re
import sys
from pathlib import Path


def main() -> None:
    marker = sys.argv[1]
    readme = Path("README.md").read_text(encoding="utf-8")
    found = re.findall(rf"^<!-- {re.escape(marker)} -->\s*\n```\w*\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    if len(found) != 1:
        sys.exit(f"README.md: {len(found)} fenced blocks follow <!-- {marker} -->; there has to be exactly one.")
    print(found[0].strip())


if __name__ == "__main__":
    main()

"""The README's snippets run as they are written."""

import re
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def test_the_snippets_run(program, sandbox):
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    assert len(blocks) == 3
    process = program("\n".join(blocks).replace("sk_test_...", sandbox["api_key"]))
    assert process.returncode == 0, process.stderr

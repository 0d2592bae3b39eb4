from __future__ import annotations

import subprocess
import sys

from tests.crawler.pages.cases import FIXTURES

READS_A_KNOWN_PAGE = """
import sys
from pathlib import Path
from tests.crawler.pages.cases import Case
Case(Path(sys.argv[1])).read()
sys.exit("trafilatura" in sys.modules)
"""


def test_a_page_of_known_markup_does_not_load_the_main_text_extraction() -> None:
    folder = FIXTURES / "C" / "en-talks-with-attachment"
    done = subprocess.run(
        [sys.executable, "-c", READS_A_KNOWN_PAGE, str(folder)],
        cwd=FIXTURES.parents[3],
        check=False,
        timeout=60,
    )
    assert done.returncode == 0

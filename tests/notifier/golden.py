"""An alert of every kind of event in every language, as it is to look.

After a wanted change, ``python -m tests.notifier.golden`` writes them anew: read the difference.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from archive.model import ArchivedRelease, Event
from meetings import analyse
from notifier.markup import Post
from notifier.render import render_alert
from notifier.settings import Lang
from notifier.told import tell
from tests.notifier.news import LANGS, event, event_files

FOLDER = Path(__file__).parent / "golden"


def names() -> list[tuple[int, Lang]]:
    """One event of every kind (the first), in each language."""
    firsts: dict[str, int] = {}
    for number in range(len(event_files())):
        firsts.setdefault(event(number).kind, number)
    return [(number, lang) for number in firsts.values() for lang in LANGS]


def file_of(number: int, lang: Lang) -> Path:
    """Where the alert is kept, named after the kind."""
    return FOLDER / f"{event(number).kind}.{lang}.txt"


@cache
def read(number: int) -> Event:
    """An event as the archive has it: its texts are read by the analysis itself."""
    made = event(number)
    return replace(
        made,
        releases={
            lang: replace(each, analysis=_analysis(each)) for lang, each in made.releases.items()
        },
    )


def _analysis(release: ArchivedRelease) -> dict[str, Any]:
    made = analyse(
        release.text, lang=release.lang, title=release.title, published=release.published_at
    )
    return made.to_json()


def alert(number: int, lang: Lang) -> Post:
    """The alert as a channel of that language gets it."""
    told = tell(read(number), lang)
    assert told is not None
    return render_alert(told)


def written(number: int, lang: Lang) -> str:
    """The alert as its file holds it: the markup, and a line for each button."""
    post = alert(number, lang)
    buttons = "".join(f"[{label}] {url}\n" for label, url in post.buttons)
    return f"{post.html}\n\n{buttons}"


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for number, lang in names():
        file_of(number, lang).write_text(written(number, lang), encoding="utf-8")


if __name__ == "__main__":
    main()

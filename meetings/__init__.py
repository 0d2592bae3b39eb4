"""What a text says: who met whom, where, when and about what.

Pure functions over text; nothing in this package touches network, disk (beyond its own data
files) or clock, and nothing of the project is imported here.
"""

from typing import TYPE_CHECKING

from meetings.model import ANALYSER_VERSION, Analysis, Figure, Lang, Person, Quote

if TYPE_CHECKING:
    from meetings.pipeline import analyse

__all__ = ["ANALYSER_VERSION", "Analysis", "Figure", "Lang", "Person", "Quote", "analyse"]


def __getattr__(name: str) -> object:
    # Loaded when it is asked for: most processes know what an analysis is, and read no text.
    if name == "analyse":
        from meetings.pipeline import analyse

        return analyse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

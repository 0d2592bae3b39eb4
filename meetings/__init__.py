"""What a text says: who met whom, where, when and about what.

Pure functions over text; nothing in this package touches network, disk (beyond its own data
files) or clock, and nothing of the project is imported here.
"""

from meetings.model import Analysis, Figure, Lang, Person, Quote
from meetings.pipeline import ANALYSER_VERSION, analyse

__all__ = ["ANALYSER_VERSION", "Analysis", "Figure", "Lang", "Person", "Quote", "analyse"]

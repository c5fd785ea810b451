"""What is asked of a document as a whole, and is found by looking at every clause instead of by ranking.

All that has a trait (``survey``), what a numbered place says and how many there are (``divisions``), how often something
is named (``mentioned``), what a code of figures stands for (``codes``).
"""

from app.answering.overview.answering import overview
from app.answering.overview.reading import is_of_whole

__all__ = ["is_of_whole", "overview"]

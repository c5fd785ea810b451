"""Which sentences of the clauses that were found bear on a question, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answering.boilerplate import is_boilerplate
from app.answering.calibration import calibrations
from app.answering.facts import ClauseFacts, FactsCache, Sentence
from app.answering.naming import places_of
from app.answering.offices import is_remark
from app.answering.question import Question
from app.answering.terms import Terms
from index import Hit

Scale = tuple[float, float]  # see index.Embedder.scale


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature counts. ``context`` is coverage by sentence, headings and title together.

    ``again`` is for a sentence that the answer before a follow-up quoted, ``named`` for one of a document whose own
    place is named: a city's rule goes before the province's; ``pointed`` for one with the sum by which the question
    names a support (那100万一档). All but ``again`` and ``pointed`` are fitted: of the sentences of a
    question's clauses those that answer come first (softmax over the list, Cao et al. 2007), each document of the
    cases left out once (first sentence right in 61 of 91 questions on policies, with weights by hand in 53). Coverage
    of the sentence alone had no weight left.
    """

    context: float = 0.33
    clause: float = 0.16
    dense: float = 0.47
    fit: float = 0.20
    again: float = 0.05
    named: float = 0.14
    pointed: float = 0.20


_UNRELATED = 0.5  # likeness, as scaled, that sentences on any subject have


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence with its features, each in [0, 1], and the score that ranks it.

    ``dense`` is ``None`` where the embedder's similarities have no measured scale; ``named`` says whether the question
    names the document or the place that it is of.
    """

    facts: ClauseFacts
    sentence: Sentence
    context: float
    own: float
    clause: float
    dense: float | None
    fits: bool
    named: bool
    score: float

    @property
    def features(self) -> dict[str, float]:
        """What the calibrated decision weighs, each in [0, 1]; see ``calibration``."""
        return {
            "context": self.context,
            "clause": self.clause,
            "dense": self.dense or 0.0,
            "fits": float(self.fits),
            "named": float(self.named),
        }

    @property
    def support(self) -> float:
        """How likely the sentence answers, 0.5 where support begins; in [0, 1]."""
        models = calibrations()
        return (models.words if self.dense is None else models.whole).support(self.features)

    @property
    def topic(self) -> float:
        """How far the sentence in its place is about the question, whatever it gives; in [0, 1]."""
        words = (0.65 * self.context + 0.10 * self.clause) / 0.75
        return words if self.dense is None else 0.75 * words + 0.25 * self.dense


def _scaled(cosine: float, scale: Scale) -> float:
    low, high = scale
    return min(1.0, max(0.0, (cosine - low) / (high - low)))


def _dense_of(hit: Hit, sentence: Sentence, scale: Scale | None) -> float | None:
    """The similarity of the sentence, or of its clause's weakest found sentence where it was not found itself."""
    if scale is None:
        return None
    found = [s for s in hit.sentences if s.span.overlaps(sentence.span)]
    if found:
        return max(_scaled(s.dense, scale) for s in found)
    return min((_scaled(s.dense, scale) for s in hit.sentences), default=0.0)


def _features(
    terms: Terms, hit: Hit, facts: ClauseFacts, scale: Scale | None
) -> list[tuple[float, float, float | None]]:
    """Of each sentence of a clause the coverage with headings and title, the coverage alone, and the similarity."""
    above = terms.found_in(facts.context)
    found = [terms.found_in(s.norm) for s in facts.sentences]
    dense = [_dense_of(hit, s, scale) for s in facts.sentences]
    return [(terms.covered(above, own), terms.covered(own), d) for own, d in zip(found, dense, strict=True)]


def weigh(
    question: Question,
    terms: Terms,
    hits: Sequence[Hit],
    cache: FactsCache,
    *,
    scale: Scale | None,
    weights: Weights | None = None,
) -> tuple[Evidence, ...]:
    """Every sentence of the hits that rules anything with its features, best first; ``scale`` is the embedder's."""
    w = weights or Weights()
    rows: list[Evidence] = []
    pointed = question.pointed
    for hit in hits:
        facts = cache.of(hit.document, hit.clause)
        whole = terms.coverage(f"{facts.context} {facts.norm}")
        named = hit.document.id in question.named or any(p in question.search for p in places_of(hit.document))
        features = _features(terms, hit, facts, scale)
        best = max(features, default=(0.0, 0.0, None))
        for sentence, own_features in zip(facts.sentences, features, strict=True):
            if is_boilerplate(question.search, facts, sentence):
                continue
            context, own, dense = own_features
            if question.wants.of_clause and is_remark(sentence.norm):  # it says nothing; the clause that it ends does
                context, own, dense = 0.5 * whole + 0.5 * best[0], best[1], best[2]
            fits = question.wants.is_met_by(sentence.text, sentence.quantities)
            again = bool(question.answered) and sentence.norm in question.answered
            score = (
                w.again * again
                + w.context * context
                + w.clause * whole
                + (w.dense * (dense - _UNRELATED) if dense is not None else 0.0)
                + w.fit * fits
                + w.named * named
            )
            score += w.pointed * any(
                p.value == q.value and p.unit == q.unit for p in pointed for q in sentence.quantities
            )
            rows.append(Evidence(facts, sentence, context, own, whole, dense, fits, named, score))
    return tuple(sorted(rows, key=lambda e: (-e.score, e.facts.clause.id, e.sentence.span.start)))

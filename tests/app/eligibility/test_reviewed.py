"""Benefits that a person has confirmed: computed, but never against what the sentence says beyond the fields."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.eligibility import Catalogue, Match, Status, catalogue_of
from corpus import find_benefits, parse
from corpus.benefits.reviews import draft_reviews, review_path

POLICY = (
    "某县支持种植业若干措施\n一、支持政策\n"
    "1.种植奖励。对新建种植基地的企业,按每亩300元给予奖励,最高10万元。\n"
    "2.展会支持。根据展会影响力,对承办展会的企业,按活动成本的25%予以支持,每年不超过300万元。\n"
    "3.梯度奖励。对投资500万元以下的部分按4%、500万元以上的部分按2%给予企业补助。\n"
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    file = tmp_path_factory.mktemp("reviewed") / "policy.txt"
    file.write_text(POLICY, encoding="utf-8")
    parsed = parse(file)
    drafts = [b for clause in parsed.clauses for b in find_benefits(parsed.document, clause)]
    assert all(b.review for b in drafts), "nothing here is read completely"
    said = draft_reviews(parsed.document, parsed.clauses, drafts).replace("status: draft", "status: confirmed")
    review_path(Path(file)).write_text(said, encoding="utf-8")
    return catalogue_of([parse(file)])


def matched(catalogue: Catalogue, words: str, figure: str) -> list[Match]:
    """The matches of the sentence that has ``words``, everything answered yes and every figure alike."""
    answers = {f.key: figure if f.is_number else "是" for f in catalogue.form}
    return [m for m in catalogue.outcome(answers).matches if words in m.offer.citation.quote]


@pytest.mark.parametrize(
    ("words", "figure", "amount"),
    [
        pytest.param("每亩300元", "200", (Decimal(60_000), False), id="300元-times-200亩"),
        pytest.param("每亩300元", "334", (Decimal(100_000), False), id="334亩-100200元-above-the-cap"),
        pytest.param("活动成本", "10000000", (Decimal(2_500_000), True), id="depends-on-more-so-at-most-250万"),
        pytest.param("活动成本", "20000000", (Decimal(3_000_000), True), id="500万-above-the-cap"),
    ],
)
def test_what_was_confirmed_is_computed(
    catalogue: Catalogue, words: str, figure: str, amount: tuple[Decimal, bool]
) -> None:
    [found] = matched(catalogue, words, figure)
    assert found.status is Status.MET
    assert found.amount is not None
    assert (found.amount.value, found.amount.at_most) == amount


def test_a_rate_that_changes_from_part_to_part_is_not_computed_as_one(catalogue: Catalogue) -> None:
    found = matched(catalogue, "500万元以下的部分", "10000000")
    assert found
    assert [m.amount for m in found] == [None] * len(found)

"""Figures of retrieval, computed by hand beside."""

import pytest

from services.search.evaluation.figures import Figures, figures, ndcg, recall, reciprocal_rank

GRADES = {"a": 3, "b": 1}
LOG3 = 1.584962500721156
"""Of base 2."""


def test_the_ideal_order_is_one_and_the_wrong_way_round_is_less() -> None:
    assert ndcg(["a", "b"], GRADES) == 1.0
    assert ndcg(["a", "x", "y", "z"], {"a": 2}) == 1.0
    swapped = (1 + 7 / LOG3) / (7 + 1 / LOG3)
    assert ndcg(["b", "a"], GRADES) == pytest.approx(swapped, abs=1e-12)
    assert swapped == pytest.approx(0.7098, abs=1e-4)


def test_what_is_missing_costs_its_gain() -> None:
    assert ndcg(["a"], GRADES) == pytest.approx(7 / (7 + 1 / LOG3), abs=1e-12)
    assert ndcg(["x", "a"], {"a": 1}) == pytest.approx(1 / LOG3, abs=1e-12)
    assert ndcg([], GRADES) == 0.0


def test_only_ten_places_count() -> None:
    ten = [f"x{n}" for n in range(10)]
    assert ndcg([*ten, "a"], GRADES) == 0.0
    assert recall([*ten, "a"], GRADES) == 0.0
    assert reciprocal_rank([*ten, "a"], GRADES) == 0.0
    assert reciprocal_rank([*ten[:9], "a"], GRADES) == 0.1


def test_recall_is_of_as_many_as_ten_can_hold() -> None:
    assert recall(["b", "x"], GRADES) == 0.5
    many = {f"r{n}": 1 for n in range(20)}
    assert recall([f"r{n}" for n in range(10)], many) == 1.0
    assert recall(["r0", *(f"x{n}" for n in range(9))], many) == 0.1


def test_a_grade_of_zero_is_not_relevant() -> None:
    grades = {"a": 0, "b": 2}
    assert recall(["a"], grades) == 0.0
    assert reciprocal_rank(["a", "b"], grades) == 0.5
    assert ndcg(["b", "a"], grades) == 1.0


def test_figures_are_means_over_queries() -> None:
    found = figures([(["a", "b"], GRADES), (["x", "a"], {"a": 1}), ([], {"a": 1})])
    means = (3, (1 + 1 / LOG3) / 3, 2 / 3, 1 / 2, 1 / 3)
    assert tuple(found) == pytest.approx(means, abs=1e-12)


def test_no_queries_are_no_figures() -> None:
    assert figures([]) == Figures(queries=0, ndcg=0.0, recall=0.0, mrr=0.0, no_result=0.0)
    assert ndcg(["a"], {}) == 0.0
    assert recall(["a"], {}) == 0.0

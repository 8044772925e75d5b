"""Orders are compared fairly: the unusual one deviates, and what cannot be compared is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wcag_audit.commons.navigation import compare_orders


def test_the_page_with_the_unusual_order_deviates() -> None:
    found = {order.page: order for order in compare_orders({1: "abcd", 2: "acbd", 3: "abcd"})}
    assert (found[2].first, found[2].second, found[2].other, found[2].agreeing) == ("c", "b", 1, 2)
    assert found[1].first == found[3].first == ""


def test_of_two_pages_the_first_is_right() -> None:
    found = {order.page: order.first for order in compare_orders({1: "abcd", 2: "dabc"})}
    assert found == {1: "", 2: "d"}


def test_lists_with_too_little_in_common_are_not_compared() -> None:
    assert compare_orders({1: "abc", 2: "cbx"}) == ()
    assert compare_orders({1: "abc" + "defghij", 2: "cba" + "klmnopq"}) == ()


def test_what_stands_twice_in_any_list_is_left_out_of_all() -> None:
    found = compare_orders({1: "abcdea", 2: "bcdea", 3: "abcde"})
    assert [(order.page, order.first, order.shared) for order in found] == [(1, "", 4), (2, "", 4), (3, "", 4)]


def test_many_deviating_pages_are_called_shuffled() -> None:
    orders = ["abcd", "abcd", "abcd", "dcba", "bacd", "acbd"]
    assert all(order.shuffled for order in compare_orders(dict(enumerate(orders))) if order.first)


@given(st.permutations("abcdef"), st.integers(2, 8))
def test_the_same_order_everywhere_never_deviates(order: list[str], pages: int) -> None:
    assert all(not found.first for found in compare_orders(dict.fromkeys(range(pages), order)))


@given(st.lists(st.permutations("abcde"), min_size=2, max_size=7))
def test_a_named_pair_really_comes_the_other_way_round_on_the_other_page(orders: list[list[str]]) -> None:
    lists = dict(enumerate(orders))
    for found in compare_orders(lists):
        if found.first:
            here, there = lists[found.page], lists[found.other]
            assert here.index(found.first) < here.index(found.second)
            assert there.index(found.first) > there.index(found.second)

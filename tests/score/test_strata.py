"""Strata: which pages speak for which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from wcag_audit.model.index import Stratum
from wcag_audit.score.strata import SampledPage, stratify

if TYPE_CHECKING:
    from random import Random


def pages(*shapes: str, template: str = "", start: int = 0) -> list[SampledPage]:
    return [SampledPage(start + key, shape, template) for key, shape in enumerate(shapes)]


def test_a_shape_with_three_pages_is_a_stratum_and_weighs_as_many_pages_as_are_known() -> None:
    homes, strata = stratify(pages("news", "news", "news", *"sss"), {"news": 900, "s": 2})
    assert homes == {0: "news", 1: "news", 2: "news", 3: "s", 4: "s", 5: "s"}
    assert strata == (Stratum("news", 900, 3), Stratum("s", 3, 3))


def test_start_pages_stand_for_themselves_and_for_no_other_page_of_their_shape() -> None:
    start = SampledPage(9, "news", take_all=True)
    homes, strata = stratify([start, *pages(*["news"] * 3)], {"news": 100})
    assert homes[9] == "{start}"
    assert strata == (Stratum("news", 99, 3), Stratum("{start}", 1, 1, take_all=True))


def test_rare_shapes_of_one_template_are_pooled_and_the_rest_is_one_stratum() -> None:
    sampled = [*pages("a", "b", "c", template="ab12"), *pages("d", "e", "f", template="", start=10)]
    _, strata = stratify(sampled, {"a": 2, "b": 1, "c": 1, "d": 5, "e": 1, "f": 1})
    assert strata == (Stratum("{rare}", 7, 3), Stratum("{template ab12}", 4, 3))


def test_fewer_than_three_rare_pages_join_the_smallest_stratum() -> None:
    homes, strata = stratify(pages(*["big"] * 4, *["mid"] * 3, "rare"), {"big": 50, "mid": 40, "rare": 2})
    assert homes[7] == "mid"
    assert strata == (Stratum("big", 50, 4), Stratum("mid", 42, 4))


def test_pages_of_shapes_that_nobody_saw_are_shared_out_to_what_is_rare() -> None:
    sampled = [*pages(*["big"] * 3), *pages("a", "b", "c", template="t", start=10), *pages(*"defghi", start=20)]
    sizes = {"big": 500, **dict.fromkeys("abcdefghi", 1), "unseen": 90, "another": 10}
    _, strata = stratify(sampled, sizes)
    weights = {stratum.name: stratum.known for stratum in strata}
    assert weights == {"big": 500, "{rare}": 6 + 66, "{template t}": 3 + 34}


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "t", "u"]), st.booleans()), max_size=25),
    st.dictionaries(st.sampled_from("abcdxyz"), st.integers(0, 300)),
    st.randoms(use_true_random=False),
)
def test_every_page_has_one_home_whatever_the_order_and_no_known_page_is_lost(
    made: list, sizes: dict, chance: Random
) -> None:
    sampled = [SampledPage(key, *page) for key, page in enumerate(made)]
    homes, strata = stratify(sampled, sizes)
    mixed = list(sampled)
    chance.shuffle(mixed)
    assert stratify(mixed, sizes) == (homes, strata)
    assert sorted(homes) == [page.key for page in sampled]
    assert {stratum.name: stratum.pages for stratum in strata} == {
        name: list(homes.values()).count(name) for name in homes.values()
    }
    assert all(stratum.known >= stratum.pages for stratum in strata)
    if any(name == "{rare}" or name.startswith("{template") for name in homes.values()):
        assert sum(stratum.known for stratum in strata) >= sum(sizes.values())

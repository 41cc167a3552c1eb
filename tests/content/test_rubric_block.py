"""The rubric that an author fills in."""

from content.blocks.assignment import CriterionBlock


def test_a_new_criterion_begins_with_the_two_levels_it_needs():
    levels = CriterionBlock().get_default()["levels"]
    assert [(level["points"], level["title"]) for level in levels] == [(0, ""), (1, "")]

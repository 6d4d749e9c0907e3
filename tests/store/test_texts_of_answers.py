"""Points and words: who is given them, and that what conditions choose does not choose whose votes count."""

from __future__ import annotations

from typing import Any

from assess.store import new_secret


def test_only_the_owner_of_a_named_assessment_reads_words_and_others_points(start: Any) -> None:
    """docs/anonymity.md: words are treated as comments are; the means of points are in the result."""
    campaign = start(anonymity="named", visible="group")
    browser = campaign.come(campaign.link().token)
    campaign.store.save_answer(browser, campaign.id, "split", text="50|30|20")
    campaign.store.save_answer(browser, campaign.id, "words", text="They never call back.")
    campaign.store.finish(browser, campaign.id)
    viewer = new_secret()
    campaign.store.follow(viewer, campaign.link("viewer").token)
    assert sorted(campaign.store.responses(campaign.owner, campaign.id)["text"]) == [
        "50|30|20",
        "They never call back.",
    ]
    for other in (viewer, browser):
        assert sorted(campaign.store.responses(other, campaign.id)["text"]) == ["", "50|30|20"]
    assert "They never call back." in set(campaign.store.own_responses(browser, campaign.id)["text"])


def test_a_protected_assessment_gives_neither_points_nor_words(start: Any) -> None:
    for anonymity in ("confidential", "anonymous"):
        campaign = start(anonymity=anonymity, minimum_group=3)
        for value in (1, 2, 3):
            browser = campaign.come(campaign.link().token)
            campaign.answer(browser, value)
            campaign.store.save_answer(browser, campaign.id, "split", text="50|30|20")
            campaign.store.save_answer(browser, campaign.id, "words", text="They never call back.")
            campaign.store.finish(browser, campaign.id)
        seen = campaign.store.responses(campaign.owner, campaign.id)
        assert set(seen["item"]) == {"tenure"} and set(seen["text"]) == {""} and len(seen) == 3
        assert list(campaign.store.own_responses(browser, campaign.id)["text"]).count("50|30|20") == 1

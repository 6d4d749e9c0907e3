"""What somebody erased is in no page and no file any more, though both had shown it a moment before."""

from __future__ import annotations

from typing import Any

from assess.web.downloads import DOWNLOADS
from assess.web.outcome import GROUP, outcome_of

COMMENT = "canary-comment-9c1e"


def shown_to(site: Any, device: str, made: str) -> str:
    """Everything that a page draws from, and every file, in one text."""
    files = [site.get(f"/download/{made}/{each.name}?v=group", device).text for each in DOWNLOADS]
    outcome = outcome_of(device, made, GROUP)
    return "\n".join([*files, str(outcome.scorecard), str(outcome.answers)])


def test_no_cache_keeps_what_was_erased(site: Any, owner: str) -> None:
    made = site.start(owner).id
    link = site.link(owner, made)
    gone = site.respond(link.token, made, value=1, comment=COMMENT)
    site.respond(link.token, made, value=5)
    before = shown_to(site, owner, made)
    assert COMMENT in before and outcome_of(owner, made, GROUP).scorecard.raters == 2
    site.store.erase_own(gone, made)
    after = shown_to(site, owner, made)
    assert COMMENT not in after and outcome_of(owner, made, GROUP).scorecard.raters == 1
    assert site.get(f"/download/{made}/my-answers.csv", gone).status_code == 403

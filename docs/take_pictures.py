"""Takes the README's and the guides' pictures from the running app: `make pictures`. Needs Chromium and pdftoppm.

The company, its competitors and the seven raters are the shipped sample; it is put into the database of a server of
its own, as one person's answers and as seven people's, and read off the pages.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))

import take_author_pictures as authors  # noqa: E402
import take_workshop_pictures as workshops  # noqa: E402
from app_server import AppServer  # noqa: E402
from visitor import DESK, DESK_DARK, PHONE, Screen, Visitor  # noqa: E402

from assess.shipped import folder  # noqa: E402
from assess.store import Assessment, KeptQuestionnaire, Location, Settings, Store, new_secret  # noqa: E402
from assess.web.middleware import COOKIE  # noqa: E402
from assess.yaml_source import shipped  # noqa: E402

PICTURES = HERE / "pictures"
COMPANY, COMPETITORS = "Aldersley", ("Borealis", "Cassini")
MOST_BYTES = 300_000
SHOWN_URL = "https://assess.example.org"
"""The address that pages tell people."""


def main() -> None:
    """Writes every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    with _server() as (server, team, alone, device), _browser() as browser:
        _home(browser, server, device)
        _respond(browser, server, device, alone)
        for screen, name in ((DESK, "results.png"), (DESK_DARK, "results-dark.png")):
            _results(browser, server, device, team, screen, name)
        _report(server, device, team)
        _workshop(browser, server)
        for name, picture in authors.take(browser, server.url).items():
            _save(picture, name)
    for picture in sorted(PICTURES.glob("*.png")):
        size = picture.stat().st_size
        sys.stdout.write(f"{picture.name}: {size / 1000:.0f} kB\n")
        if size > MOST_BYTES:
            sys.exit(f"{picture.name} has {size} bytes. Take it in a smaller window.")


# --- what is shown -----------------------------------------------------------------------------------------------


def _home(browser: Browser, server: AppServer, device: str) -> None:
    visitor = _visitor(browser, server, DESK, new_secret())
    visitor.open()
    _drawn(visitor.page)
    _take(visitor.page, "home.png", until=visitor.page.locator(".st-key-sample"))
    visitor.leave()


def _respond(browser: Browser, server: AppServer, device: str, assessment: Assessment) -> None:
    visitor = _visitor(browser, server, PHONE, device)
    visitor.open(f"/respond?a={assessment.id}")
    expect(visitor.page.get_by_text("All answers are saved.")).to_be_visible()
    _write(visitor.page, "respond-phone.png")
    visitor.leave()


def _results(
    browser: Browser, server: AppServer, device: str, assessment: Assessment, screen: Screen, name: str
) -> None:
    visitor = _visitor(browser, server, screen, device)
    visitor.open(f"/results?a={assessment.id}")
    expect(visitor.page.locator(".js-plotly-plot")).to_have_count(2)
    _drawn(visitor.page)
    _take(visitor.page, name, until=visitor.page.locator(".js-plotly-plot").first)
    visitor.leave()


def _report(server: AppServer, device: str, assessment: Assessment) -> None:
    """The report's page with the radar."""
    address = f"{server.url}/download/{assessment.id}/report-a4.pdf"
    report = httpx.get(address, cookies={COOKIE: device}, timeout=60).raise_for_status().content
    command = ["pdftoppm", "-png", "-r", "90", "-f", "2", "-l", "2", "-singlefile", "-"]
    page = subprocess.run(command, input=report, capture_output=True, check=True).stdout  # noqa: S603 - our own report
    _save(page, "report.png")


def _workshop(browser: Browser, server: AppServer) -> None:
    """A workshop of the same company, on the wall and on a phone."""
    store = Store.open(_place(server))
    held = workshops.held(store, _kept(), COMPANY, COMPETITORS, _sample())
    for name, picture in workshops.take(browser, server.url, held).items():
        _save(picture, name)
    store.close()


# --- how it is taken ---------------------------------------------------------------------------------------------


def _take(page: Page, name: str, until: Locator) -> None:
    """The page from its top to the end of this element."""
    bottom, width = until.evaluate("node => [node.getBoundingClientRect().bottom, window.innerWidth]")
    page.set_viewport_size({"width": width, "height": int(bottom)})
    _drawn(page)
    _write(page, name)


def _drawn(page: Page) -> None:
    """Returns when each chart has its lines."""
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    page.mouse.move(0, 0)


def _write(page: Page, name: str) -> None:
    _save(page.screenshot(animations="disabled", caret="hide"), name)


def _save(content: bytes, name: str) -> None:
    with Image.open(io.BytesIO(content)) as picture:
        picture.convert("RGB").save(PICTURES / name, optimize=True)


def _visitor(browser: Browser, server: AppServer, screen: Screen, device: str) -> Visitor:
    visitor = Visitor.of(browser, server.url, screen)
    visitor.page.context.add_cookies([{"name": COOKIE, "value": device, "url": server.url}])
    return visitor


# --- the app, with the sample in it ------------------------------------------------------------------------------


@contextmanager
def _server() -> Iterator[tuple[AppServer, Assessment, Assessment, str]]:
    """A server, the sample team's assessment, one half answered by one person, and the owner's secret."""
    with tempfile.TemporaryDirectory() as place:
        server, owner = AppServer(Path(place), {"ASSESS_URL": SHOWN_URL}), new_secret()
        server.data.mkdir()
        store = Store.open(_place(server))
        team, alone = _team(store, owner), _alone(store, owner)
        store.close()
        server.start()
        yield server, team, alone, owner
        server.stop()


def _place(server: AppServer) -> Location:
    return Location(file=server.data / "assess.sqlite3")


@contextmanager
def _browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or sys.exit("Chromium is missing. Install Debian's package `chromium`.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--no-first-run"])
        yield opened
        opened.close()


def _kept() -> KeptQuestionnaire:
    found = next(each for each in shipped() if each.questionnaire.id == "value-disciplines")
    return KeptQuestionnaire(found.questionnaire.id, found.questionnaire.version, found.sha256, found.text)


def _team(store: Store, owner: str) -> Assessment:
    """The sample's seven raters, who came by an open link and have finished."""
    made = store.create_assessment(
        owner, company=COMPANY, questionnaire=_kept(), competitors=COMPETITORS, stated_lead="customer_intimacy",
        settings=Settings(kind="links"),
    )  # fmt: skip
    (link,) = store.add_links(owner, made.id, "open", ["Team"])
    for rows in _sample().values():
        device = new_secret()
        store.follow(device, link.token)
        store.begin(device, made.id, language="en")
        _answer(store, device, made, rows)
        store.finish(device, made.id)
    return made


def _alone(store: Store, owner: str) -> Assessment:
    """One person's answers to the first questions."""
    made = store.create_assessment(
        owner, company=COMPANY, questionnaire=_kept(), competitors=COMPETITORS, stated_lead="customer_intimacy"
    )
    _answer(store, owner, made, next(iter(_sample().values()))[:2])
    return made


def _sample() -> dict[str, list[dict[str, str]]]:
    """The sample's rows by rater."""
    text = (folder("questionnaires") / "samples" / "value-disciplines.csv").read_text(encoding="utf-8")
    by_rater: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        by_rater.setdefault(row["respondent"], []).append(row)
    return by_rater


def _answer(store: Store, device: str, assessment: Assessment, rows: list[dict[str, str]]) -> None:
    for row in rows:
        subject, value = row["subject"] or "us", row["value"]
        if value in ("na", "dk", ""):
            store.save_answer(
                device, assessment.id, row["item"], subject=subject, state="na" if value == "na" else "dk"
            )
        else:
            store.save_answer(device, assessment.id, row["item"], subject=subject, value=float(value))


if __name__ == "__main__":
    main()

"""What Streamlit itself says, in the reader's language: its fields, lists and dialogs have no parameter for it.

Where its own words would not help who reads them, ours say something else in every language. Each is looked for only
in the parts of the page where Streamlit says it, and put into other words whole; what people wrote stays as it is.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from assess.texts import Translator, languages, translator

SECONDS_KEPT = 3600
"""How long a browser keeps the words of a language."""

FIELDS = '[data-testid="InputInstructions"]'
FILES = '[data-testid="stFileUploader"]'
LISTS = '[data-testid="stSelectbox"], [data-testid="stMultiSelect"]'
OPEN_LISTS = '[data-testid="stSelectboxDropdown"], [data-testid="stMultiSelectDropdown"]'
NUMBERS = '[data-testid="stNumberInput"]'
DATES = '[data-testid="stDateInput"], [data-testid="stDateInputCalendar"]'
HELP = '[data-testid="stTooltipHoverTarget"]'
DIALOGS = '[data-testid="stDialog"]'
"""The parts of a page, as CSS selectors."""

SPEAK = """
const spoken = new WeakMap();  // of each text and name: what Streamlit said, and what stands there instead
let asked = null;
let listening = null;
function inOurs(said, words) {
  for (const [theirs, ours] of words) {
    const found = theirs.exec(said);
    if (found) return ours.replace(/{.*?}/, () => found[1] ?? '');
  }
  return null;
}
function put(node, now, words, set) {
  const known = spoken.get(node);
  const said = known?.ours === now ? known.said : now;
  const ours = said && inOurs(said, words);
  if (!ours) return;
  spoken.set(node, { said, ours });
  if (now !== ours) set(ours);
}
function speak(places) {
  for (const [place, words] of places)
    for (const part of document.querySelectorAll(place)) {
      for (const named of [part, ...part.querySelectorAll('[aria-label]')])
        put(named, named.ariaLabel, words, (ours) => { named.ariaLabel = ours; });
      for (const field of part.querySelectorAll('input[placeholder]'))
        put(field.attributes.placeholder, field.placeholder, words, (ours) => { field.placeholder = ours; });
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode;
        put(text, text.data, words, (ours) => { text.data = ours; });
      }
    }
}
function whole(theirs) {
  const escaped = theirs.replace(/[.*+?^$()|[\\]\\\\/]/g, '\\\\$&');
  return new RegExp('^' + escaped.replace(/{.*?}/, '(.+)') + '$');
}
async function speakLike(language) {
  if (language === asked) return;
  asked = language;
  const answer = await fetch(`./words/${language}`).catch(() => null);
  if (!answer?.ok) asked = null;
  if (language !== asked) return;
  const read = Object.entries(await answer.json());
  const places = read.map(([place, words]) => [place, words.map(([theirs, ours]) => [whole(theirs), ours])]);
  listening?.disconnect();
  listening = new MutationObserver(() => speak(places));
  const names = ['aria-label', 'placeholder'];
  listening.observe(document.body, { childList: true, subtree: true, characterData: true, attributeFilter: names });
  speak(places);
}
"""
"""Has the page speak like the reader; for scripts of components."""

Words = dict[str, list[tuple[str, str]]]
"""What is said in each part of a page, and what is to be said instead; one piece in braces stays as it is."""


def words_in(t: Translator) -> Words:
    """Streamlit's words by the parts of the page where they stand, each with the translator's."""
    lost = t("The server does not answer. Are you online? Once it does, this page goes on by itself.")
    no_page = t("There is no such page. This is the start page.")
    option = t("Choose an option")
    remove = ("Remove {name}", t("Remove {name}", name="{name}"))
    return {
        FIELDS: [
            ("Press Enter to apply", t("Enter to apply")),
            ("Press Enter to submit form", t("Enter to send")),
            ("Press {key}+Enter to apply", t("{key}+Enter to apply", key="{key}")),
            ("Press {key}+Enter to submit form", t("{key}+Enter to send", key="{key}")),
        ],
        FILES: [
            ("Upload", t("Upload")),
            ("file upload", t("Upload")),
            ("Add files", t("Add files")),
            ("Drag and drop a file here", t("Drag and drop a file here")),
            ("Drag and drop files here", t("Drag and drop files here")),
            ("{size} per file", t("{size} per file", size="{size}")),
            ("{kind} files are not allowed.", t("{kind} files are not allowed.", kind="{kind}")),
            remove,
        ],
        LISTS: [
            ("Open", t("Open the list")),
            ("Choose an option", option),
            ("Choose options", option),
            ("Clear value", t("Empty the field")),
            ("Clear all", t("Empty the field")),
            remove,
        ],
        OPEN_LISTS: [
            ("No results", t("Nothing found")),
            ("Select all", t("Choose all")),
            ("Select {n} matches", t("Choose the {n} found", n="{n}")),
            ("Dismiss", t("Close")),
        ],
        NUMBERS: [
            ("Increment", t("One more")),
            ("Decrement", t("One less")),
            ("Clear value", t("Empty the field")),
        ],
        DATES: [
            ("Choose date", t("Choose a date")),
            ("Choose date, {month}", t("Choose a date, {month}", month="{month}")),
            ("Clear date", t("Empty the field")),
        ],
        HELP: [("Help for {name}", t("Help on: {name}", name="{name}"))],
        DIALOGS: [
            ("Close", t("Close")),
            ("Dismiss", t("Close")),
            ("Connection error", t("Connection error")),
            ("Streamlit server is not responding. Are you connected to the internet?", lost),
            ("Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:",
             lost),
            ("streamlit run yourscript.py", "assess serve"),
            ("Connection timed out.", lost),
            ("Connection failed with status {status}.", lost),
            ("Page not found", t("Page not found")),
            ("The page that you have requested does not seem to exist. Running the app's main page.", no_page),
            ("You have requested page /{page}, but no corresponding file was found in the app's pages/ directory. "
             "Running the app's main page.", no_page),
        ],
    }  # fmt: skip


def words(request: Request) -> Response:
    """The words of a language, for the page's own script."""
    language = request.path_params["language"]
    if language not in languages():
        return PlainTextResponse("no such language\n", 404)
    kept = {"cache-control": f"public, max-age={SECONDS_KEPT}"}
    return JSONResponse(words_in(translator(language)), headers=kept)


SAID = [Route("/words/{language}", words)]

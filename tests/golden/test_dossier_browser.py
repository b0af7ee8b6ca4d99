"""The dossier as a person meets it: opened from disk in Debian's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.dossier_cases import empty_case, hostile_case, painted_frame, realistic_case

from crossbearing.dossier import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
CASES = {"realistic": realistic_case, "hostile": hostile_case, "empty": empty_case}
IS_SEEN = (
    "e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.top < innerHeight && r.bottom > 0 }"
)

CONTRAST = """() => {
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const channel = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (c) => c.slice(0, 3).map((v) => channel(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const weak = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim(), e = walker.currentNode.parentElement;
    if (!words || !e.checkVisibility()) continue;
    if (e.closest('svg, script, style, .visually-hidden, option')) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) weak.add(`${e.className || e.tagName}: ${words.slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return [...weak];
}"""
"""Text whose contrast with its ground is under WCAG's 4.5 to 1."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's Chromium is not installed"),
]


class Visit:
    """An open page with all that it asked for and complained about."""

    def __init__(self, tab: Page, address: str) -> None:
        self.tab = tab
        self.requests: list[str] = []
        self.complaints: list[str] = []
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.on("console", lambda message: self.complaints.append(message.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        tab.goto(address)

    def went_out(self) -> list[str]:
        return [url for url in self.requests[1:] if not url.startswith("data:image/jpeg")]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tab.keyboard.press(key)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("dossiers")
    return {name: page.write(case(), folder / name, painted_frame).as_uri() for name, case in CASES.items()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, pages: dict[str, str], request: pytest.FixtureRequest) -> Iterator[Visit]:
    name, settings = getattr(request, "param", ("realistic", {}))
    context = browser.new_context(
        **({"reduced_motion": "reduce", "viewport": {"width": 1400, "height": 900}} | settings)
    )
    yield Visit(context.new_page(), pages[name])
    context.close()


def _open_with_keys(visit: Visit, number: int) -> None:
    """Reach an allegation's row by keyboard alone and open it."""
    visit.tab.focus("#q")
    for _ in range(40):
        if visit.tab.evaluate(f"document.activeElement.matches('#a{number} .opener')"):
            break
        visit.press("Tab")
    visit.press("Enter")


@pytest.mark.parametrize("visit", [(name, {}) for name in CASES], indirect=True, ids=list(CASES))
def test_it_opens_from_disk_asks_for_nothing_and_complains_of_nothing(visit: Visit):
    visit.tab.wait_for_load_state("load")
    assert visit.went_out() == []
    assert visit.complaints == []
    assert visit.tab.evaluate(
        "document.querySelectorAll('img').length === [...document.images].filter(i => i.naturalWidth).length"
    )


def test_every_allegation_reaches_its_passage_in_two_clicks(visit: Visit):
    tab = visit.tab
    for number in (1, 2, 3, 4):
        tab.click(f"#a{number} .opener")
        assert tab.locator(f"#a{number} .detail").is_visible()
        assert tab.locator(f"#a{number} blockquote mark.trigger").first.is_visible()
        tab.click(f"#a{number} .to-text >> nth=0")
        spot = tab.locator(".spot:target")
        assert spot.evaluate(IS_SEEN)
        assert spot.locator("mark.trigger.lit").count() == 1
        assert tab.evaluate("document.activeElement.id") == spot.get_attribute("id")
    assert visit.complaints == []


def test_footage_is_reached_in_two_clicks(visit: Visit):
    visit.tab.click("#a1 .opener")
    assert visit.tab.locator("#a1 .thumb img").is_visible()
    visit.tab.click("#a1 .thumb")
    frame = visit.tab.locator("#f2 .strip img").first
    assert frame.evaluate(IS_SEEN)
    assert frame.evaluate("i => i.naturalWidth") > 0


def test_the_keyboard_alone_reaches_the_passage(visit: Visit):
    for number in (4, 1):
        _open_with_keys(visit, number)
        assert visit.tab.locator(f"#a{number} .opener").get_attribute("aria-expanded") == "true"
        visit.press("t")
        assert visit.tab.locator(".spot:target mark.lit").first.evaluate(IS_SEEN)


def test_without_shortcuts_tab_and_enter_are_enough(visit: Visit):
    visit.tab.uncheck("#keys-on")
    _open_with_keys(visit, 1)
    visit.press("t")
    assert visit.tab.locator(".spot:target").count() == 0
    for _ in range(6):
        visit.press("Tab")
        if visit.tab.evaluate("document.activeElement.matches('.to-text')"):
            break
    visit.press("Enter")
    assert visit.tab.locator(".spot:target mark.lit").first.evaluate(IS_SEEN)


def test_focus_is_always_visible_and_escape_closes_a_card(visit: Visit):
    _open_with_keys(visit, 1)
    assert visit.tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visit.press("j")
    assert visit.tab.evaluate("document.activeElement.getAttribute('href')") == "#a2"
    visit.press("k", "Escape")
    assert not visit.tab.locator("#a1 .detail").is_visible()
    assert visit.tab.evaluate("document.activeElement.getAttribute('href')") == "#a1"


def test_filters_and_sorting(visit: Visit):
    tab = visit.tab
    tab.fill("#q", "brigades many")
    assert tab.locator(".row:visible").count() == 1
    assert tab.locator("#shown-count").inner_text() == "1 of 4 shown"
    tab.click("button[type=reset]")
    tab.wait_for_function("document.getElementById('shown-count').value === '4 of 4 shown'")
    tab.check("#f-denied")
    assert tab.locator(".row:visible").count() == 2
    tab.uncheck("#f-denied")
    tab.select_option("#f-reliability", "D")
    assert tab.locator(".row:visible").count() == 2
    tab.select_option("#f-reliability", "")
    tab.click("th[data-sort=date] button")
    assert tab.locator("th[data-sort=date]").get_attribute("aria-sort") == "ascending"
    assert [row.get_attribute("id") for row in tab.locator("tbody.allegation").all()] == [
        "a3",
        "a4",
        "a1",
        "a2",
    ]


@pytest.mark.parametrize("visit", [("realistic", {"java_script_enabled": False})], indirect=True)
def test_without_scripts_links_still_open_cards_and_passages(visit: Visit):
    tab = visit.tab
    assert not tab.locator("#filters").is_visible()
    assert not tab.locator("#a1 .detail").is_visible()
    tab.click("#a1 .opener")
    assert tab.locator("#a1 blockquote").first.is_visible()
    target = tab.locator("#a1 .to-text").first.get_attribute("href") or ""
    tab.click("#a1 .to-text >> nth=0")
    spot = tab.locator(target)
    box, size = spot.bounding_box(), tab.viewport_size
    assert box is not None
    assert size is not None
    assert 0 <= box["y"] < size["height"]


@pytest.mark.parametrize("visit", [("hostile", {})], indirect=True)
def test_hostile_text_shows_as_text_and_runs_nothing(visit: Visit):
    tab = visit.tab
    title = tab.title()
    assert title.endswith("– dossier")
    assert "owned" in title
    assert title != "owned"
    tab.click("#a1 .opener")
    tab.click("#a1 .to-text >> nth=0")
    text = tab.locator("#d1 .text").inner_text()
    assert "<script>" in text
    assert "<img src=x" in text
    assert "=cmd|'/c calc'!A1" in text
    assert "\u202e" not in tab.content()
    assert tab.locator("#d1 .hidden-char", has_text="RLO").first.is_visible()
    assert tab.locator("script").count() == 1
    assert tab.locator("main img[src='x'], main iframe, main svg[onload]").count() == 0
    assert visit.complaints == []
    assert visit.went_out() == []


def test_an_injected_script_would_not_run(visit: Visit):
    visit.tab.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'document.title = \"owned\"';"
        "document.body.append(s); const i = document.createElement('img'); i.src = 'https://x.invalid/a.png';"
        "document.body.append(i) }"
    )
    visit.tab.wait_for_timeout(100)
    assert visit.tab.title() != "owned"
    assert any("Content Security Policy" in complaint for complaint in visit.complaints)


@pytest.mark.parametrize(
    "visit",
    [
        ("realistic", {"viewport": {"width": 360, "height": 700}}),
        ("hostile", {"viewport": {"width": 360, "height": 700}}),
    ],
    indirect=True,
)
def test_a_narrow_screen_never_scrolls_sideways(visit: Visit):
    visit.tab.click("#a1 .opener")
    assert visit.tab.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, pages: dict[str, str], scheme: str):
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(pages["realistic"])
    tab.click("#a1 .opener")
    weak = tab.evaluate(CONTRAST)
    context.close()
    assert weak == []


def test_paper_shows_every_card_and_no_controls(visit: Visit):
    visit.tab.emulate_media(media="print")
    assert visit.tab.locator(".detail:visible").count() == 4
    assert not visit.tab.locator("#filters").is_visible()
    assert len(visit.tab.pdf()) > 10_000


def test_what_the_page_is_written_to_is_one_file(pages: dict[str, str]):
    folder = Path(pages["realistic"].removeprefix("file://")).parent
    assert [path.name for path in folder.iterdir()] == ["dossier.html"]

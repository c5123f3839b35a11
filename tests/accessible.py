"""What keyboard, screen reader and eye find on a page: axe's faults, where Tab stops, texts that lie on one another."""

from axe_playwright_python.sync_playwright import Axe

OURS = ".jp-OutputArea, .jp-RenderedMarkdown"
AXE = Axe().axe_script
RUN = """async (ours) => (await axe.run(ours, { resultTypes: ["violations"] })).violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))"""

# Radio buttons of one group are one stop, at the chosen one.
STOPS = """(widget) => [...widget.querySelectorAll("button, input, select, [tabindex]")].filter((each) =>
    each.tabIndex >= 0 && !each.disabled && each.getClientRects().length && (each.type !== "radio" || each.checked))"""

# A text's box is higher than its letters: only what shares a third of its height with another lies on it.
LAID_ON = """(widget) => {
    const paper = widget.getBoundingClientRect(), found = [];
    const boxed = (each) => [each.textContent.trim(), each.getBoundingClientRect()];
    const texts = [...widget.querySelectorAll("text")].map(boxed);
    const walk = document.createTreeWalker(widget, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (!node.textContent.trim() || node.parentElement.closest("svg, option")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) texts.push([node.textContent, box]);
    }
    for (const text of widget.querySelectorAll(".cr-chip text, .cr-tag text")) {
        const [words, line] = boxed(text), [, box] = boxed(text.parentElement.querySelector("rect"));
        if (line.left < box.left || line.right > box.right) found.push(`${words} leaves its box`);
    }
    const shown = texts.filter(([words, box]) => words && box.width);
    shown.forEach(([words, box], i) => {
        if (box.left < paper.left - 1 || box.right > paper.right + 1) found.push(`${words} is cut off`);
        for (const [other, below] of shown.slice(0, i)) {
            const across = Math.min(box.right, below.right) - Math.max(box.left, below.left);
            const down = Math.min(box.bottom, below.bottom) - Math.max(box.top, below.top);
            if (across > 2 && down > 0.35 * Math.min(box.height, below.height)) found.push(`${words} on ${other}`);
        }
    });
    return found;
}"""


def faults(page):
    """What axe-core finds serious or critical in lessons and outputs."""
    page.evaluate(AXE)
    return page.evaluate(RUN, OURS)


def laid_on(widget):
    """Texts of the widget that lie on another, or leave it or their box."""
    return widget.evaluate(LAID_ON)


def walked(page, widget):
    """How many stops the widget has, those at which Tab stopped, in order, and those that did not show it."""
    stops = widget.evaluate_handle(STOPS)
    count = stops.evaluate("(stops) => stops.length")
    stops.evaluate("(stops) => stops[0].focus()")
    # There and back, so that the browser knows that it is the keyboard which moves.
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    stopped, unseen = [], []
    for _ in range(count):
        stopped.append(stops.evaluate("(stops) => stops.indexOf(document.activeElement)"))
        if not _shows_focus(page):
            unseen.append(page.evaluate("document.activeElement.outerHTML"))
        page.keyboard.press("Tab")
    left = not widget.evaluate("(widget) => widget.contains(document.activeElement)")
    return count, stopped, unseen, left


def _shows_focus(page):
    """Whether what has the focus looks different without it."""
    focused = page.evaluate_handle("document.activeElement")
    focused.as_element().scroll_into_view_if_needed()
    x, y, width, height = focused.evaluate(
        "(each) => { const box = each.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; }"
    )
    around = {"x": max(x - 8, 0), "y": max(y - 8, 0), "width": width + 16, "height": height + 16}
    with_it = page.screenshot(clip=around)
    focused.evaluate("(each) => each.blur()")
    without = page.screenshot(clip=around)
    focused.evaluate("(each) => each.focus()")
    return with_it != without

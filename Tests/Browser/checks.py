# SPDX-License-Identifier: EUPL-1.2
"""What must hold on every page, whatever it shows: measured in the page itself."""

import base64
import weakref
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

#: WCAG 2.1 A and AA, which the law asks for, and axe's own best practices.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
}

#: Every line of text and every control that can be seen, with its box; two that share more than a hair's breadth overlap.
LAYOUT = """
() => {
    const forReadersOnly = (element) => {
        for (let one = element; one; one = one.parentElement) {
            if (getComputedStyle(one).clipPath === 'inset(50%)') return true;
        }
        return false;
    };
    const hidden = (element) => !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
        || element.closest('.skip:not(:focus)') || forReadersOnly(element);
    const modal = document.querySelector('dialog[open]');
    const scroller = (element) => {
        for (let one = element; one && one !== document.documentElement; one = one.parentElement) {
            const style = getComputedStyle(one);
            if (/auto|scroll/.test(style.overflowX + style.overflowY)) return one;
        }
        return null;
    };
    // What lies above the page on purpose: a bar that stays in sight, a list that opens below its field.
    const floats = (element) => {
        for (let one = element; one; one = one.parentElement) {
            const style = getComputedStyle(one);
            if (/fixed|sticky/.test(style.position)) return true;
            if (style.position === 'absolute' && style.zIndex !== 'auto') return true;
        }
        return false;
    };
    const boxes = [];
    const add = (element, rect, text) => {
        if (rect.width < 1 || rect.height < 1) return;
        const inside = scroller(element)?.getBoundingClientRect();
        const box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom, text, element,
            scrolls: !!inside, floats: floats(element) };
        if (inside) {
            box.left = Math.max(box.left, inside.left); box.right = Math.min(box.right, inside.right);
            box.top = Math.max(box.top, inside.top); box.bottom = Math.min(box.bottom, inside.bottom);
            if (box.right - box.left < 1 || box.bottom - box.top < 1) return;
        }
        boxes.push(box);
    };
    const root = modal ?? document.body;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode;
        const text = node.data.trim();
        if (!text || hidden(node.parentElement) || node.parentElement.closest('select, datalist, script, svg')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const rect of range.getClientRects()) add(node.parentElement, rect, text.slice(0, 40));
    }
    for (const control of root.querySelectorAll('input:not([type=hidden]), select, textarea, img')) {
        if (!hidden(control)) add(control, control.getBoundingClientRect(), `<${control.tagName} ${control.id}>`);
    }
    const width = document.documentElement.clientWidth;
    const problems = [];
    for (const box of boxes) {
        if (box.left < -1 || box.right > width + 1) problems.push(`leaves the window: ${box.text}`);
    }
    boxes.sort((one, other) => one.top - other.top);
    boxes.forEach((one, index) => {
        for (let next = index + 1; next < boxes.length && boxes[next].top < one.bottom - 2; next++) {
            const other = boxes[next];
            if (one.element === other.element || one.floats !== other.floats) continue;
            const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            const lower = Math.min(one.bottom - one.top, other.bottom - other.top);
            if (across > 2 && down > Math.max(2, lower * 0.3)) problems.push(`overlap: ${one.text} | ${other.text}`);
        }
    });
    if (document.documentElement.scrollWidth > width + 1) problems.push('the page scrolls sideways');
    for (const element of root.querySelectorAll('button, a, th, td, label, h1, h2, h3, p, dd, li')) {
        const style = getComputedStyle(element);
        if (hidden(element) || style.overflow === 'visible' || /auto|scroll/.test(style.overflow)) continue;
        if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) {
            problems.push(`cut off: ${element.textContent.trim().slice(0, 40)}`);
        }
    }
    return [...new Set(problems)];
}
"""

#: The page's own rules that axe does not ask for.
SOUND = """
() => {
    const problems = [];
    const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
    ids.filter((id, index) => ids.indexOf(id) !== index).forEach(id => problems.push(`twice the id ${id}`));
    for (const name of ['aria-describedby', 'aria-labelledby', 'for', 'list', 'aria-controls']) {
        for (const element of document.querySelectorAll(`[${name}]`)) {
            for (const id of element.getAttribute(name).trim().split(/\\s+/)) {
                if (!document.getElementById(id)) problems.push(`${name} names ${id}, which is not there`);
            }
        }
    }
    for (const link of document.querySelectorAll('a[href^="#"]')) {
        const target = decodeURIComponent(link.getAttribute('href').slice(1));
        if (!document.getElementById(target)) problems.push(`a link leads to #${target}, which is not there`);
    }
    for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
        if (field.labels.length === 0) problems.push(`no label: ${field.name}`);
        if (field.getAttribute('aria-invalid') === 'true' && !field.hasAttribute('aria-describedby')) {
            problems.push(`an error that is tied to no message: ${field.name}`);
        }
    }
    const titles = document.querySelectorAll('h1').length;
    if (titles !== 1) problems.push(`${titles} main headings`);
    const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(heading => Number(heading.tagName[1]));
    levels.forEach((level, index) => {
        if (index && level > levels[index - 1] + 1) problems.push(`a heading of level ${level} after ${levels[index - 1]}`);
    });
    const keys = [...document.querySelectorAll('[data-key]')].map(element => element.dataset.key);
    keys.filter((key, index) => keys.indexOf(key) !== index).forEach(key => problems.push(`twice the key ${key}`));
    return problems;
}
"""

#: WCAG 2.1, 1.4.12: a reader's own spacing, which must hide nothing.
SPACING = """
() => {
    for (const element of document.querySelectorAll('body, body *')) {
        element.style.setProperty('line-height', '1.5', 'important');
        element.style.setProperty('letter-spacing', '0.12em', 'important');
        element.style.setProperty('word-spacing', '0.16em', 'important');
    }
    for (const element of document.querySelectorAll('p')) element.style.setProperty('margin-bottom', '2em', 'important');
}
"""


def accessibility(page):
    """What axe-core finds, a line for each element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def layout(page):
    return page.evaluate(LAYOUT)


def soundness(page):
    return page.evaluate(SOUND)


def with_wide_spacing(page):
    page.evaluate(SPACING)


# One session a page for its whole life: what a session sets ends with it, and Playwright does not send a size that it has sent before.
_windows = weakref.WeakKeyDictionary()


def resize(page, width, height=900, scale=1):
    """Gives the window a width in the page's own pixels; a zoom of 200 % is half of them, each of two pixels of the screen."""
    if page not in _windows:
        _windows[page] = page.context.new_cdp_session(page)
    _windows[page].send(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False})  # fmt: skip
    page.wait_for_function("([width, scale]) => innerWidth === width && devicePixelRatio === scale", arg=[width, scale])


def picture(page, path, whole=False):
    """What the window shows in the width that `resize` gave it, or the whole page: the browser's driver would widen it again."""
    asked = {"captureBeyondViewport": whole}
    if whole:
        size = _windows[page].send("Page.getLayoutMetrics")["cssContentSize"]
        asked["clip"] = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
    Path(path).write_bytes(base64.b64decode(_windows[page].send("Page.captureScreenshot", asked)["data"]))

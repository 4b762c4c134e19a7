// What a reader must bear: being opened a hundred times, large pages, large text, narrow windows, others beside it, and
// people without a mouse.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { fixture, readerTests } from "./support/reader.mjs";

const sentence = (at) => `Sentence ${at} tells of the river and of the ${"people ".repeat(1 + (at % 5))}beside it.`;
const paragraph = (at) => `<p>${Array.from({ length: 6 }, (_, n) => sentence(at * 6 + n)).join(" ")}</p>`;
/** A page of a megabyte, most of which is not the article, as it is in life; and an article of a megabyte. */
const clutter = (count) => `<nav><ul>${"<li><a href=/elsewhere>Elsewhere</a></li>".repeat(count)}</ul></nav><script>${"let x = 1;".repeat(count * 5)}</script>`;
const large = (paragraphs, rest) => `<!doctype html><html lang=en><title>The longest river</title>${clutter(rest)}<article><h1>The longest river</h1>${Array.from({ length: paragraphs }, (_, at) => paragraph(at)).join("").replace("<p>Sentence 600 ", "<h2>The weir</h2>$&").replace(`<p>Sentence ${(paragraphs - 2) * 6} `, "<h2>The mouth</h2>$&")}</article></html>`;
const [LARGE, LONGEST] = [large(150, 11000), large(2400, 1)];
/** The most that is built of an article before the first paint, in bytes of text. */
const FIRST_PIECE = 64 * 1024;
/** How much may move after the first paint, as browsers reckon it. */
const MOST_SHIFT = 0.02;
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="teal"/></svg>';
const pictured = (at) => `<figure><img src="/picture.svg?${at}" width=800 height=600 alt="The river ${at}"><figcaption>The river</figcaption></figure>`;
const PICTURES = `<!doctype html><html lang=en><title>Pictures</title><article><h1>Pictures of the river</h1>${Array.from({ length: 8 }, (_, at) => paragraph(at) + paragraph(at + 50) + pictured(at)).join("")}</article>`;

const t = readerTests({
  "/long": fixture("long-read"), "/code": fixture("seed-tables"), "/large": LARGE, "/longest": LONGEST, "/pictures": PICTURES,
  "/picture.svg": { body: PICTURE, headers: { "Content-Type": "image/svg+xml" } },
});
const { button, dialog, open } = t;
let page;
beforeEach(() => (page = t.page));

test("opened and closed a hundred times, the memory is what it was after the first few", async () => {
  await t.load();
  const session = await t.context.newCDPSession(page);
  const memory = async () => {
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(async () => (await (await window.engine()).default()).memory.buffer.byteLength);
    const { nodes } = await session.send("Memory.getDOMCounters");
    return { usedSize, wasm, nodes };
  };
  const cycle = (times) => page.evaluate(async (times) => {
    // Without images: of each that does not come the browser keeps a note.
    const html = (await (await fetch("/long")).text()).replaceAll("<img", "<hr");
    for (let time = 0; time < times; time++) {
      await reader.open(html, { url: "https://longwave.example/rain/" });
      const press = (action) => reader.shadowRoot.querySelector(`[data-action=${action}]`).click();
      for (const action of ["settings", "larger", "smaller", "print", "back"]) press(action);
      reader.close();
    }
  }, times);
  await cycle(20); // Till then the browser is still compiling.
  const before = await memory();
  await cycle(100);
  const after = await memory();
  assert.ok(after.usedSize <= before.usedSize * 1.05, `heap: ${before.usedSize} → ${after.usedSize} bytes`);
  assert.ok(after.wasm <= before.wasm, `wasm: ${before.wasm} → ${after.wasm} bytes`);
  assert.ok(after.nodes <= before.nodes * 1.05, `nodes: ${before.nodes} → ${after.nodes}`);
});

/** Sums up in the page what moves from now on; `shift()` gives the sum. */
const watchShifts = () => page.addInitScript(() => {
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift", buffered: true });
});
const shift = () => page.evaluate(() => window.shifts.reduce((sum, value) => sum + value, 0));

test("of a long article the first screens are built before they are painted, and the rest comes by itself", async () => {
  await watchShifts();
  await t.load();
  const { at, whole } = await page.evaluate(async () => {
    await window.read("/longest");
    const body = reader.shadowRoot.querySelector(".body");
    const at = body.textContent.length;
    while (!body.textContent.includes("Sentence 14399 tells")) await new Promise((again) => setTimeout(again, 10));
    return { at, whole: body.textContent.length };
  });
  assert.ok(at > 20_000 && at <= FIRST_PIECE && whole > 5 * FIRST_PIECE, `${at} of ${whole} characters`);
  await page.waitForTimeout(100);
  assert.ok((await shift()) <= MOST_SHIFT, `layout shift ${await shift()}`);
});

describe("of a long article, all is there for whoever asks for what is not built yet:", () => {
  const LAST = "Sentence 14399 tells";
  /** Opens the article and does something to it before the browser has had another turn. */
  const atOnce = (does) => page.evaluate(async (does) => {
    await window.read("/longest");
    new Function("root", does)(reader.shadowRoot);
  }, does);

  test("the contents", async () => {
    await t.load();
    await atOnce("root.querySelector('li:last-child > .entry').click()");
    assert.equal(await page.evaluate(() => reader.shadowRoot.activeElement.textContent), "The mouth");
    assert.ok(await page.getByRole("heading", { name: "The mouth" }).isVisible());
  });

  test("the print preview", async () => {
    await t.load();
    await atOnce("root.querySelector('[data-action=print]').click()");
    await page.getByText(/^\d+ pages$/).waitFor();
    assert.equal(await page.frameLocator("article-reader iframe").getByText(LAST).count(), 1);
  });

  test("the place where one was", async () => {
    await open("/longest");
    const last = page.getByText(LAST);
    await last.waitFor({ state: "attached" });
    await last.evaluate((element) => element.scrollIntoView({ block: "start" }));
    await page.waitForTimeout(100);
    await page.keyboard.press("Escape");
    await page.evaluate(() => window.read("/longest"));
    const box = await last.boundingBox();
    assert.ok(box.y > 0 && box.y < 800, `at ${box.y}`);
  });
});

for (const path of ["/large", "/longest"]) {
  test(`a page of a megabyte stands soon after its article is found: ${path}`, async (context) => {
    await t.load();
    const times = await page.evaluate(async (path) => {
      const html = await (await fetch(path)).text();
      const engine = await window.engine();
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const median = (list) => list.sort((one, other) => one - other)[list.length >> 1];
      const extraction = [], opening = [];
      for (let time = 0; time < 5; time++) {
        let start = performance.now();
        engine.extract(html, { url: "https://a.example/" });
        extraction.push(performance.now() - start);
        start = performance.now();
        await reader.open(html, { url: "https://a.example/" });
        await painted();
        opening.push(performance.now() - start);
        reader.close();
      }
      return { bytes: html.length, extraction: Math.round(median(extraction)), opening: Math.round(median(opening)) };
    }, path);
    const beyond = times.opening - times.extraction;
    context.diagnostic(`${times.bytes} bytes: extraction ${times.extraction} ms, from the click to the first paint ${beyond} ms more`);
    assert.ok(times.bytes > 1e6);
    assert.ok(beyond < 2000, `${beyond} ms`); // A hang, on whatever machine; the figure is what is told.
  });
}

test("nothing moves when images come", async () => {
  const release = [];
  await page.route("**/picture.svg*", (route) => release.push(() => route.continue()));
  await watchShifts();
  await open("/pictures");
  for (const at of [0, 3, 7]) {
    await button(`The river ${at}`).scrollIntoViewIfNeeded();
    await page.waitForTimeout(50);
    for (const go of release.splice(0)) await go();
    await page.waitForTimeout(150);
  }
  assert.ok((await shift()) <= MOST_SHIFT, `layout shift ${await shift()}`);
});

describe("no words are lost, and nothing scrolls sideways,", () => {
  /** Texts of the bar, of the open panel and of the article that are cut off. */
  const cut = () => page.evaluate(() => {
    const root = reader.shadowRoot;
    const place = root.querySelector("dialog");
    const found = place.scrollWidth > place.clientWidth ? [`the page by ${place.scrollWidth - place.clientWidth}`] : [];
    for (const element of root.querySelectorAll(".button, .panel:not([hidden]) *, .article :is(p, h1, h2, h3, li, figcaption)")) {
      const box = element.getBoundingClientRect();
      if (!box.width || element.closest(".scroller, pre, .json")) continue;
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible") found.push(element.className);
      if (box.right > place.clientWidth + 1 || box.left < -1) found.push(`${element.localName}.${element.className} at ${box.left}…${box.right}: ${element.textContent.slice(0, 20)}`);
    }
    return found;
  });

  test("at 320 pixels, which is 1280 at 400 %", async () => {
    page = await t.renew({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
    await open("/long");
    assert.deepEqual(await cut(), []);
    for (const name of ["Contents", "Text and theme"]) {
      await button(name).click();
      assert.deepEqual(await cut(), [], name);
      const panel = await page.getByRole("group", { name }).boundingBox();
      assert.ok(panel.y + panel.height <= 256, `${name} ends in sight`);
      await page.keyboard.press("Escape");
    }
    await open("/code");
    assert.deepEqual(await cut(), []);
  });

  test("at twice the text size of the browser", async () => {
    await open("/long");
    // What "text only" zoom does: every font size doubles.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".view{font-size:32px!important}.page{font-size:40px!important}.button,.panel,.size,.source,.row{font-size:30px!important}");
      reader.shadowRoot.adoptedStyleSheets.push(sheet);
    });
    assert.deepEqual(await cut(), []);
    await button("Text and theme").click();
    assert.deepEqual(await cut(), []);
  });

  test("with the text spacing that people may need", async () => {
    await open("/long");
    // WCAG 1.4.12.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}");
      reader.shadowRoot.adoptedStyleSheets.push(sheet);
    });
    assert.deepEqual(await cut(), []);
    for (const name of ["Contents", "Text and theme"]) {
      await button(name).click();
      assert.deepEqual(await cut(), [], name);
      await page.keyboard.press("Escape");
    }
  });
});

test("several readers do not disturb each other: panels, notes, preview, keys and languages are each one's own", async () => {
  await t.load();
  await page.evaluate(async () => {
    const html = await (await fetch("/long")).text();
    reader.remove();
    document.body.innerHTML = '<article-reader id=one lang=en></article-reader><article-reader id=two lang=de></article-reader>';
    for (const element of document.querySelectorAll("article-reader")) element.source = html;
  });
  const [one, two] = ["#one", "#two"].map((id) => page.locator(id));
  await one.getByRole("button", { name: "Text and theme" }).click();
  assert.equal(await two.getByRole("group", { name: "Text und Farben" }).isVisible(), false);
  await two.getByRole("link", { name: "1", exact: true }).first().click();
  assert.equal(await one.getByRole("note").count(), 0);
  assert.equal(await one.getByRole("group", { name: "Text and theme" }).isVisible(), true);
  await two.getByRole("button", { name: "Druckvorschau" }).click();
  await two.getByText(/^\d+ Seiten$/).waitFor();
  assert.equal(await one.locator(".page").isVisible(), true);
  await one.getByRole("radio", { name: "Sepia" }).check();
  assert.equal(await two.locator(".view").getAttribute("data-theme"), "sepia", "settings are common");
  await two.getByRole("button", { name: "Zurück zum Artikel" }).focus();
  await page.keyboard.press("Escape");
  assert.equal(await two.locator(".page").isVisible(), true);
  assert.equal(await one.getByRole("group", { name: "Text and theme" }).isVisible(), true);
  await two.getByRole("button", { name: "Schließen" }).click();
  assert.equal(await one.getByRole("heading", { level: 1 }).count(), 1);
});

test("by keyboard alone, from opening to printing", async () => {
  await t.load();
  await page.evaluate(() => {
    const open = document.body.appendChild(document.createElement("button"));
    open.textContent = "Read";
    open.onclick = () => window.read("/long");
    window.printed = 0;
  });
  const name = () => page.evaluate(() => {
    let active = document.activeElement;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active.ariaLabel || active.labels?.[0]?.textContent || active.textContent.trim();
  });
  const tabTo = async (wanted) => {
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press("Tab");
      if ((await name()).startsWith(wanted)) return;
    }
    assert.fail(`the Tab key does not come to “${wanted}”`);
  };
  await tabTo("Read");
  await page.keyboard.press("Enter");
  await dialog().getByRole("heading", { level: 1 }).waitFor();
  await tabTo("Text and theme");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.locator("article-reader .view").getAttribute("data-theme"), "light");
  await page.keyboard.press("Escape");
  await tabTo("Print preview");
  await page.keyboard.press("Enter");
  await page.getByText(/^\d+ pages$/).waitFor();
  await tabTo("Paper");
  const frame = page.frames().find((frame) => frame !== page.mainFrame());
  await page.keyboard.press("ArrowDown");
  await page.getByText(/^\d+ pages$/).waitFor();
  assert.notEqual(await page.getByRole("combobox", { name: "Paper" }).inputValue(), "letter");
  await frame.evaluate(() => (window.print = () => (top.printed += 1)));
  await page.keyboard.press("Control+p");
  assert.equal(await page.evaluate(() => window.printed), 1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await dialog().count(), 0);
  assert.equal(await name(), "Read", "the focus is where it was");
});

// <article-reader> as a person meets it: opened over a page, read, resized, closed; by mouse and by keyboard.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { fixture, readerTests } from "./support/reader.mjs";

const ADDRESS = "https://longwave.example/the-machine-that-counted-rain/";
/** A page with a button that reads `/long`, and enough below it to scroll. */
const HOST = `<!doctype html><html lang=en><title>Host</title>
  <meta name=viewport content="width=device-width">
  <style>html{font:20px cursive;letter-spacing:.3em;color:red}button{display:block;margin-top:900px}p{height:3000px}</style>
  <script type=module>
    import "/element/define.js";
    const reader = document.querySelector("article-reader");
    document.querySelector("button").onclick = async () => reader.open(await (await fetch("/long")).text(), { url: ${JSON.stringify(ADDRESS)} });
  </script>
  <h1>Host page</h1><button>Read</button><p>Below</p><article-reader></article-reader>`;

const t = readerTests({ "/": HOST, "/long": fixture("long-read") });
const { button } = t;
let server, page;
beforeEach(() => ({ server, page } = t));

const paragraph = () => page.getByText("In the village of Upper Coll");
const fontSize = () => paragraph().evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
async function openReader() {
  await page.goto(server.url);
  await button("Read").click();
  await page.getByRole("heading", { level: 1, name: "The machine that counted rain" }).waitFor();
}

describe("over a page", () => {
  test("one click shows the article and nothing else", async () => {
    await openReader();
    const dialog = page.getByRole("dialog");
    const text = await dialog.innerText();
    assert.match(text, /Ingrid Solheim-Baker/);
    assert.match(text, /February 29, 2024/);
    assert.match(text, /Updated\s+March 4, 2024/);
    assert.match(text, /\d minutes?\n/);
    assert.match(text, /How a village gauge/);
    for (const clutter of ["Subscribe", "Unsubscribe", "Read next", "Sign in"]) assert.doesNotMatch(text, new RegExp(clutter));
    const onTop = await page.evaluate(() => document.elementFromPoint(500, 400).localName);
    assert.equal(onTop, "article-reader", "the page behind cannot be reached");
    assert.equal(await dialog.locator("time").first().getAttribute("datetime"), "2024-02-29T06:00:00Z");
    const style = await paragraph().evaluate((element) => {
      const { letterSpacing, color, fontFamily } = getComputedStyle(element);
      return { letterSpacing, color, fontFamily };
    });
    assert.equal(style.letterSpacing, "normal", "the page's styles do not come in");
    assert.notEqual(style.color, "rgb(255, 0, 0)");
    assert.doesNotMatch(style.fontFamily, /cursive/);
    assert.deepEqual(t.errors.filter((error) => !/404/.test(error)), []);
  });

  test("the page is as it was after Escape: elements, focus, scrolling", async () => {
    await page.goto(server.url);
    await button("Read").scrollIntoViewIfNeeded();
    const state = () => page.evaluate(() => [document.documentElement.outerHTML, document.activeElement.localName, scrollY, getComputedStyle(document.documentElement).overflow]);
    await button("Read").focus();
    const before = await state();
    assert.ok(before[2] > 0, "the page is scrolled");
    await page.keyboard.press("Enter");
    await paragraph().waitFor();
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, 4000);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.waitForFunction((y) => scrollY === y, before[2]);
    assert.deepEqual(await state(), before);
  });

  test("the Close button closes, and opening again works", async () => {
    await openReader();
    await button("Close").click();
    assert.equal(await page.getByRole("dialog").count(), 0);
    await button("Read").click();
    await paragraph().waitFor();
    assert.equal(await page.getByRole("dialog").count(), 1);
  });
});

describe("text size", () => {
  test("grows and shrinks by buttons, is announced, and is kept", async () => {
    await openReader();
    const usual = await fontSize();
    await button("Larger text").click();
    assert.ok((await fontSize()) > usual);
    assert.equal(await page.getByRole("status").textContent(), `Text size ${await fontSize()}`);
    await button("Larger text").click();
    const larger = await fontSize();
    await page.reload();
    await button("Read").click();
    await paragraph().waitFor();
    assert.equal(await fontSize(), larger, "after a reload");
    await button("Smaller text").click();
    await button("Smaller text").click();
    assert.equal(await fontSize(), usual);
  });

  test("goes from 12 to 128 and no further; + - 0 do it too", async () => {
    await openReader();
    const usual = await fontSize();
    for (let step = 0; step < 30; step++) await page.keyboard.press("+");
    assert.equal(await fontSize(), 128);
    assert.equal(await button("Larger text").getAttribute("aria-disabled"), "true");
    const overflow = await page.getByRole("dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    assert.equal(overflow, 0, "nothing sticks out at the largest size");
    for (let step = 0; step < 30; step++) await page.keyboard.press("-");
    assert.equal(await fontSize(), 12);
    await page.keyboard.press("0");
    assert.equal(await fontSize(), usual);
  });

  test("what is being read stays in its place", async () => {
    await openReader();
    const anchor = page.getByRole("heading", { name: "Forty lines" });
    await anchor.evaluate((element) => element.scrollIntoView({ block: "start" }));
    const before = (await anchor.boundingBox()).y;
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    assert.ok(Math.abs((await anchor.boundingBox()).y - before) < 40, "the heading moved with the text");
  });

  test("works without storage", async () => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
    });
    await openReader();
    const usual = await fontSize();
    await button("Larger text").click();
    assert.ok((await fontSize()) > usual);
    await button("Close").click();
    await button("Read").click();
    await paragraph().waitFor();
    assert.ok((await fontSize()) > usual, "as long as the page lives");
  });
});

test("themes change the paper and are kept", async () => {
  await openReader();
  const paper = () => page.locator("article-reader .view").evaluate((view) => getComputedStyle(view).backgroundColor);
  const light = await paper();
  await button("Text and theme").click();
  await page.getByRole("radio", { name: "Dark" }).click();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  await button("Read").click();
  await paragraph().waitFor();
  assert.equal(await paper(), dark);
  await button("Text and theme").click();
  await page.getByRole("radio", { name: "As the system" }).click();
  assert.equal(await paper(), light);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await paper(), dark);
});

test("by keyboard alone, in a sound order and with the focus always to be seen", async () => {
  await page.goto(server.url);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await paragraph().waitFor();
  const focused = () => page.evaluate(() => {
    const element = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
    return { name: element.ariaLabel ?? element.textContent.trim(), outline: getComputedStyle(element).outlineStyle, top: element.getBoundingClientRect().top };
  });
  const names = [];
  for (let step = 0; step < 7; step++) {
    await page.keyboard.press("Tab");
    const { name, outline } = await focused();
    names.push(name);
    assert.equal(outline, "solid", `${name} shows that it has the focus`);
  }
  assert.deepEqual(names.slice(0, 6), ["Contents", "Smaller text", "Larger text", "Text and theme", "Print preview", "Close"]);
  assert.equal(names[6], "Ingrid Solheim-Baker");
  // All the way round: the page behind is never reached.
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    const outside = await page.evaluate(() => !["article-reader", "body"].includes(document.activeElement.localName));
    assert.equal(outside, false);
  }
});

test("what is prepared is not loaded again, and a page that is live is read by the smaller engine", async () => {
  const modules = () => server.requests.filter((path) => path.endsWith(".wasm"));
  await page.goto(server.url);
  server.requests.length = 0;
  const opened = await page.evaluate(async (html) => {
    const reader = document.querySelector("article-reader");
    await reader.prepare();
    const { isOpen } = reader;
    const given = new DOMParser().parseFromString(html, "text/html");
    await reader.open(given);
    return [isOpen, reader.article.title];
  }, fixture("long-read"));
  assert.deepEqual(opened, [false, "The machine that counted rain"]);
  assert.deepEqual(modules(), ["/pkg/live/article_reader_bg.wasm"]);
  await page.evaluate((html) => document.querySelector("article-reader").open(html), fixture("long-read"));
  await paragraph().waitFor();
  assert.deepEqual(modules(), ["/pkg/live/article_reader_bg.wasm", "/pkg/article_reader_bg.wasm"]);
});

test("what could not be prepared is loaded when it is asked for", async () => {
  await page.goto(server.url);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.evaluate(() => document.querySelector("article-reader").prepare());
  await page.unroute("**/*.wasm");
  await page.evaluate((html) => document.querySelector("article-reader").open(html), fixture("long-read"));
  await paragraph().waitFor();
});

test("links that lead out open outside", async () => {
  await openReader();
  const outside = page.getByRole("link", { name: "Ingrid Solheim-Baker" });
  assert.equal(await outside.getAttribute("target"), "_blank");
  assert.match(await outside.getAttribute("rel"), /noopener/);
});

test("Tables have a region of their own, and pages from right to left run so", async () => {
  await openReader();
  await page.getByRole("region", { name: "Rainfall in millimeters, May to September" }).getByRole("table").waitFor();
  await page.evaluate((html) => document.querySelector("article-reader").open(html), fixture("arabic-rtl"));
  const article = page.getByRole("article");
  assert.equal(await article.getAttribute("dir"), "rtl");
  assert.equal(await article.getAttribute("lang"), "ar");
});

// Finding one's way in an article: contents, progress, the place where one was, shortcuts, images, tables.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { fixture, readerTests } from "./support/reader.mjs";

const SENTENCES = "<p>The tide was out when the first boats came in, and nobody on the quay had slept. The harbor master counted them twice.</p>".repeat(12);
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="teal"/></svg>';
const SHORT = `<title>Quay</title><article><h1>The quay at dawn</h1>${SENTENCES}
  <figure><img src="/picture.svg" width=800 height=600 alt="Boats at the quay"><figcaption>Boats</figcaption></figure>${SENTENCES}
  <iframe src="https://www.youtube.com/embed/abc123" title="A film of the boats" width=560 height=315></iframe>${SENTENCES}</article>`;
const t = readerTests({ "/long": fixture("long-read"), "/short": SHORT, "/picture.svg": { body: PICTURE, headers: { "Content-Type": "image/svg+xml" } } });
const { button, dialog, open } = t;
let page;
beforeEach(() => (page = t.page));

const top = async (locator) => (await locator.boundingBox()).y;
const barEnd = () => page.locator("article-reader .toolbar").evaluate((bar) => bar.getBoundingClientRect().bottom);
const fontSize = () => page.locator("article-reader .page").evaluate((element) => getComputedStyle(element).fontSize);
const heading = () => page.getByRole("heading", { name: "Forty lines" });

describe("shortcuts", () => {
  test("? lists them, Escape takes the list away", async () => {
    await open("/long");
    await page.keyboard.press("?");
    const list = page.getByRole("group", { name: "Keyboard shortcuts" });
    assert.match(await list.innerText(), /Ctrl\+P/);
    await page.keyboard.press("Escape");
    assert.equal(await list.isVisible(), false);
    assert.equal(await dialog().count(), 1);
  });

  test("those of a single key can be switched off, and are off where text is typed", async () => {
    await open("/long");
    const usual = await fontSize();
    await button("Text and theme").click();
    await page.getByRole("radio", { name: "Own font" }).check();
    await page.getByRole("textbox", { name: "Name of the font" }).focus();
    await page.keyboard.press("+");
    await page.keyboard.press("?");
    assert.equal(await fontSize(), usual);
    assert.equal(await page.getByRole("textbox", { name: "Name of the font" }).inputValue(), "+?");
    await page.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("+");
    await page.keyboard.press("?");
    assert.equal(await fontSize(), usual);
    assert.equal(await page.getByRole("group", { name: "Keyboard shortcuts" }).isVisible(), false);
    await button("Text and theme").click();
    await button("Keyboard shortcuts").click();
    await page.getByRole("group", { name: "Keyboard shortcuts" }).waitFor();
  });

  test("what has the focus is never under the bar", async () => {
    await open("/long");
    await page.locator("article-reader .body a").last().focus();
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press("Shift+Tab");
      const place = await page.evaluate(() => {
        const root = document.querySelector("article-reader").shadowRoot;
        const element = root.activeElement;
        return element?.closest(".article") && { top: element.getBoundingClientRect().top, bar: root.querySelector(".toolbar").getBoundingClientRect().bottom };
      });
      if (place) assert.ok(place.top >= place.bar, `${place.top} is under ${place.bar}`);
    }
  });
});

describe("one's way", () => {
  test("the contents lead to a heading, which has the focus", async () => {
    await open("/long");
    await button("Contents").click();
    await page.getByRole("group", { name: "Contents" }).getByRole("button", { name: "Forty lines" }).click();
    assert.equal(await page.getByRole("group", { name: "Contents" }).isVisible(), false);
    const distance = (await top(heading())) - (await barEnd());
    assert.ok(distance >= 0 && distance < 60, `${distance} below the bar`);
    assert.equal(await page.evaluate(() => reader.shadowRoot.activeElement.textContent.trim()), "Forty lines");
    await open("/short");
    assert.equal(await button("Contents").count(), 0, "no headings, no contents");
  });

  test("the bar shows how much has been read", async () => {
    await open("/long");
    const progress = () => page.locator("article-reader .progress").evaluate((bar) => bar.getBoundingClientRect().width / bar.parentElement.getBoundingClientRect().width);
    assert.ok((await progress()) < 0.02);
    await dialog().evaluate((dialog) => (dialog.scrollTop = (dialog.scrollHeight - dialog.clientHeight) / 2));
    await page.waitForTimeout(100);
    const half = await progress();
    assert.ok(half > 0.4 && half < 0.65, `${half}`);
    await dialog().evaluate((dialog) => (dialog.scrollTop = dialog.scrollHeight));
    await page.waitForTimeout(100);
    assert.equal(await progress(), 1);
  });

  test("what is being read stays when the window or a setting changes", async () => {
    await open("/long");
    await heading().evaluate((element) => element.scrollIntoView());
    await page.waitForTimeout(100);
    const before = await top(heading());
    await page.setViewportSize({ width: 500, height: 800 });
    await page.waitForTimeout(100);
    assert.ok(Math.abs((await top(heading())) - before) < 8, "after resizing");
    await button("Text and theme").click();
    await page.getByRole("slider", { name: "Line height" }).fill("2.4");
    assert.ok(Math.abs((await top(heading())) - before) < 8, "after a setting");
  });

  test("an article is opened again where it was left, another at its beginning", async () => {
    await open("/long");
    await heading().evaluate((element) => element.scrollIntoView());
    await page.waitForTimeout(100);
    await page.keyboard.press("Escape");
    await page.evaluate(() => window.read("/short"));
    assert.equal(await dialog().evaluate((dialog) => dialog.scrollTop), 0);
    await page.keyboard.press("Escape");
    await open("/long"); // Loads the page anew.
    const distance = (await top(heading())) - (await barEnd());
    assert.ok(distance >= 0 && distance < 80, `${distance} below the bar`);
    await heading().evaluate((element) => element.ownerDocument && element.scrollIntoView({ block: "end" }));
    await page.waitForTimeout(100);
    await page.reload(); // Without closing.
    await page.waitForFunction(() => window.ready);
    await page.evaluate(() => window.read("/long"));
    assert.ok((await dialog().evaluate((dialog) => dialog.scrollTop)) > 100);
  });

  test("fifty places are remembered, no more", async () => {
    await open("/long");
    await page.evaluate(() => localStorage.setItem("article-reader.places", Array.from({ length: 80 }, (_, at) => `https://a.example/${at}\t3\tWords`).join("\n")));
    await heading().evaluate((element) => element.scrollIntoView());
    await page.waitForTimeout(100);
    await page.keyboard.press("Escape");
    const lines = await page.evaluate(() => localStorage.getItem("article-reader.places").split("\n"));
    assert.equal(lines.length, 50);
    assert.equal(lines[1], "https://a.example/0\t3\tWords");
  });
});

describe("images, tables, embeds", () => {
  test("an image opens large by Enter and by click, and closes to where one was", async () => {
    await open("/short");
    const image = button("Boats at the quay");
    await image.focus();
    await page.keyboard.press("Enter");
    const large = page.getByRole("dialog", { name: "Image" });
    await large.waitFor();
    assert.ok((await large.getByRole("img").boundingBox()).width > 900);
    await page.keyboard.press("Escape");
    await large.waitFor({ state: "detached" });
    assert.equal(await dialog().count(), 1, "the reader is still there");
    assert.equal(await page.evaluate(() => reader.shadowRoot.activeElement.alt), "Boats at the quay");
    await image.click();
    await button("Close image").click();
    await large.waitFor({ state: "detached" });
    await image.click();
    await large.click({ position: { x: 20, y: 400 } });
    await large.waitFor({ state: "detached" });
  });

  test("the article does not move when its images come", async () => {
    let release;
    const held = new Promise((done) => (release = done));
    await page.route("**/picture.svg", async (route) => {
      await held;
      await route.continue();
    });
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({ type: "layout-shift", buffered: true });
    });
    await open("/short");
    const image = button("Boats at the quay");
    await image.scrollIntoViewIfNeeded();
    const before = await image.boundingBox();
    assert.ok(before.height > 300, "its place is kept");
    release();
    await image.evaluate((image) => image.decode());
    assert.deepEqual(await image.boundingBox(), before);
    assert.ok((await page.evaluate(() => window.shift)) <= 0.02);
  });

  test("a wide table scrolls in a region of its own, which the keyboard reaches", async () => {
    await page.setViewportSize({ width: 320, height: 700 });
    await open("/long");
    const region = page.getByRole("region", { name: "Rainfall in millimeters, May to September" });
    assert.equal(await region.getAttribute("tabindex"), "0");
    assert.ok(await region.evaluate((region) => region.scrollWidth > region.clientWidth));
    assert.equal(await dialog().evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth), 0, "the page does not");
  });

  test("an embed is a link to what it would show, and nothing of it is loaded", async () => {
    await open("/short");
    await page.getByRole("link", { name: "A film of the boats" }).scrollIntoViewIfNeeded();
    assert.equal(await page.locator("article-reader iframe").count(), 0);
    assert.deepEqual(t.foreign, []);
  });
});

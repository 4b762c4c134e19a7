// The print preview of long articles: it answers while it is made, has a rail of small sheets, and keeps the place.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { long } from "./support/articles.mjs";
import { HOST, laidOut, preview, sheetsOf } from "./support/preview.mjs";
import { readerTests } from "./support/reader.mjs";

/** So many times slower than this machine: a phone. */
const SLOW = 6;
/** By how many CSS pixels a text may reach into the margin below it. */
const OVERHANG = 0.5;
/** What a rail may have painted: a screenful and a few. */
const MOST_PAINTED = 20;

const t = readerTests({ "/": HOST }, { viewport: { width: 1200, height: 800 }, locale: "en-GB" });
let page;
beforeEach(() => {
  page = t.page;
  return page.goto(t.server.url);
});

const position = () => page.getByText(/^Page \d+ of \d+$/);
const label = (locator) => locator.getAttribute("aria-label");
const choose = async (name, option) => {
  await page.getByRole("combobox", { name }).selectOption(option);
  return laidOut(page);
};

test("a hundred pages: the first at once, and keys are answered while the rest is laid out", async () => {
  await page.evaluate((html) => document.querySelector("article-reader").open(html), long(160));
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.longest = Math.max(window.longest, entry.duration)))).observe({ type: "longtask" });
    window.told = [];
    const root = document.querySelector("article-reader").shadowRoot;
    new MutationObserver(() => {
      for (const element of root.querySelectorAll(".preview .position, .preview [role=status]")) {
        const text = element.textContent;
        if (text && !window.told.includes(text)) window.told.push(text);
      }
    }).observe(root, { subtree: true, childList: true, characterData: true });
  });
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: SLOW });
  const started = Date.now();
  await page.getByRole("button", { name: "Print preview" }).click();
  const frame = page.frameLocator("article-reader iframe");
  await frame.getByRole("group", { name: /^Page 1\b/ }).waitFor();
  const first = Date.now() - started;
  await page.keyboard.press("PageDown");
  await page.getByText(/^\d+ pages$/).waitFor({ timeout: 60_000 });
  const all = Date.now() - started;
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const pages = await frame.locator(".sheet").count();
  const { told, longest } = await page.evaluate(() => ({ told, longest }));
  assert.ok(pages >= 100, `${pages} pages`);
  const steps = ["Page 1", /^Laying out … \d+ pages so far$/, "Page 2", /^Laying out … \d0 pages so far$/, `Page 2 of ${pages}`, `${pages} pages`];
  let from = 0;
  for (const step of steps) {
    const at = told.findIndex((text, index) => index >= from && (text === step || (step.test?.(text) ?? false)));
    assert.ok(at >= 0, `${step} in its turn: ${told.slice(-6).join(", ")}`);
    from = at;
  }
  assert.equal(await label(frame.locator(".sheet").last()), `Page ${pages} of ${pages}`);
  const over = Math.max(...(await sheetsOf(frame)).map((sheet) => sheet.over));
  assert.ok(over < OVERHANG, `scrolling meanwhile spoils no sheet: ${over}`);
  console.log(`${pages} pages, ${SLOW} times slowed down: first after ${first} ms, all after ${all} ms, longest task ${longest} ms`);
});

test("a rail of small sheets: painted where one looks, walked by key, the sheet that is read marked", async () => {
  const frame = await preview(page, long(80));
  const rail = frame.getByRole("navigation", { name: "Pages" });
  const pages = await frame.locator(".sheet").count();
  const names = await rail.getByRole("button").evaluateAll((buttons) => buttons.map((button) => button.ariaLabel));
  assert.deepEqual(names, Array.from({ length: pages }, (_, at) => `Page ${at + 1}`));
  const current = () => label(rail.locator("[aria-current]"));
  const button = (name) => rail.getByRole("button", { name, exact: true });
  const isPainted = (name) => button(name).evaluate((button) => button.parentElement.querySelector(".small") !== null);
  const painted = () => rail.locator(".small").count();
  assert.equal(await current(), "Page 1");
  assert.ok((await isPainted("Page 1")) && !(await isPainted(`Page ${pages}`)));
  assert.ok((await painted()) > 2 && (await painted()) < MOST_PAINTED, `${await painted()} are painted`);

  await button("Page 4").click();
  assert.equal(await position().textContent(), `Page 4 of ${pages}`);
  const top = () => frame.getByRole("group", { name: /^Page 6 of/ }).evaluate((sheet) => sheet.getBoundingClientRect().top);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await current(), "Page 6");
  assert.equal(await label(frame.locator(":focus")), "Page 6");
  assert.ok(Math.abs(await top()) < 40, "the sheet itself is shown");
  await page.keyboard.press("ArrowUp");
  assert.equal(await current(), "Page 5");
  await page.keyboard.press("End");
  assert.equal(await label(frame.locator(":focus")), `Page ${pages}`);
  assert.ok(await isPainted(`Page ${pages}`), "at once, not when the scrolling is told");
  assert.ok((await painted()) < MOST_PAINTED && !(await isPainted("Page 1")), "what is out of sight is let go");
  assert.equal(await rail.locator("[tabindex='0']").count(), 1, "one stop of the tab key");

  await frame.getByRole("group", { name: /^Page 30 of/ }).evaluate((sheet) => sheet.scrollIntoView());
  await rail.locator("[aria-current][aria-label='Page 30']").waitFor();
  const [box, view] = [await button("Page 30").boundingBox(), await rail.boundingBox()];
  assert.ok(box.y >= view.y && box.y + box.height <= view.y + view.height, "it is in sight");

  // The small sheets are pictures: nothing in them is there for keys or for who listens.
  const inert = await rail.locator(".small").evaluateAll((sheets) => sheets.every((sheet) => sheet.inert && sheet.ariaHidden === "true" && !sheet.role));
  assert.ok(inert);
});

test("a short article has no rail, and a narrow window shows none", async () => {
  const frame = await preview(page, long(3));
  assert.equal(await frame.getByRole("button").count(), 0);
  await choose("Paper", "A5");
  await choose("Text size", "16");
  assert.ok(await frame.getByRole("button", { name: "Page 3" }).isVisible());
  await page.setViewportSize({ width: 640, height: 800 });
  await frame.getByRole("button", { name: "Page 3" }).waitFor({ state: "hidden" });
  const box = await frame.getByRole("group", { name: /^Page 1 of/ }).boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 640, "the sheet has the room");
});

test("what one reads stays in sight when a choice changes, and comes back when it is taken back", async () => {
  const frame = await preview(page, long(60));
  const sheet = (at) => frame.getByRole("group", { name: new RegExp(`^Page ${at} of`) });
  const dense = async (at) => (await sheet(at).locator(".columns").textContent()).replace(/\s+/g, "");
  await sheet(20).evaluate((sheet) => sheet.scrollIntoView());
  await page.getByText(/^Page 20 of/).waitFor();
  const words = (await dense(20)).slice(0, 40);
  for (const [name, option, usual] of [["Text size", "14", "11"], ["Paper", "A5", "A4"], ["Columns", "2", "1"], ["Margins", "Wide", "Normal"]]) {
    await choose(name, option);
    const at = Number((await position().textContent()).match(/\d+/)[0]);
    assert.ok((await dense(at)).includes(words), `${name}: page ${at} has what page 20 began with`);
    const seen = await sheet(at).evaluate((sheet) => sheet.getBoundingClientRect().top);
    assert.ok(Math.abs(seen) < 100, `${name}: page ${at} is in sight, at ${seen}`);
    await choose(name, usual);
    assert.match(await position().textContent(), /^Page 20 of/, `${name} as before`);
  }
  for (const zoom of ["200%", "50%", "Fit"]) {
    await choose("Zoom", zoom);
    await page.getByText(/^Page 20 of/).waitFor();
    assert.ok(await sheet(20).evaluate((sheet) => sheet.getBoundingClientRect().top < innerHeight && sheet.getBoundingClientRect().bottom > 0), `${zoom}: page 20 is in sight`);
  }
});

test("nothing but the sheets is printed", async () => {
  const frame = await preview(page, long(20));
  assert.ok(await frame.getByRole("navigation").isVisible());
  await page.emulateMedia({ media: "print" });
  const shown = await frame.locator("body > *").evaluateAll((children) => children.filter((child) => child.getClientRects().length).map((child) => child.className));
  assert.deepEqual(shown, ["sheets"]);
});

// The print preview as people use it: its choices, its keys, its good breaks, and what it prints.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { long } from "./support/articles.mjs";
import { watchErrors } from "./support/browser.mjs";
import { HOST, frameOf, laidOut, preview, printed, sheetsOf } from "./support/preview.mjs";
import { fixture, readerTests } from "./support/reader.mjs";

const sentences = (from, count) =>
  Array.from({ length: count }, (_, at) => `Sentence ${from + at} tells of the river and of the ${"people ".repeat(1 + ((from + at) % 5))}beside it.`).join(" ");
/** Prose with headings, a long list, a table of many rows, code and a quotation: several pages of everything. */
const LONG = `<!doctype html><html lang=en><title>The long river</title><article><h1>The long river</h1>
  ${Array.from({ length: 9 }, (_, at) => `<h2>Bend ${at + 1}</h2><p>${sentences(at * 40, 14)}</p><p>${sentences(at * 40 + 14, 9)}</p><blockquote><p>${sentences(at * 40 + 23, 3)}</p></blockquote>`).join("")}
  <ol>${Array.from({ length: 30 }, (_, at) => `<li>Item ${at + 1}: ${sentences(500 + at, 1)}</li>`).join("")}</ol>
  <table><caption>Levels</caption><thead><tr><th>Day<th>Level<th>Remark</thead><tbody>${Array.from({ length: 70 }, (_, at) => `<tr><td>Day ${at + 1}<td>${100 + at}<td>${sentences(600 + at, 1)}</tr>`).join("")}</table>
  <p>${sentences(700, 20)}</p><pre>${Array.from({ length: 60 }, (_, at) => `line ${at + 1} of the program`).join("\n")}</pre><p>${sentences(800, 10)}</p></article>`;

/** One of everything that can be left out. */
const PARTS = `<!doctype html><html lang=en><title>Parts of a whole</title><meta property="og:site_name" content="The Daily Part"><meta property="og:url" content="https://part.example/whole">
  <meta property="og:description" content="All that an article can have beside its text, in one."><article><h1>Parts of a whole</h1>
  <p>${sentences(0, 12)} See <a href="https://part.example/first">the first part</a>, <a href="https://part.example/second">the second</a> and <a href="https://part.example/first">the first again</a>.</p>
  <figure><img src="/missing.png" alt="A heron on one leg"><figcaption>A heron, waiting.</figcaption></figure>${[20, 40, 60, 80].map((at) => `<p>${sentences(at, 18)}</p>`).join("")}</article>`;

const t = readerTests({ "/": HOST }, { viewport: { width: 1000, height: 800 }, locale: "en-GB" });
let page;
beforeEach(() => {
  page = t.page;
  return page.goto(t.server.url);
});

/** The characters of a text, without white space. */
const dense = (text) => text.replace(/\s+/g, "");
const choose = async (name, option) => {
  await page.getByRole("combobox", { name }).selectOption(option);
  return laidOut(page);
};
const sizeOf = (locator) => locator.evaluate((sheet) => [sheet.offsetWidth, sheet.offsetHeight]);

test("sheets have names and a place in the order of keys", async () => {
  const frame = await preview(page, LONG);
  const names = await frame.getByRole("group").evaluateAll((groups) => groups.map((group) => group.ariaLabel));
  assert.deepEqual(names, names.map((_, at) => `Page ${at + 1} of ${names.length}`));
  assert.equal(await frame.locator(".strip:not([aria-hidden=true])").count(), 0);
  const focused = () => frame.locator(":focus").getAttribute("aria-label");
  const position = page.getByText(/^Page \d+ of \d+$/);

  await page.keyboard.press("PageDown"); // From the bar.
  assert.equal(await focused(), names[1]);
  await page.keyboard.press("PageDown");
  assert.equal(await focused(), names[2]);
  assert.equal(await position.textContent(), names[2]);
  await page.keyboard.press("PageUp");
  assert.equal(await focused(), names[1]);
  await page.keyboard.press("End");
  assert.equal(await focused(), names.at(-1));
  await page.keyboard.press("Home");
  assert.equal(await focused(), names[0]);
  assert.equal(await frame.locator(".sheet[tabindex='0']").count(), 1, "one stop of the tab key");
});

test("the page shown follows scrolling", async () => {
  const frame = await preview(page, LONG);
  await frame.getByRole("group", { name: /^Page 4 of/ }).evaluate((sheet) => sheet.scrollIntoView({ block: "center" }));
  await page.getByText(/^Page 4 of \d+$/).waitFor();
});

test("paper, orientation, margins, size and columns are as chosen, and kept", async () => {
  let frame = await preview(page, LONG);
  const first = () => frame.getByRole("group", { name: /^Page 1 of/ });
  const count = () => frame.getByRole("group").count();
  assert.deepEqual(await sizeOf(first()), [794, 1123]);
  const usual = await count();
  await choose("Paper", "Legal");
  assert.deepEqual(await sizeOf(first()), [816, 1344]);
  assert.ok((await count()) < usual);
  await choose("Paper", "A5");
  await choose("Orientation", "Landscape");
  assert.deepEqual(await sizeOf(first()), [794, 559]);
  assert.ok((await count()) > usual * 1.5);
  const wide = await count();
  await choose("Text size", "9");
  assert.ok((await count()) < wide);
  assert.equal(await frame.getByText(/^Sentence 14 tells/).first().evaluate((p) => getComputedStyle(p).fontSize), "12px");
  await choose("Margins", "Narrow");
  const left = () => frame.locator(".sheet .text").first().evaluate((text) => text.offsetLeft);
  assert.equal(await left(), 45);
  await choose("Columns", "2");
  const columns = await first().locator(".text").evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().left));
  assert.equal(columns.length, 2);
  assert.ok(columns[1] > columns[0] + 200, "side by side");

  await page.reload();
  frame = await preview(page, LONG);
  assert.deepEqual(await sizeOf(first()), [794, 559]);
  for (const [name, option] of [["Paper", "a5"], ["Text size", "9"], ["Margins", "narrow"], ["Columns", "2"]]) {
    assert.equal(await page.getByRole("combobox", { name }).inputValue(), option);
  }
});

test("choices last as long as the page where nothing can be stored", async () => {
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } }));
  await page.goto(t.server.url);
  const errors = watchErrors(page);
  await preview(page, PARTS);
  await choose("Paper", "A5");
  await page.getByRole("button", { name: "Back to the article" }).click();
  await page.getByRole("button", { name: "Print preview" }).click();
  assert.equal(await page.getByRole("combobox", { name: "Paper" }).inputValue(), "a5");
  assert.deepEqual(errors.filter((error) => !error.includes("404")), []);
});

test("what is switched off is not printed", async () => {
  const frame = await preview(page, PARTS);
  const shown = (text) => frame.getByText(text).first().isVisible();
  assert.ok(await shown("A heron, waiting."));
  assert.ok(await shown("A heron on one leg"), "an image that failed leaves its words");
  await page.getByRole("checkbox", { name: "Captions" }).uncheck();
  await laidOut(page);
  assert.equal(await shown("A heron, waiting."), false);

  // Not `innerText`, which is empty as long as the browser has not drawn the sheet.
  const strips = () => frame.locator(".strip").evaluateAll((strips) => strips.map((strip) => [...strip.children].filter((part) => getComputedStyle(part).display !== "none").map((part) => part.textContent).filter(Boolean).join("|")));
  const foot = async (at) => `https://part.example/whole|${await frame.locator(".sheet").nth(at).getAttribute("aria-label")}`;
  // The first sheet has no header: the article's head says the same.
  assert.deepEqual((await strips()).slice(0, 3), [await foot(0), "Parts of a whole|The Daily Part", await foot(1)]);
  assert.equal(await frame.getByText("The Daily Part").first().isVisible(), true);
  for (const name of ["Source", "Address", "Page numbers"]) await page.getByRole("checkbox", { name }).uncheck();
  await laidOut(page);
  assert.deepEqual((await strips()).slice(0, 3), ["", "Parts of a whole", ""]);
  await page.getByRole("checkbox", { name: "Date of printing" }).check();
  await laidOut(page);
  assert.match((await strips())[0], /20\d\d/);
});

test("the standfirst can be left out", async () => {
  const frame = await preview(page, fixture("long-read"));
  const standfirst = frame.getByText("How a village gauge").first();
  assert.ok(await standfirst.isVisible());
  await page.getByRole("checkbox", { name: "Standfirst" }).uncheck();
  await laidOut(page);
  assert.equal(await standfirst.isVisible(), false);
});

test("link addresses become numbered notes", async () => {
  const frame = await preview(page, PARTS);
  assert.equal(await frame.getByText("https://part.example/second").count() && (await frame.getByText("https://part.example/second").last().isVisible()), false);
  await choose("Link addresses", "As notes");
  const notes = await frame.locator(".notes li").evaluateAll((items) => items.map((item) => item.textContent));
  assert.deepEqual(notes, ["https://part.example/first", "https://part.example/second"]);
  assert.deepEqual(await frame.locator("sup.note").evaluateAll((marks) => marks.map((mark) => mark.textContent)), ["[1]", "[2]", "[1]"]);
  const text = (await printed(page, await page.context().newPage())).join("");
  assert.match(text, /the second\s*\[2\]/);
  assert.match(text, /https:\/\/part\.example\/second/);
});

test("images are small or none", async () => {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><rect width="900" height="600" fill="#48a"/></svg>`;
  await page.route("**/missing.png", (route) => route.fulfill({ contentType: "image/svg+xml", body: picture }));
  const frame = await preview(page, PARTS);
  const width = async () => (await frame.getByRole("img", { name: "A heron" }).boundingBox())?.width ?? 0;
  const full = await width();
  await choose("Images", "Small");
  assert.ok((await width()) <= full / 2 + 1 && (await width()) > 20);
  await choose("Images", "None");
  assert.equal(await frame.getByRole("img", { name: "A heron" }).count(), 0);
  assert.ok(await frame.getByText("A heron, waiting.").isVisible());
});

test("zoom, by list and by key, and two sheets side by side change no layout", async () => {
  const frame = await preview(page, LONG);
  const count = await frame.getByRole("group").count();
  const box = (at) => frame.getByRole("group", { name: new RegExp(`^Page ${at} of`) }).boundingBox();
  await choose("Zoom", "50%");
  assert.ok(Math.abs((await box(1)).width - 397) < 1);
  await page.keyboard.press("Escape"); // Not yet typed anywhere: leaves the preview.
  await page.getByRole("button", { name: "Print preview" }).click();
  await laidOut(page);
  assert.ok(Math.abs((await box(1)).width - 397) < 1, "the zoom is kept");
  await page.keyboard.press("+");
  assert.equal(await page.getByRole("combobox", { name: "Zoom" }).inputValue(), "75");
  assert.ok(Math.abs((await box(1)).width - 595) < 1, `${(await box(1)).width}`);
  await page.keyboard.press("0");
  await page.getByRole("checkbox", { name: "Two pages side by side" }).check();
  const [first, second, third] = [await box(1), await box(2), await box(3)];
  assert.ok(second.x >= first.x + first.width && second.y === first.y && third.y > first.y);
  assert.ok(second.x + second.width <= 1000, "both fit");
  assert.equal(await frame.getByRole("group").count(), count);
  const height = await frameOf(page).evaluate(() => [document.documentElement.scrollHeight, document.querySelector(".sheet:last-child").getBoundingClientRect().bottom + scrollY]);
  assert.ok(height[0] - height[1] < 60, `no empty room below the last sheet (${height})`);
});

test("nothing of the article is lost or said twice at the cuts", async () => {
  const frame = await preview(page, LONG);
  const whole = await page.locator("article-reader article").evaluate((article) => article.textContent);
  const cut = await frame.locator(".sheet .text").evaluateAll((texts) =>
    texts.map((text) => {
      text.querySelectorAll("[aria-hidden], .note, .notes").forEach((repeated) => repeated.remove());
      return text.textContent;
    }).join(""),
  );
  assert.equal(dense(cut), dense(whole));
  const sheets = await frame.locator(".sheet").count();
  assert.ok(sheets >= 6, `${sheets} sheets`);
});

test("breaks are good ones: headings with their text, two lines at least, list numbers and table heads go on", async () => {
  const frame = await preview(page, LONG);
  const found = await frame.locator(".sheet .text").evaluateAll((texts) =>
    texts.map((text) => {
      const lines = (element) => {
        const range = element.ownerDocument.createRange();
        range.selectNodeContents(element);
        return new Set([...range.getClientRects()].map((rect) => Math.round(rect.bottom))).size;
      };
      const blocks = [...text.querySelectorAll("h1, h2, p, li, tr, pre")].filter((block) => !block.querySelector("p"));
      const last = blocks.at(-1);
      const ol = text.querySelector("ol");
      return {
        endsWithHeading: /^H\d$/.test(last.tagName),
        cut: [...text.querySelectorAll("p.cut, p.continued")].map(lines),
        list: ol && { start: ol.start, first: ol.querySelector("li:not(.continued)")?.textContent },
        rows: text.querySelectorAll("tbody tr").length,
        heads: text.querySelectorAll("thead tr").length,
      };
    }),
  );
  for (const sheet of found) {
    assert.equal(sheet.endsWithHeading, false);
    for (const lines of sheet.cut) assert.ok(lines >= 2, `${lines} line(s) alone`);
    if (sheet.rows) assert.equal(sheet.heads, 1, "each part of the table has its head");
  }
  const continued = found.filter((sheet) => sheet.list?.start > 1);
  for (const { list } of continued) assert.match(list.first, new RegExp(`^Item ${list.start}:`));
  assert.ok(found.filter((sheet) => sheet.rows).length > 1 && found.some((sheet) => sheet.cut.length), "there was something to cut");
});

test("Print prints the frame; Escape goes back to where one was reading", async () => {
  await page.evaluate((html) => document.querySelector("article-reader").open(html), LONG);
  const bend = page.getByRole("heading", { name: "Bend 5" });
  await bend.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const before = (await bend.boundingBox()).y;
  await page.keyboard.press("Control+p");
  const frame = page.frameLocator("article-reader iframe");
  await frame.getByRole("group", { name: /^Page 1 of/ }).waitFor();
  const handle = page.frames().find((candidate) => candidate !== page.mainFrame());
  await handle.evaluate(() => (window.print = () => (document.documentElement.dataset.printed = "yes")));
  await page.getByRole("button", { name: "Print", exact: true }).click();
  assert.equal(await handle.evaluate(() => document.documentElement.dataset.printed), "yes");
  assert.equal(await handle.evaluate(() => document.title), "The long river");
  await frame.locator("body").press("Escape"); // From inside the frame.
  await bend.waitFor();
  assert.ok(Math.abs((await bend.boundingBox()).y - before) < 2);
  assert.equal(await page.evaluate(() => document.querySelector("article-reader").shadowRoot.activeElement.ariaLabel), "Print preview");
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("dialog").count(), 0);
});

test("Control+P prints the sheets, from the frame and from around it, all of them", async () => {
  await page.evaluate((html) => document.querySelector("article-reader").open(html), long(60));
  await page.keyboard.press("Control+p");
  const frame = page.frameLocator("article-reader iframe");
  await frame.getByRole("group", { name: /^Page 1\b/ }).waitFor();
  const handle = frameOf(page);
  await handle.evaluate(() => {
    window.prints = [];
    window.print = () => window.prints.push(document.querySelector(".sheet:last-child").ariaLabel);
  });
  await page.keyboard.press("Control+p"); // Maybe before the last sheet is there.
  await frame.locator("body").press("Control+p");
  const prints = await handle.evaluate(() => window.prints);
  const last = await frame.locator(".sheet").last().getAttribute("aria-label");
  assert.deepEqual(prints, [last, last]);
  assert.match(last, /^Page (\d+) of \1$/);
});

test("images that fail leave their words, and end the waiting", async () => {
  const frame = await preview(page, fixture("photo-essay"));
  assert.ok((await frame.locator("figcaption").count()) > 0);
  await page.waitForTimeout(500);
  const sheets = await frame.locator(".sheet").elementHandles();
  await page.waitForTimeout(500);
  assert.ok(await sheets[0].evaluate((sheet) => sheet.isConnected), "no layout is made again and again");
});

test("wide tables, long words, high rows and figures fit the sheet", async () => {
  const word = "donaudampfschifffahrtsgesellschaft".repeat(5);
  const html = `<!doctype html><html lang=en><title>Wide things</title><article><h1>Wide things</h1><p>${sentences(0, 20)} ${word}</p>
    <table><thead><tr>${"<th>Measurement</th>".repeat(16)}</tr></thead><tbody>${`<tr>${"<td>1234567890</td>".repeat(16)}</tr>`.repeat(12)}</tbody></table>
    <p>${sentences(30, 10)}</p><table><tbody><tr><td>Short</td><td>${sentences(0, 90)}</td></tr><tr><td>Short too</td><td>${sentences(100, 4)}</td></tr></tbody></table><pre>${"x".repeat(400)}</pre><p>${sentences(60, 9)}</p></article>`;
  const frame = await preview(page, html);
  const out = await frame.locator(".sheet").evaluateAll((sheets) =>
    sheets.flatMap((sheet) => {
      const box = sheet.querySelector(".text").getBoundingClientRect();
      return [...sheet.querySelectorAll(".text *")].filter((element) => element.getBoundingClientRect().right > box.right + 1 || element.scrollWidth > element.clientWidth + 1 && element.clientWidth).map((element) => `${sheet.ariaLabel}: ${element.localName}`);
    }),
  );
  assert.deepEqual(out, []);
  for (const sheet of await sheetsOf(frame)) assert.ok(sheet.over < 1, `${sheet.name} is too full by ${sheet.over}`);
  assert.ok(dense((await printed(page, await page.context().newPage())).join("")).includes(dense(sentences(80, 9))), "nothing of the high row is lost");
});

test("every theme prints black on white", async () => {
  await page.evaluate(() => localStorage.setItem("article-reader.settings", '{"theme":"dark"}'));
  const frame = await preview(page, LONG);
  const colors = await frame.locator(".sheet").first().evaluate((sheet) => [getComputedStyle(sheet).backgroundColor, getComputedStyle(sheet.querySelector("p:not([class])")).color]);
  assert.deepEqual(colors, ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
});

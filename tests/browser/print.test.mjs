// The print preview: its sheets are the pages that come out of the printer, with the article and nothing else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { pdfPages } from "./support/pdf.mjs";
import { ROOT, serve } from "./support/server.mjs";

const fixture = (slug) => readFileSync(join(ROOT, "tests/pages", slug, "page.html"), "utf8");
const HOST = `<!doctype html><title>Host</title><style>@page{size:A5 landscape}@media print{*{visibility:hidden}}body{transform:scale(.9)}</style>
  <script type=module>import "/element/define.js"</script><h1>Host page</h1><article-reader></article-reader>`;
const sentences = (from, count) =>
  Array.from({ length: count }, (_, at) => `Sentence ${from + at} tells of the river and of the ${"people ".repeat(1 + ((from + at) % 5))}beside it.`).join(" ");
/** Prose with headings, a long list, a table of many rows, code and a quotation: several pages of everything. */
const LONG = `<!doctype html><html lang=en><title>The long river</title><article><h1>The long river</h1>
  ${Array.from({ length: 9 }, (_, at) => `<h2>Bend ${at + 1}</h2><p>${sentences(at * 40, 14)}</p><p>${sentences(at * 40 + 14, 9)}</p><blockquote><p>${sentences(at * 40 + 23, 3)}</p></blockquote>`).join("")}
  <ol>${Array.from({ length: 30 }, (_, at) => `<li>Item ${at + 1}: ${sentences(500 + at, 1)}</li>`).join("")}</ol>
  <table><caption>Levels</caption><thead><tr><th>Day<th>Level<th>Remark</thead><tbody>${Array.from({ length: 70 }, (_, at) => `<tr><td>Day ${at + 1}<td>${100 + at}<td>${sentences(600 + at, 1)}</tr>`).join("")}</table>
  <p>${sentences(700, 20)}</p><pre>${Array.from({ length: 60 }, (_, at) => `line ${at + 1} of the program`).join("\n")}</pre><p>${sentences(800, 10)}</p></article>`;

let browser, server, page;
before(async () => {
  browser = await launch();
  server = await serve({ pages: { "/": HOST, "/favicon.ico": "" } });
});
after(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await page.route((url) => url.hostname !== "127.0.0.1", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(server.url);
});

async function preview(html) {
  await page.evaluate((html) => document.querySelector("article-reader").open(html), html);
  await page.getByRole("button", { name: "Print preview" }).click();
  await page.getByText(/^\d+ pages?$/).waitFor();
  await page.waitForLoadState("networkidle");
  return page.frameLocator("article-reader iframe");
}

/** The characters of a text, without white space. */
const dense = (text) => text.replace(/\s+/g, "");

/** How often each character is more often in the first text than in the second. */
function difference(first, second) {
  const counts = {};
  for (const c of dense(first)) counts[c] = (counts[c] ?? 0) + 1;
  for (const c of dense(second)) counts[c] = (counts[c] ?? 0) - 1;
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count));
}

/** What the frame alone prints. Playwright prints pages only: the frame's document is moved, as it is, to one. */
async function printed() {
  const handle = page.frames().find((candidate) => candidate !== page.mainFrame());
  const { html, css } = await handle.evaluate(() => ({
    html: document.documentElement.outerHTML,
    css: document.adoptedStyleSheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join("\n")).join("\n"),
  }));
  const paper = await browser.newPage();
  await paper.setContent(`<!doctype html>${html}`);
  // What is no text of the article: list markers, dots between facts, and the line at the foot.
  await paper.addStyleTag({ content: `${css} li{list-style:none!important}.foot{visibility:hidden}.fact::before{content:none!important}` });
  const pdf = await paper.pdf({ preferCSSPageSize: true });
  await paper.close();
  return pdfPages(pdf);
}

for (const [name, html] of [["everything", LONG], ["a fixture", fixture("long-read")], ["right to left", fixture("arabic-rtl")], ["CJK", fixture("japanese-ruby")]]) {
  for (const paper of ["A4", "Letter"]) {
    test(`${name} on ${paper}: the sheets are the pages`, async () => {
      const frame = await preview(html);
      await page.getByRole("combobox", { name: "Paper" }).selectOption(paper);
      const sheets = await frame.getByRole("group").evaluateAll((groups) =>
        groups.map((group) => {
          const text = group.querySelector(".text");
          return { name: group.ariaLabel, text: text.textContent, over: text.getBoundingClientRect().bottom - group.querySelector(".foot").getBoundingClientRect().top };
        }),
      );
      assert.deepEqual(sheets.map((sheet) => sheet.name), sheets.map((_, at) => `Page ${at + 1} of ${sheets.length}`));
      for (const sheet of sheets) assert.ok(sheet.over <= 0, `${sheet.name} ends above its foot (${sheet.over})`);
      const pages = await printed();
      assert.equal(pages.length, sheets.length);
      if (name === "right to left" || name === "CJK") return; // pdftotext orders bidirectional text and ruby its own way.
      sheets.forEach((sheet, at) => {
        assert.deepEqual(difference(pages[at], sheet.text), {}, sheet.name);
      });
    });
  }
}

test("nothing of the article is lost or said twice at the cuts", async () => {
  const frame = await preview(LONG);
  const whole = await page.locator("article-reader article").evaluate((article) => article.textContent);
  const cut = await frame.locator(".text").evaluateAll((texts) =>
    texts.map((text) => {
      text.querySelectorAll("[aria-hidden]").forEach((repeated) => repeated.remove());
      return text.textContent;
    }).join(""),
  );
  assert.equal(dense(cut), dense(whole));
  const sheets = await frame.locator(".sheet").count();
  assert.ok(sheets >= 6, `${sheets} sheets`);
});

test("breaks are good ones: headings with their text, two lines at least, list numbers and table heads go on", async () => {
  const frame = await preview(LONG);
  const found = await frame.locator(".text").evaluateAll((texts) =>
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

test("images that fail leave their words, and end the waiting", async () => {
  const frame = await preview(fixture("photo-essay"));
  const captions = await frame.locator("figcaption").count();
  assert.ok(captions > 0);
  await page.waitForTimeout(500);
  const sheets = await frame.locator(".sheet").elementHandles();
  await page.waitForTimeout(500);
  assert.ok(await sheets[0].evaluate((sheet) => sheet.isConnected), "no layout is made again and again");
});

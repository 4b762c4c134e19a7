// The print preview in a real window whose pixels are smaller than those of CSS, by the screen or by the browser's own
// zoom: lines break otherwise there than on paper, unless the preview sees to it. Needs Xvfb; headless browsers do not
// show the difference.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ARTICLES, PICTURE } from "./support/articles.mjs";
import { launch, launchWithExtension } from "./support/browser.mjs";
import { HOST, preview, printed, sheetsOf } from "./support/preview.mjs";
import { ROOT, serve } from "./support/server.mjs";

const DISPLAY = ":87";
const RATIO = 1.25;
const ZOOMS = [1.25, 1.5];
/** By how many CSS pixels a text may reach into the margin below it. */
const OVERHANG = 0.5;
/** Playwright's own way of drawing letters hides the difference; and it turns extensions off. */
const AS_USUAL = ["--font-render-hinting=none", "--disable-extensions"];
const missing = spawnSync("which", ["Xvfb"]).status !== 0 && "no Xvfb";

let server, display;
before(async () => {
  if (missing) return;
  display = spawn("Xvfb", [DISPLAY, "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], { stdio: "ignore" });
  await new Promise((started) => setTimeout(started, 1000));
  server = await serve({ pages: { "/": HOST, "/picture.svg": PICTURE, "/favicon.ico": "" } });
});
after(async () => {
  await server?.close();
  display?.kill();
});

const window = () => ({ headless: false, ignoreDefaultArgs: AS_USUAL, env: { ...process.env, DISPLAY } });
const characters = (text) => [...text.normalize("NFKC").replace(/\s+/g, "")].sort().join("");
const dense = (text) => text.replace(/\s+/g, "");

/** Whether what `page` shows of an article is what is printed, where a pixel of CSS is `ratio` of the screen. */
async function check(context, page, name, ratio) {
  assert.equal(await page.evaluate(() => devicePixelRatio), ratio);
  const paper = await context.newPage();
  await page.bringToFront();
  const sheets = await sheetsOf(await preview(page, ARTICLES[name].replaceAll('src="/', `src="${server.url}/`)));
  const pages = await printed(page, paper);
  assert.equal(pages.length, sheets.length);
  sheets.forEach((sheet, at) => {
    assert.ok(sheet.over / ratio < OVERHANG, `${sheet.name} is too full by ${sheet.over}`);
    assert.equal(characters(pages[at]), characters(sheet.text), sheet.name);
    assert.equal(dense(pages[at]).slice(-24), dense(sheet.text).slice(-24), sheet.name);
  });
  await paper.close();
}

test(`at ${RATIO} pixels a pixel the sheets are the pages`, { skip: missing }, async (context) => {
  const browser = await launch({
    ...window(),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", `--force-device-scale-factor=${RATIO}`],
  });
  for (const name of ["prose", "headings", "table", "footnotes", "ruby", "mixed"]) {
    await context.test(name, async () => {
      const shown = await browser.newContext({ viewport: null });
      const page = await shown.newPage();
      await page.goto(server.url);
      await check(shown, page, name, RATIO);
      await shown.close();
    });
  }
  await browser.close();
});

test("zoomed in the browser the sheets are the pages", { skip: missing }, async (context) => {
  // Only extensions can set that zoom; any will do.
  const browser = await launchWithExtension(join(ROOT, "www/dist/chromium"), { ...window(), viewport: null });
  for (const zoom of ZOOMS) {
    for (const name of ["prose", "table", "mixed"]) {
      await context.test(`${name} at ${zoom * 100} %`, async () => {
        const page = await browser.context.newPage();
        await page.goto(server.url);
        await page.bringToFront();
        await browser.worker.evaluate(async (zoom) => {
          const tabs = await chrome.tabs.query({ active: true });
          await Promise.all(tabs.map((tab) => chrome.tabs.setZoom(tab.id, zoom)));
        }, zoom);
        await page.waitForFunction((zoom) => devicePixelRatio === zoom, zoom);
        await check(browser.context, page, name, zoom);
        await page.close();
      });
    }
  }
  await browser.close();
});

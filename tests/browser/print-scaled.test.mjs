// The print preview in a real window whose pixels are smaller than those of CSS: lines break otherwise there than on
// paper, unless the preview sees to it. Needs Xvfb; headless browsers do not show the difference.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { ARTICLES, PICTURE } from "./support/articles.mjs";
import { launch } from "./support/browser.mjs";
import { HOST, preview, printed, sheetsOf } from "./support/preview.mjs";
import { serve } from "./support/server.mjs";

const DISPLAY = ":87";
const RATIO = 1.25;
const missing = spawnSync("which", ["Xvfb"]).status !== 0 && "no Xvfb";

let browser, server, display;
before(async () => {
  if (missing) return;
  display = spawn("Xvfb", [DISPLAY, "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], { stdio: "ignore" });
  await new Promise((started) => setTimeout(started, 1000));
  browser = await launch({
    headless: false,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", `--force-device-scale-factor=${RATIO}`],
    ignoreDefaultArgs: ["--font-render-hinting=none"],
    env: { ...process.env, DISPLAY },
  });
  server = await serve({ pages: { "/": HOST, "/picture.svg": PICTURE, "/favicon.ico": "" } });
});
after(async () => {
  await browser?.close();
  await server?.close();
  display?.kill();
});

const characters = (text) => [...text.normalize("NFKC").replace(/\s+/g, "")].sort().join("");
const dense = (text) => text.replace(/\s+/g, "");

for (const name of ["prose", "table", "mixed"]) {
  test(`${name}: sheets are pages at ${RATIO} pixels a pixel`, { skip: missing }, async () => {
    const context = await browser.newContext({ viewport: null });
    const [page, paper] = [await context.newPage(), await context.newPage()];
    await page.bringToFront();
    await page.goto(server.url);
    assert.equal(await page.evaluate(() => devicePixelRatio), RATIO);
    const frame = await preview(page, ARTICLES[name].replaceAll('src="/', `src="${server.url}/`));
    const sheets = await sheetsOf(frame);
    const pages = await printed(page, paper);
    assert.equal(pages.length, sheets.length);
    sheets.forEach((sheet, at) => {
      assert.ok(sheet.over < 1, `${sheet.name} is too full by ${sheet.over}`);
      assert.equal(characters(pages[at]), characters(sheet.text), sheet.name);
      assert.equal(dense(pages[at]).slice(-24), dense(sheet.text).slice(-24), sheet.name);
    });
    await context.close();
  });
}

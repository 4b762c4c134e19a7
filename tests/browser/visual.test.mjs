// How the reader looks: each picture as a coarse grid - how bright a cell is, and whether there is something in it -
// compared with the one in visual.json. A bar that is gone, a column that has moved or a theme that is another one
// shows. On machines with other fonts lines break elsewhere: there, which visual.json tells by the widths of some
// letters, only brightness and great changes count.
// `VISUAL=update node --test tests/browser/visual.test.mjs` takes new ones; the pictures themselves are then in
// target/visual, to be looked at.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { ARTICLES } from "./support/articles.mjs";
import { fixture, readerTests } from "./support/reader.mjs";
import { ROOT } from "./support/server.mjs";

const KEPT = join(ROOT, "tests/browser/visual.json");
const PICTURES = join(ROOT, "target/visual");
const UPDATES = process.env.VISUAL === "update";
/** Cells across and down; of each, the mean brightness and the range of brightness, 0 to 15, as hexadecimal digits. */
const [ACROSS, DOWN] = [32, 24];
/** Largest mean difference of brightness; largest part of the cells whose range may differ by more than FAR. */
const [MEAN, PART, FAR] = [0.6, 0.05, 7];
/** The same part where the fonts are other ones. */
const OTHER_FONTS_PART = 0.3;

const kept = UPDATES ? {} : JSON.parse(readFileSync(KEPT, "utf8"));
const seen = {};

const t = readerTests({
  "/long": fixture("long-read"), "/korean": fixture("korean-news"), "/arabic": fixture("arabic-rtl"),
  "/table": ARTICLES.table, "/code": ARTICLES.code, "/vertical": ARTICLES.cjk,
}, { viewport: { width: 960, height: 720 } });
let page;
beforeEach(() => (page = t.page));
after(() => {
  if (UPDATES) writeFileSync(KEPT, `${JSON.stringify(seen, null, 1)}\n`);
});

/** What is on the page, a line of digits for each row of cells. */
async function look(name) {
  await page.evaluate(() => document.fonts.ready);
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  if (UPDATES) {
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(join(PICTURES, `${name}.png`), picture);
  }
  const blank = await t.context.newPage();
  const grid = await blank.evaluate(async ([data, across, down]) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const rows = [];
    for (let row = 0; row < down; row++) {
      let digits = "";
      for (let column = 0; column < across; column++) {
        const [x, y] = [Math.floor((column * image.width) / across), Math.floor((row * image.height) / down)];
        const { data } = context.getImageData(x, y, Math.ceil(image.width / across), Math.ceil(image.height / down));
        let [sum, least, most] = [0, 255, 0];
        for (let at = 0; at < data.length; at += 4) {
          const brightness = 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
          sum += brightness;
          least = Math.min(least, brightness);
          most = Math.max(most, brightness);
        }
        for (const value of [sum / (data.length / 4), most - least]) digits += Math.min(15, Math.floor(value / 16)).toString(16);
      }
      rows.push(digits);
    }
    return rows;
  }, [picture.toString("base64"), ACROSS, DOWN]);
  await blank.close();
  return grid;
}

/** How far two grids are from each other: the mean of brightness, and the part of cells that hold something else. */
function distance(one, other) {
  const digits = (grid) => [...grid.join("")].map((digit) => Number.parseInt(digit, 16));
  const others = digits(other);
  const differences = digits(one).map((digit, at) => Math.abs(digit - others[at]));
  const [means, ranges] = [0, 1].map((which) => differences.filter((_, at) => at % 2 === which));
  return { mean: means.reduce((sum, mean) => sum + mean, 0) / means.length, part: ranges.filter((range) => range > FAR).length / ranges.length };
}
const isNear = ({ mean, part }, fonts) => mean <= MEAN && part <= (fonts === kept.fonts ? PART : OTHER_FONTS_PART);

/** The widths of some letters, which tell this machine's fonts from others. */
const fonts = () => page.evaluate(() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  return ["serif", "system-ui", "monospace"].map((family) => ((context.font = `40px Charter, ${family}`), Math.round(context.measureText("Hamburg 한글 かな عربي").width))).join();
});

async function compare(name) {
  const grid = await look(name);
  seen.fonts ??= await fonts();
  seen[name] = grid;
  if (UPDATES) return;
  assert.ok(kept[name], `there is no picture of ${name} yet`);
  const found = distance(grid, kept[name]);
  assert.ok(isNear(found, seen.fonts), `${name} looks otherwise: ${JSON.stringify(found)}\n${grid.join("\n")}`);
}

const set = (settings) => page.evaluate((settings) => (localStorage["article-reader.settings"] = JSON.stringify(settings)), settings);
async function show(path, settings = {}) {
  await t.load();
  await set(settings);
  await page.evaluate((path) => window.read(path), path);
}

for (const theme of ["light", "sepia", "gray", "dark", "black", "contrast"]) {
  test(`the theme ${theme}`, async () => {
    await show("/long", { theme });
    await compare(`theme-${theme}`);
  });
}

test("a phone: the article, its settings, a table", async () => {
  page = await t.renew({ viewport: { width: 360, height: 740 } });
  await show("/long");
  await compare("phone");
  await t.button("Text and theme").click();
  await compare("phone-settings");
  await show("/table");
  await page.locator("article-reader table").first().evaluate((element) => element.scrollIntoView());
  await compare("phone-table");
});

test("320 pixels at 400 %", async () => {
  page = await t.renew({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  await show("/long");
  await compare("reflow");
});

for (const name of ["korean", "arabic", "table", "code"]) {
  test(name, async () => {
    await show(`/${name}`);
    if (name === "table" || name === "code") {
      await page.locator(`article-reader ${name === "table" ? "table" : "pre"}`).first().evaluate((element) => element.scrollIntoView());
    }
    await compare(name);
  });
}

test("Japanese from top to bottom", async () => {
  await show("/vertical", { writing: "vertical" });
  await compare("vertical");
});

test("the settings", async () => {
  await show("/long");
  await t.button("Text and theme").click();
  await compare("settings");
});

test("the print preview: in a light theme, in a dark one, on a phone", async () => {
  const preview = async (name, theme) => {
    await show("/long", { theme });
    await t.button("Print preview").click();
    await page.getByText(/^\d+ pages$/).waitFor();
    await compare(name);
  };
  await preview("print", "light");
  await preview("print-dark", "dark");
  page = await t.renew({ viewport: { width: 360, height: 740 } });
  await preview("print-phone", "light");
});

test("from right to left, interface and sheets too", async () => {
  page = await t.renew({ locale: "ar" });
  await show("/arabic");
  await page.locator("article-reader [data-action=settings]").click();
  await compare("arabic-settings");
  await page.keyboard.press("Escape");
  await page.locator("article-reader [data-action=print]").click();
  await page.locator("article-reader .preview .live").waitFor({ state: "attached" });
  await compare("arabic-print");
});

test("another theme, and a text that stands elsewhere, would be seen", async () => {
  await show("/long", { theme: "gray" });
  const here = seen.fonts;
  const gray = await look("gray");
  if (!UPDATES) assert.ok(!isNear(distance(gray, kept["theme-light"]), here), "gray is not light");
  await page.evaluate(() => reader.shadowRoot.querySelector(".article").style.setProperty("translate", "120px"));
  const moved = distance(await look("moved"), gray);
  assert.ok(moved.part > PART, JSON.stringify(moved));
});

// Accessibility as axe-core sees it: in every theme, with every panel open, with a footnote, a large image, and the
// print preview; on a phone, and from right to left. And the contrast of all text, measured.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, test } from "node:test";
import { fixture, readerTests } from "./support/reader.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const THEMES = ["As the system", "Light", "Sepia", "Gray", "Dark", "Black", "High contrast", "Own colors"];
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="teal"/></svg>';
const sentences = (part) => Array.from({ length: 9 }, (_, at) => `<p>On day ${part}.${at} the tide was out when boat ${at} came in, and nobody on the quay had slept. The harbor master counted twice.</p>`).join("");
/** One of everything that can be opened, and that has a color. */
const ALL = `<!doctype html><html lang=en><title>Quay</title><meta name=author content="Ada Finch"><article><h1>The quay at dawn</h1>${sentences(1)}
  <h2>Boats</h2><p>They came<sup id=r1><a href="#n1">1</a></sup> in <mark>twos</mark>, with <code>code</code> and <a href="https://a.example/">a link</a>.</p>
  <blockquote><p>Nobody had slept. <cite>The master</cite></p></blockquote><pre><code>let boats = 2;</code></pre>
  <figure><img src="/picture.svg" width=800 height=600 alt="Boats at the quay"><figcaption>Boats</figcaption></figure>
  <h2>Films</h2>${sentences(2)}<iframe src="https://films.example/1" title="A film of the boats" allowfullscreen></iframe>
  <table><caption>Boats by day</caption><tr><th>Day<th>Boats<tr><td>1<td>12</table>${sentences(3)}
  <ol><li id=n1>At six. <a href="#r1">↩</a></li></ol></article>`;

const t = readerTests({
  "/all": ALL, "/arabic": fixture("arabic-rtl"), "/korean": fixture("korean-news"),
  "/picture.svg": { body: PICTURE, headers: { "Content-Type": "image/svg+xml" } },
}, { viewport: { width: 1000, height: 900 } });
const { button } = t;
let page;
beforeEach(() => (page = t.page));

async function open(path) {
  await t.open(path);
  await page.evaluate(AXE);
}

/** What axe finds, a line each. */
const violations = () => page.evaluate(async () => {
  // The rule on skip links takes the first footnote for one, and looks for its target in the document alone.
  const { violations } = await axe.run(document, { resultTypes: ["violations"], rules: { "skip-link": { enabled: false } } });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.any.map((check) => check.message).join("; ").slice(0, 160)}`));
});

/** Texts in sight of the reader whose contrast with what is painted behind them is below 4.5, with their contrast. */
const faint = () => page.evaluate(() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const root = reader.shadowRoot;
  /** What comes out when these colors are painted one over the other. */
  const painted = (colors) => {
    context.clearRect(0, 0, 1, 1);
    for (const [color, alpha] of colors) {
      context.globalAlpha = alpha;
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const luminance = (rgb) => rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element?.checkVisibility({ visibilityProperty: true }) || element.closest("style, .live, select")) continue;
    const around = [];
    for (let above = element; above; above = above.parentElement) around.unshift([getComputedStyle(above).backgroundColor, 1]);
    const paper = painted([["#fff", 1], ...around]);
    const alpha = Number(getComputedStyle(element).opacity);
    const ink = painted([[`rgb(${paper})`, 1], [getComputedStyle(element).color, alpha]]);
    const [dark, light] = [luminance(paper), luminance(ink)].sort((one, other) => one - other);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) found.push(`${contrast.toFixed(2)}: ${element.className || element.localName} “${walker.currentNode.data.trim().slice(0, 30)}”`);
  }
  return found;
});

/** Each state of the reader that looks different, one after the other. */
async function* states() {
  yield "the article";
  for (const name of ["Contents", "Text and theme"]) {
    await button(name).click();
    if (name === "Text and theme") await page.getByText("Export or import").click();
    yield name;
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("?");
  yield "shortcuts";
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "1", exact: true }).first().click();
  yield "a footnote";
  await page.keyboard.press("Escape");
  await button("Boats at the quay").click();
  yield "a large image";
  await page.keyboard.press("Escape");
  await button("Print preview").click();
  await page.getByText(/^\d+ pages?$/).waitFor();
  for (const frame of page.frames()) await frame.evaluate(AXE);
  yield "the print preview";
}

describe("axe finds nothing, and all text has a contrast of 4.5,", () => {
  for (const theme of THEMES) {
    test(`in the theme “${theme}”`, async () => {
      await open("/all");
      await button("Text and theme").click();
      await page.getByRole("radio", { name: theme, exact: true }).check();
      await page.keyboard.press("Escape");
      for await (const state of states()) {
        assert.deepEqual(await violations(), [], state);
        assert.deepEqual(await faint(), [], state);
      }
    });
  }

  test("in the system's dark, and with more contrast", async () => {
    page = await t.renew({ colorScheme: "dark" });
    await open("/all");
    assert.deepEqual([...(await violations()), ...(await faint())], []);
    await page.emulateMedia({ contrast: "more" });
    assert.deepEqual([...(await violations()), ...(await faint())], []);
  });

  test("on a phone", async () => {
    page = await t.renew({ viewport: { width: 360, height: 740 } });
    await open("/all");
    for await (const state of states()) assert.deepEqual(await violations(), [], state);
  });

  for (const [locale, path] of [["ar", "/arabic"], ["ko", "/korean"]]) {
    test(`in ${locale}, interface and article`, async () => {
      page = await t.renew({ locale });
      await open(path);
      assert.deepEqual(await violations(), []);
      await page.locator("article-reader [data-action=settings]").click();
      assert.deepEqual(await violations(), []);
    });
  }
});

test("they do look", async () => {
  await open("/all");
  await page.evaluate(() => {
    const print = reader.shadowRoot.querySelector("[data-action=print]");
    print.removeAttribute("aria-label");
    print.removeAttribute("title");
    reader.style.setProperty("--article-reader-muted", "#aaa");
  });
  assert.match((await violations()).join("\n"), /button-name/);
  assert.match((await faint()).join("\n"), /^2\.\d+: .*“/m);
});

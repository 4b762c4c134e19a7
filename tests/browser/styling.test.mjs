// The reader as a part of someone's page: its parts, custom properties and slots; and what the system wishes - its own
// colors, less motion - goes before all of it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { fixture, readerTests } from "./support/reader.mjs";

const t = readerTests({ "/long": fixture("long-read") });
const { button, open } = t;
let page;
beforeEach(() => (page = t.page));

const styleOf = (locator, ...names) =>
  locator.evaluate((element, names) => Object.fromEntries(names.map((name) => [name, getComputedStyle(element)[name]])), names);
const within = (selector) => page.locator(`article-reader ${selector}`).first();

describe("a page can style", () => {
  /** Gives the host page a style sheet. */
  const styles = (css) => page.evaluate((css) => document.head.appendChild(document.createElement("style")).append(css), css);

  test("by parts", async () => {
    await open("/long");
    await styles("article-reader::part(title){color:rgb(1, 2, 3)} article-reader::part(toolbar){padding:20px} h1{color:red!important}");
    assert.equal((await styleOf(page.getByRole("heading", { level: 1, name: "The machine" }), "color")).color, "rgb(1, 2, 3)");
    assert.equal((await styleOf(within(".toolbar"), "paddingTop")).paddingTop, "20px");
  });

  test("by custom properties, which what the reader has set goes before", async () => {
    await open("/long");
    await styles("article-reader{--article-reader-font:monospace;--article-reader-measure:20em;--article-reader-line-height:2;--article-reader-background:rgb(9, 9, 9)}");
    const paragraph = within(".body p");
    assert.deepEqual(await styleOf(paragraph, "fontFamily", "lineHeight"), { fontFamily: "monospace", lineHeight: "40px" });
    assert.equal((await styleOf(within(".article"), "maxInlineSize")).maxInlineSize, "400px");
    assert.equal((await styleOf(within(".view"), "backgroundColor")).backgroundColor, "rgb(9, 9, 9)");
    await button("Text and theme").click();
    await page.getByRole("slider", { name: "Line height" }).fill("1.2");
    assert.equal((await styleOf(paragraph, "lineHeight")).lineHeight, "24px");
    await button("Reset").click();
    assert.equal((await styleOf(paragraph, "lineHeight")).lineHeight, "40px");
  });

  test("and put its own things into slots, which are reached by key and not printed", async () => {
    await t.load();
    await page.evaluate(() => {
      reader.innerHTML = '<button slot=tools>Save</button><p slot=end>12 comments</p>';
      reader.firstChild.onclick = () => (window.saved = true);
      return window.read("/long");
    });
    const names = [];
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press("Tab");
      names.push(await page.evaluate(() => (document.activeElement === reader ? reader.shadowRoot.activeElement : document.activeElement).textContent.trim()));
    }
    assert.ok(names.includes("Save"), names.join());
    await button("Save").click();
    assert.equal(await page.evaluate(() => window.saved), true);
    const comments = page.getByText("12 comments");
    const end = await within(".article").evaluate((article) => article.getBoundingClientRect().bottom);
    assert.ok((await comments.boundingBox()).y > end, "behind the article");
    await button("Print preview").click();
    await page.getByText(/^\d+ pages$/).waitFor();
    assert.equal(await comments.isVisible(), false);
    assert.equal(await page.frameLocator("article-reader iframe").getByText("12 comments").count(), 0);
  });
});

describe("the system's wishes", () => {
  test("its own colors show what is chosen, open and focused, by borders alone", async () => {
    page = await t.renew({ forcedColors: "active" });
    await open("/long");
    await button("Text and theme").click();
    await page.getByRole("radio", { name: "Sepia" }).check();
    const look = (name) => styleOf(page.locator("article-reader .choice").filter({ hasText: name }), "outlineStyle", "outlineWidth", "backgroundColor");
    const [chosen, other] = [await look("Sepia"), await look("Black")];
    assert.deepEqual([chosen.outlineStyle, chosen.outlineWidth, other.outlineStyle], ["solid", "3px", "none"]);
    assert.equal(chosen.backgroundColor, other.backgroundColor, "no swatch has a color of its own");
    assert.equal((await styleOf(button("Text and theme"), "outlineStyle")).outlineStyle, "solid");
    assert.notEqual((await styleOf(within(".progress"), "backgroundColor")).backgroundColor, (await styleOf(within(".view"), "backgroundColor")).backgroundColor);
  });

  test("less motion: nothing moves, not even while one waits", async () => {
    page = await t.renew({ reducedMotion: "reduce" });
    await t.load();
    const moving = () => page.evaluate(() => {
      const root = reader.shadowRoot;
      return [...root.querySelectorAll("*")].filter((element) => getComputedStyle(element).animationName !== "none" || parseFloat(getComputedStyle(element).transitionDuration) > 0).length;
    });
    await page.evaluate(() => void reader.open(() => new Promise(() => {})));
    await page.locator("article-reader .bone").first().waitFor();
    assert.equal(await moving(), 0);
    await page.evaluate(() => window.read("/long"));
    assert.equal(await moving(), 0);
    page = await t.renew();
    await t.load();
    await page.evaluate(() => void reader.open(() => new Promise(() => {})));
    await page.locator("article-reader .bone").first().waitFor();
    assert.ok((await moving()) > 0, "there would be motion");
  });
});

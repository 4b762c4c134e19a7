// What an article can hold: footnotes that open in place, embeds that wait, lines from top to bottom.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { fixture, readerTests } from "./support/reader.mjs";

const SENTENCES = "<p>The tide was out when the first boats came in, and nobody on the quay had slept. The harbor master counted them twice.</p>".repeat(9);
const FILM = `<!doctype html><title>Film</title><script>document.title = [typeof localStorage, parent === top].join()</script><p>The film runs.</p>`;
const EMBED = `<!doctype html><html lang=en><title>Quay</title><article><h1>The quay at dawn</h1>${SENTENCES}
  <iframe src="https://films.example/embed/1" title="A film of the boats" width=560 height=315 allowfullscreen></iframe>${SENTENCES}</article>`;
const VERTICAL = `<!doctype html><html lang=ja><title>水車の話</title><article><h1>水車の話</h1>${Array.from({ length: 40 }, (_, at) =>
  `${at % 10 ? "" : `<h2>第${at / 10 + 1}章</h2>`}<p>川のほとりに古い水車があり、人々は${at + 1}日ごとに水位を記録した。朝になると村の子どもたちが集まり、流れる水の音を聞きながら、祖父の話を待っていた。</p>`).join("")}</article>`;

const t = readerTests({ "/long": fixture("long-read"), "/embed": EMBED, "/vertical": VERTICAL });
const { button, dialog, open } = t;
let page;
beforeEach(() => (page = t.page));
const active = () => page.evaluate(() => reader.shadowRoot.activeElement?.textContent);

describe("a footnote", () => {
  const reference = () => page.getByRole("link", { name: "1", exact: true }).first();
  const note = () => page.getByRole("note", { name: "Footnote" });

  test("opens below its line by click, and closes by another", async () => {
    await open("/long");
    await reference().click();
    assert.match(await note().textContent(), /^\s*Except the wren/);
    const [mark, shown] = [await reference().boundingBox(), await note().boundingBox()];
    assert.ok(shown.y >= mark.y && shown.y < mark.y + 80, "beside its reference");
    assert.equal(await note().getByRole("link").count(), 0, "the way back is not needed");
    assert.equal(await reference().getAttribute("aria-expanded"), "true");
    await reference().click();
    assert.equal(await note().count(), 0);
    assert.equal(await dialog().count(), 1);
  });

  test("opens by Enter, has the focus, and Escape leads back to its reference", async () => {
    await open("/long");
    await reference().focus();
    await page.keyboard.press("Enter");
    assert.match(await active(), /Except the wren/);
    await page.keyboard.press("Escape");
    assert.equal(await note().count(), 0);
    assert.equal(await active(), "1");
    assert.equal(new URL(page.url()).hash, "");
    await page.keyboard.press("Escape");
    assert.equal(await dialog().count(), 0);
  });

  test("is one at a time, and is not printed twice", async () => {
    await open("/long");
    await reference().click();
    await page.getByRole("link", { name: "2", exact: true }).first().click();
    assert.equal(await note().count(), 1);
    assert.match(await note().textContent(), /The shed was handed over/);
    await button("Print preview").click();
    const frame = page.frameLocator("article-reader iframe");
    await page.getByText(/^\d+ pages$/).waitFor();
    assert.equal(await frame.getByText("The shed was handed over").count(), 1);
    const references = await page.locator("article-reader .page .ar-footnote-ref a[href^='#']").count();
    assert.equal(await frame.locator("sup a[href^='#']").count(), references, "they are links there");
  });
});

describe("an embed", () => {
  test("is words, a link and a button; nothing is asked of its host before the button is pressed", async () => {
    await open("/embed");
    await page.getByRole("link", { name: "A film of the boats" }).scrollIntoViewIfNeeded();
    assert.equal(await page.locator("article-reader iframe").count(), 0);
    assert.deepEqual(t.foreign, []);
    await page.route("https://films.example/**", (route) => route.fulfill({ contentType: "text/html", body: FILM }));
    await button("Load from films.example").click();
    await page.frameLocator("article-reader iframe").getByText("The film runs.").waitFor();
    const frame = page.locator("article-reader iframe");
    assert.equal(await frame.getAttribute("title"), "A film of the boats");
    const sandbox = (await frame.getAttribute("sandbox")).split(" ");
    assert.ok(!sandbox.includes("allow-top-navigation") && !sandbox.includes("allow-forms"), sandbox.join());
    assert.equal(await button("Load from films.example").count(), 0);
    assert.equal(await page.getByRole("link", { name: "A film of the boats" }).count(), 1, "the link stays");
    const { width, height } = await frame.boundingBox();
    assert.ok(Math.abs(width / height - 16 / 9) < 0.05, `${width} × ${height}`);
  });

  test("from the page's own host does not get the page's rights", async () => {
    const own = new URL("/film", t.server.url.replace("http:", "https:"));
    await page.route("**/own", (route) => route.fulfill({ contentType: "text/html", body: EMBED.replace("https://films.example/embed/1", own.href) }));
    await open("/own");
    await button("Load from 127.0.0.1").click();
    assert.ok(!(await page.locator("article-reader iframe").getAttribute("sandbox")).includes("allow-same-origin"));
  });

  test("prints as its link", async () => {
    await open("/embed");
    await button("Print preview").click();
    await page.getByText(/^\d+ pages?$/).waitFor();
    const frame = page.frameLocator("article-reader iframe");
    assert.equal(await frame.getByText("A film of the boats").count(), 1);
    assert.equal(await frame.getByRole("button").count(), 0);
  });
});

describe("lines from top to bottom", () => {
  const area = () => page.locator("article-reader .page");
  const scrolled = () => area().evaluate((page) => page.scrollLeft);

  test("are offered where the script can be written so", async () => {
    await open("/long");
    await button("Text and theme").click();
    assert.equal(await page.getByRole("radio", { name: "Vertical" }).count(), 0);
    await open("/vertical");
    await button("Text and theme").click();
    await page.getByRole("radio", { name: "Vertical" }).check();
    const first = page.getByText("人々は1日ごとに");
    assert.equal(await first.evaluate((element) => getComputedStyle(element).writingMode), "vertical-rl");
    const [one, two] = [await first.boundingBox(), await page.getByText("人々は2日ごとに").boundingBox()];
    assert.ok(two.x + two.width <= one.x + 1, "the next paragraph is to the left");
    assert.equal(await dialog().evaluate((dialog) => dialog.scrollHeight - dialog.clientHeight), 0, "nothing is below the page");
    const { y, height } = await first.boundingBox();
    assert.ok(y > 50 && y + height <= 800, "a line fits the page");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.evaluate(() => window.read("/long"));
    assert.equal(await page.locator("article-reader .page").evaluate((page) => getComputedStyle(page).writingMode), "horizontal-tb");
  });

  test("are read on by wheel, by keys and by the contents, and keep their place", async () => {
    await open("/vertical");
    await button("Text and theme").click();
    await page.getByRole("radio", { name: "Vertical" }).check();
    await page.keyboard.press("Escape");
    assert.equal(await scrolled(), 0);
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, 400);
    await page.waitForFunction(() => reader.shadowRoot.querySelector(".page").scrollLeft === -400);
    await page.keyboard.press("PageDown");
    assert.ok((await scrolled()) < -1000, `${await scrolled()}`);
    await page.keyboard.press("PageUp");
    assert.equal(await scrolled(), -400);
    await button("Contents").click();
    await page.getByRole("group", { name: "Contents" }).getByRole("button", { name: "第3章" }).click();
    const heading = page.getByRole("heading", { name: "第3章" });
    const right = async () => { const { x, width } = await heading.boundingBox(); return 1000 - x - width; };
    assert.ok((await right()) >= 0 && (await right()) < 80, `${await right()} from the right`);
    await page.waitForTimeout(100);
    assert.ok((await page.locator("article-reader .progress").evaluate((bar) => bar.getBoundingClientRect().width)) > 300);
    const before = await right();
    await page.keyboard.press("+");
    assert.ok(Math.abs((await right()) - before) < 20, "the text size changes, the place does not");
  });
});

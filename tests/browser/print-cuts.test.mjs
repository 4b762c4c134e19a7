// What goes on across a cut of the print preview: numbers of lists, the place one reads, what is left out.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { HOST, laidOut, preview, printed } from "./support/preview.mjs";
import { readerTests } from "./support/reader.mjs";

const sentences = (from, count) =>
  Array.from({ length: count }, (_, at) => `Sentence ${from + at} tells of the mill and of the ${"people ".repeat(1 + ((from + at) % 5))}who built it.`).join(" ");
const article = (content) =>
  `<!doctype html><html lang=en><title>The old mill</title><article><h1>The old mill</h1><p>${sentences(0, 12)}</p>${content}</article>`;
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900"><rect width="600" height="900" fill="#48a"/></svg>`;

const t = readerTests({ "/": HOST }, { viewport: { width: 1000, height: 800 }, locale: "en-GB" });
let page;
beforeEach(() => {
  page = t.page;
  return page.goto(t.server.url);
});

/** A list of 90 items, each of which says what number it should have. */
const list = (attributes, numberOf, own = () => "") =>
  `<ol ${attributes}>${Array.from({ length: 90 }, (_, at) => `<li${own(at)}>Item ${numberOf(at)}: ${sentences(100 + at, 1)}</li>`).join("")}</ol>`;

for (const [name, markup] of [
  ["a list", list("start=7", (at) => at + 7)],
  ["a reversed list", list("reversed", (at) => 90 - at)],
  ["a reversed list with a start", list("reversed start=40", (at) => 40 - at)],
  ["a list whose items have values", list("", (at) => (at < 10 ? at + 1 : at + 191), (at) => (at === 10 ? " value=201" : ""))],
  ["a reversed list whose items have values", list("reversed", (at) => (at < 5 ? 90 - at : 305 - at), (at) => (at === 5 ? " value=300" : ""))],
]) {
  test(`numbers of ${name} go on as if it were not cut`, async () => {
    const frame = await preview(page, article(markup));
    assert.ok((await frame.locator("ol").count()) > 2, "there was something to cut");
    const text = (await printed(page, await page.context().newPage(), "")).join("\n");
    const numbers = [...text.matchAll(/(-?\d+)\.\s*Item (-?\d+):/g)];
    assert.equal(numbers.length, 90);
    for (const [, shown, right] of numbers) assert.equal(shown, right);
  });
}

test("scrolling is followed after another layout of a last sheet without text", async () => {
  await page.route("**/tall.png", (route) => route.fulfill({ contentType: "image/svg+xml", body: PICTURE }));
  const frame = await preview(page, article(`<p>${sentences(20, 70)}</p><p>${sentences(100, 18)}</p><figure><img src="/tall.png" alt="The mill"></figure>`));
  const last = frame.getByRole("group").last();
  assert.equal((await last.locator(".columns").textContent()).trim(), "", "a picture alone");
  await frame.getByRole("group").first().focus();
  await page.keyboard.press("End");
  const position = page.getByText(/^Page \d+ of \d+$/);
  assert.match(await position.textContent(), /^Page (\d+) of \1$/);
  await page.getByRole("combobox", { name: "Paper" }).selectOption("Letter");
  await laidOut(page);
  assert.match(await position.textContent(), /^Page (\d+) of \1$/);
  await frame.getByRole("group").first().evaluate((sheet) => sheet.scrollIntoView());
  await page.getByText(/^Page 1 of \d+$/).waitFor({ timeout: 3000 });
});

test("captions that are left out are so wherever they stand", async () => {
  const frame = await preview(page, article(`<p>${sentences(20, 20)}</p><p>Photo © Ada Byron</p><p>${sentences(60, 20)}</p>`));
  const credit = frame.locator(".ar-beside");
  assert.equal(await credit.count(), 1);
  assert.ok(await credit.isVisible());
  await page.getByRole("checkbox", { name: "Captions" }).uncheck();
  await laidOut(page);
  assert.equal(await credit.isVisible(), false);
});

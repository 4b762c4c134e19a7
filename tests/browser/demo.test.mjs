// The demo as a newcomer meets it: a page from the shelf, one click, Escape; and the box for a page of one's own.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { launch, watchErrors } from "./support/browser.mjs";
import { ROOT, serve } from "./support/server.mjs";

/** Of each article: its page, its title and what its reader must show and must not. */
const ARTICLES = [
  {
    page: "column",
    title: "What the harbor knows about waiting",
    shows: ["Marguerite Oyelaran", "There is a bench at the end of the coal pier", "I think by now that I know."],
    lacks: ["Font Size Up", "Adela Brightwater", "BANK OF THE ESTUARY", "DARKROOM", "cookie policy", "registration"],
  },
  {
    page: "news",
    title: "Ferry to Skerrow Island sails again after eleven weeks",
    shows: ["Isla Dunmore", "Callum Reyes", "The horn sounded twice", "still some seats."],
    lacks: ["Hobbs Tyres", "The Courier at Six", "READ MORE", "Around the web", "The lower D", "812 partners"],
  },
  {
    page: "japanese",
    title: "海を渡る鐘の音、島に五十年ぶり",
    shows: ["高瀬 みのり", "台風で海に沈んだ鐘が半世紀ぶりに戻った", "百五十八回になる予定だ。"],
    lacks: ["広告", "あわせて読みたい", "アクセスランキング", "会員登録"],
  },
  {
    page: "arabic",
    title: "قرية كاملة تعيد بناء طاحونتها بعد أربعين عاماً",
    shows: ["سلمى الحدّاد", "حين هُدمت طاحونة وادي اللوز", "وقد وعد أن يعيده بيده في الصيف."],
    lacks: ["إعلان", "اقرأ أيضاً", "الأكثر قراءة", "لم أتمالك دموعي"],
  },
  {
    page: "long-read",
    title: "The machine that counted rain",
    shows: ["Ingrid Solheim-Baker", "there are two opinions about the weather", "each of them looking at the other."],
    lacks: ["Table of contents", "Umbrella as a service", "Longwave in your inbox", "Read next", "owns one umbrella"],
  },
];

let browser, server, page, errors, foreign;
before(async () => {
  browser = await launch();
  server = await serve();
});
after(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async (t) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  await page.clock.setFixedTime("2026-02-11T12:00:00"); // A page's own clock would change it.
  errors = watchErrors(page);
  foreign = [];
  page.on("request", (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(server.url)) foreign.push(request.url());
  });
  t.after?.(() => context.close());
});

const button = (name) => page.getByRole("button", { name, exact: true });
const view = () => page.getByRole("dialog", { name: "Reader view" });
const heading = (name) => view().getByRole("heading", { level: 1, name });

describe("the shelf", () => {
  for (const { page: name, title, shows, lacks } of ARTICLES) {
    test(`${name}: one click reads it, Escape brings the page back`, async () => {
      await page.goto(`${server.url}/demo/`);
      await page.locator(`a[href="articles/${name}.html"]`).click();
      await page.locator("#open-reader:enabled").waitFor();
      await page.evaluate(() => scrollTo(0, 400));
      await page.waitForLoadState("networkidle"); // The page loads images of its own when they come into view.
      const state = () => page.evaluate(() => [document.documentElement.outerHTML, scrollY]);
      const before = await state();

      await button("Open in reader view").click();
      await heading(title).waitFor();
      const text = await view().innerText();
      for (const words of shows) assert.ok(text.includes(words), `shows “${words}”`);
      for (const words of lacks) assert.ok(!text.includes(words), `lacks “${words}”`);

      await page.keyboard.press("Escape");
      await view().waitFor({ state: "detached" });
      const [html, scrolled] = await state();
      assert.ok(html === before[0], "the page is as it was");
      assert.equal(scrolled, before[1]);
      assert.equal(await page.evaluate(() => document.activeElement.id), "open-reader", "and so is the focus");
      assert.deepEqual(foreign, [], "nobody else is asked for anything");
      assert.deepEqual(errors, []);
    });
  }
});

describe("the box", () => {
  const paste = async (html, url = "") => {
    await page.goto(`${server.url}/demo/`);
    await page.getByLabel("HTML of the page").fill(html);
    await page.getByLabel("Its address").fill(url);
    await button("Open in reader view").click();
  };

  test("reads the example", async () => {
    await page.goto(`${server.url}/demo/`);
    await button("Fill in an example").click();
    await page.getByText(/characters of HTML/).waitFor();
    await button("Open in reader view").click();
    await heading("What the harbor knows about waiting").waitFor();
    const image = view().locator("img").first();
    assert.equal(await image.evaluate((image) => image.src), `${server.url}/demo/images/harbor.svg`, "links are relative to the address");
  });

  test("reads what is pasted, and what was pasted is still there after Escape", async () => {
    const html = readFileSync(join(ROOT, "tests/pages/seed-semantic/page.html"), "utf8");
    await paste(html, "https://www.morning-ledger.example/opinion/2019/03/hanoi");
    await heading("A step back or forward in Hanoi?").waitFor();
    await page.keyboard.press("Escape");
    await view().waitFor({ state: "detached" });
    assert.equal((await page.getByLabel("HTML of the page").inputValue()).length, html.replace(/\r\n/g, "\n").length);
  });

  test("says what is wrong with text that is no page, with a way back", async () => {
    await paste("Only words.");
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), /HTML/);
    await button("Back to the page").click();
    await view().waitFor({ state: "detached" });
    assert.equal(await page.getByLabel("HTML of the page").inputValue(), "Only words.");
  });
});

// Whatever goes wrong, the reader says so in place, with what to do and a way back, and the page stays as it was.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const HOST = `<!doctype html><title>Host</title><script type=module src=/element/define.js></script>
  <h1>Host page</h1><article-reader></article-reader>`;
const ARTICLE = `<!doctype html><title>Found</title><article><h1>Found</h1>${"<p>There was a boat on the hill, and it had been there, they said, since before the sea went away.</p>".repeat(9)}</article>`;

let browser, server, other, page;
before(async () => {
  browser = await launch();
  other = await serve({ pages: { "/": ARTICLE } });
  server = await serve({
    pages: {
      "/": HOST,
      "/csp": { body: HOST, headers: { "Content-Security-Policy": "default-src 'none'; script-src 'self'" } },
      "/strict": {
        body: HOST,
        headers: {
          "Content-Security-Policy":
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
        },
      },
      "/article": ARTICLE,
      "/picture": { body: "GIF89a", headers: { "Content-Type": "image/gif" } },
      "/favicon.ico": "",
    },
  });
});
after(async () => {
  await browser.close();
  await Promise.all([server.close(), other.close()]);
});
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  await page.goto(server.url);
});

/** Opens the reader in the page with a source that is made there, and gives what it shows. */
async function open(source, argument) {
  return page.evaluate(
    async ([source, argument]) => {
      const reader = document.querySelector("article-reader");
      let code;
      reader.addEventListener("article-error", (event) => (code = event.detail.code), { once: true });
      await reader.open(new Function("argument", `return ${source}`)(argument));
      return code;
    },
    [source, argument],
  );
}

const CASES = {
  "an empty string": [`""`, undefined, "empty-input", /empty/],
  "text that is no HTML": [`"Just a few words."`, undefined, "not-html", /not HTML/],
  "a page with no article": [`"<title>Login</title><form><input><button>Log in</button></form>"`, undefined, "no-article", /No article/],
  "a page that is too large": [`"<p>".padEnd(40e6, "x")`, undefined, "too-large", /too large/],
  "something else": [`42`, undefined, "bad-input", /cannot be read/],
  "a snapshot that is none": [`({ version: 1 })`, undefined, "bad-snapshot", /snapshot/],
  "a URL of a scheme that cannot be fetched": [`new URL("mailto:someone@example.org")`, undefined, "bad-url", /Not an address/],
  "a URL that does not answer": [`new URL("http://127.0.0.1:9/")`, undefined, "unreachable", /could not be fetched/],
  "a URL that is not found": [`new URL("/nowhere", location)`, undefined, "http-status", /404/],
  "a URL of a picture": [`new URL("/picture", location)`, undefined, "not-html", /image\/gif/],
};

describe("each has its own message", () => {
  for (const [name, [source, argument, code, message]] of Object.entries(CASES)) {
    test(name, async () => {
      const before = await page.evaluate(() => document.documentElement.outerHTML);
      assert.equal(await open(source, argument), code);
      const alert = page.getByRole("alert");
      assert.match(await alert.getByRole("heading").textContent(), message);
      assert.ok((await alert.locator("p").textContent()).length > 15, "there is an advice");
      await page.keyboard.press("Enter"); // "Back to the page" has the focus.
      assert.equal(await page.getByRole("dialog").count(), 0);
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
    });
  }

  test("a URL of another origin that does not allow it", async () => {
    assert.equal(await open("new URL(argument)", other.url), "unreachable");
    assert.match(await page.getByRole("alert").textContent(), /not let other sites read it/);
  });

  test("an address in `src` that is none", async () => {
    await page.evaluate(() => (document.querySelector("article-reader").src = "https://["));
    await page.getByRole("alert").getByText("Not an address").waitFor();
  });

  test("a bad `url`", async () => {
    const code = await page.evaluate(async (html) => {
      const reader = document.querySelector("article-reader");
      const failed = new Promise((done) => reader.addEventListener("article-error", (event) => done(event.detail.code)));
      reader.open(html, { url: "not an address" });
      return failed;
    }, ARTICLE);
    assert.equal(code, "bad-url");
  });
});

test("the engine does not load; trying again helps when it is there again", async () => {
  await page.route("**/*.wasm", (route) => route.abort());
  assert.equal(await open("argument", ARTICLE), "engine");
  assert.match(await page.getByRole("alert").textContent(), /could not be loaded/);
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Found" }).waitFor();
});

test("a page whose policy forbids wasm is told so", async () => {
  await page.goto(`${server.url}/csp`);
  assert.equal(await page.evaluate(async (html) => {
    const reader = document.querySelector("article-reader");
    const failed = new Promise((done) => reader.addEventListener("article-error", (event) => done(event.detail.code)));
    reader.open(html);
    return failed;
  }, ARTICLE), "engine");
  assert.match(await page.getByRole("alert").textContent(), /wasm-unsafe-eval/);
});

test("under a strict policy with Trusted Types it reads, looks right and previews", async () => {
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${server.url}/strict`);
  await page.evaluate((html) => document.querySelector("article-reader").open(html), ARTICLE);
  const heading = page.getByRole("heading", { name: "Found" });
  await heading.waitFor();
  assert.equal(await heading.evaluate((element) => getComputedStyle(element).fontWeight), "700");
  assert.ok((await heading.boundingBox()).x > 100, "the text has its measure");
  await page.getByRole("button", { name: "Print preview" }).click();
  await page.getByText("1 page", { exact: true }).waitFor();
  assert.deepEqual(errors.filter((error) => !/TrustedHTML/.test(error)), []);
});

test("a skeleton at once, and a note when it takes long", async () => {
  let answer;
  const held = new Promise((done) => (answer = done));
  await page.route("**/article", async (route) => {
    await held;
    await route.continue();
  });
  await page.evaluate(() => void document.querySelector("article-reader").open(new URL("/article", location)));
  const bones = page.locator("article-reader .bone");
  assert.ok((await bones.count()) > 3);
  await page.getByText("Still loading the article").waitFor();
  answer();
  await page.getByRole("heading", { name: "Found" }).waitFor();
  assert.equal(await bones.count(), 0);
});

test("what comes late is not shown any more", async () => {
  await page.evaluate(async (html) => {
    const reader = document.querySelector("article-reader");
    const late = new Promise((done) => setTimeout(done, 300, html.replaceAll("Found", "Late")));
    const first = reader.open(() => late);
    await Promise.all([first, reader.open(html)]);
    await late;
    await new Promise((done) => setTimeout(done, 100));
  }, ARTICLE);
  assert.equal(await page.getByRole("heading", { level: 1, name: "Late" }).count(), 0);
  assert.equal(await page.getByRole("heading", { level: 1, name: "Found" }).count(), 1);
});

test("several readers in their places have their settings in common, and do not disturb each other", async () => {
  await page.evaluate((html) => {
    document.body.innerHTML = "<article-reader src=/article></article-reader><article-reader id=second></article-reader>";
    document.querySelector("#second").source = html.replaceAll("Found", "Second");
  }, ARTICLE);
  await page.getByRole("heading", { level: 1, name: "Found" }).waitFor();
  await page.getByRole("heading", { level: 1, name: "Second" }).waitFor();
  const second = page.locator("#second");
  const size = (reader) => reader.locator(".page").evaluate((element) => getComputedStyle(element).fontSize);
  const before = await size(page.locator("article-reader").first());
  await second.getByRole("button", { name: "Larger text" }).click();
  assert.notEqual(await size(second), before);
  assert.equal(await size(page.locator("article-reader").first()), await size(second));
  await second.getByRole("button", { name: "Close" }).click();
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
});

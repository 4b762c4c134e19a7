// Times extraction in Chromium, ours beside Readability.js and Defuddle: `node bench/browser.mjs SET.jsonl PAGES`.
//
// Warm: every tool has seen some pages before. Each measurement has a document of its own, since a document's second
// walk is cheaper than its first; the tools take turns, in another order each round, so that what else the machine
// does hits all alike. Cold: the first call in a fresh browser context, loading the tool included.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../tests/browser/support/browser.mjs";
import { ROOT, serve } from "../tests/browser/support/server.mjs";

const ROUNDS = 5;
/** Passes over the first pages that are not counted: by then the browser has optimized what it will. */
const WARM_UP_PAGES = 12;
/** One fresh context for each of them and each tool. */
const COLD_PAGES = 20;

const BLANK = "<!doctype html><title>Benchmark</title>";
const JS = "text/javascript; charset=utf-8", WASM = "application/wasm";
/** What the pages load of each tool, all from memory: no tool waits for a disk. */
const FILES = [
  ["/readability.js", "bench/node_modules/@mozilla/readability/Readability.js", JS],
  ["/defuddle.js", "bench/node_modules/defuddle/dist/index.js", JS],
  ...["extract", "extract-live"].flatMap((flavor) => [
    [`/pkg/${flavor}/article_reader.js`, `www/pkg/${flavor}/article_reader.js`, JS],
    [`/pkg/${flavor}/article_reader_bg.wasm`, `www/pkg/${flavor}/article_reader_bg.wasm`, WASM],
  ]),
  ["/element/snapshot.js", "www/element/snapshot.js", JS],
];

// Nothing from elsewhere, so that no measurement waits for a network; of scripts only ours, not the pages' own.
// Isolation gives the clock steps of 5 µs in place of 100.
const HEADERS = {
  "Content-Security-Policy": "default-src 'self'; style-src 'unsafe-inline'; img-src data:; script-src 'self' 'wasm-unsafe-eval'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
// They would navigate away, or forbid our own scripts.
const UNWANTED_META = /<meta[^>]+http-equiv\s*=\s*["']?(?:refresh|content-security-policy)[^>]*>/gi;

/** What is measured warm. The first of a group is ours, which the others are compared with. */
const WARM = [
  {
    title: "Warm: from an HTML string",
    tools: [
      ["string", "article-reader, string"],
      ["bytes", "article-reader, bytes (Uint8Array)"],
      ["probably", "article-reader, isProbablyArticle"],
      ["parseReadability", "DOMParser + Readability.js"],
      ["parseDefuddle", "DOMParser + Defuddle"],
    ],
  },
  {
    title: "Warm: from a live document",
    tools: [
      ["live", "article-reader, snapshot"],
      ["cloneReadability", "cloneNode(true) + Readability.js"],
    ],
  },
];
const COLD = [
  {
    title: "Cold: from a live document, loading included",
    tools: [
      ["coldLive", "article-reader, extract-live"],
      ["coldCloneReadability", "cloneNode(true) + Readability.js"],
    ],
  },
  {
    title: "Cold: from an HTML string, loading included",
    tools: [
      ["coldString", "article-reader, extract"],
      ["coldParseReadability", "DOMParser + Readability.js"],
    ],
  },
];

const [file, count] = [process.argv[2], Number(process.argv[3])];
const pages = sample(readFileSync(file, "utf8").trimEnd().split("\n"), count).map((line) => JSON.parse(line));
const server = await serve({ pages: served(pages), headers: HEADERS });
const browser = await launch();
try {
  const sizes = pages.map(({ page }) => Buffer.byteLength(page) / 1000);
  console.log(`Chromium ${browser.version()}, ${pages.length} pages, median ${median(sizes).toFixed(0)} kB`);
  const warm = await measureWarm();
  const cold = await measureCold(sample([...pages.keys()], COLD_PAGES));
  progress("");
  for (const group of WARM) print(group, warm);
  for (const group of COLD) print(group, cold);
} finally {
  await browser.close();
  await server.close();
}

/** `count` of the items, or all, evenly from the whole. */
function sample(items, count) {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, index) => items[Math.floor(index * step)]);
}

function served(pages) {
  const answers = { "/": BLANK, "/favicon.ico": "" };
  pages.forEach(({ page }, index) => {
    answers[`/live/${index}`] = page.replace(UNWANTED_META, "");
    answers[`/text/${index}`] = { headers: { "Content-Type": "text/plain; charset=utf-8" }, body: page };
  });
  for (const [path, file, type] of FILES) {
    answers[path] = { headers: { "Content-Type": type }, body: readFileSync(join(ROOT, file)) };
  }
  return answers;
}

/** For each tool its median of each page, in milliseconds, and how often it failed. */
async function measureWarm() {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.evaluate(prepareTools);
  const names = WARM.flatMap(({ tools }) => tools.map(([name]) => name));
  const results = emptyResults(names);
  const warmUp = Math.min(WARM_UP_PAGES, pages.length);
  for (let turn = -warmUp; turn < pages.length; turn++) {
    const index = turn < 0 ? turn + warmUp : turn;
    progress(turn < 0 ? `warming up, page ${index + 1} of ${warmUp}` : `warm, page ${index + 1} of ${pages.length}`);
    const { times, failures } = await page.evaluate(timeTools, { index, url: pages[index].url, names, rounds: ROUNDS });
    if (turn < 0) continue;
    for (const name of names) {
      results[name].times.push(median(times[name]));
      results[name].failures += failures[name] > 0;
    }
  }
  await page.close();
  return results;
}

/** In the page: defines what `timeTools` calls. */
async function prepareTools() {
  const script = (src) =>
    new Promise((resolve, reject) =>
      document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject })),
    );
  await Promise.all([script("/readability.js"), script("/defuddle.js")]);
  const [full, live, { snapshot }] = await Promise.all([
    import("/pkg/extract/article_reader.js"),
    import("/pkg/extract-live/article_reader.js"),
    import("/element/snapshot.js"),
  ]);
  await Promise.all([full.default(), live.default()]);
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  self.tools = {
    string: ({ html, url }) => full.extract(html, { url }),
    bytes: ({ bytes, url }) => full.extract(bytes, { url, charset: "utf-8" }),
    probably: ({ html, url }) => full.isProbablyArticle(html, { url }),
    parseReadability: ({ html }) => new Readability(parse(html)).parse(),
    parseDefuddle: ({ html, url }) => new Defuddle(parse(html), { url }).parse(),
    live: ({ doc, url }) => live.extractSnapshot(snapshot(doc), { url }),
    cloneReadability: ({ doc }) => new Readability(doc.cloneNode(true)).parse(),
  };
  self.needsDocument = new Set(["live", "cloneReadability"]);
}

/** In the page: each tool's times on one page, and how often it threw. */
async function timeTools({ index, url, names, rounds }) {
  const bytes = new Uint8Array(await (await fetch(`/text/${index}`)).arrayBuffer());
  const html = new TextDecoder().decode(bytes);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const failures = Object.fromEntries(names.map((name) => [name, 0]));

  // Loaded and laid out as a page in a tab, without its scripts.
  const load = async () => {
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-same-origin";
    frame.style = "width: 1200px; height: 800px";
    await new Promise((resolve) => {
      frame.onload = resolve;
      frame.src = `/live/${index}`;
      document.body.append(frame);
    });
    frame.contentDocument.body?.getBoundingClientRect();
    return frame;
  };

  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length];
      const frame = self.needsDocument.has(name) ? await load() : undefined;
      const input = { html, bytes, url, doc: frame?.contentDocument };
      // Lets the browser do what it has put off, outside of the measurement.
      await new Promise((resolve) => setTimeout(resolve));
      const begun = performance.now();
      try {
        self.tools[name](input);
      } catch {
        failures[name] += 1;
      }
      times[name].push(performance.now() - begun);
      frame?.remove();
    }
  }
  return { times, failures };
}

/** The same as `measureWarm`, with one measurement a page and what of it was loading. */
async function measureCold(indices) {
  const names = COLD.flatMap(({ tools }) => tools.map(([name]) => name));
  const results = emptyResults(names);
  for (const [turn, index] of indices.entries()) {
    for (let step = 0; step < names.length; step++) {
      const name = names[(step + turn) % names.length];
      progress(`cold, page ${turn + 1} of ${indices.length}, context ${step + 1} of ${names.length}`);
      const context = await browser.newContext();
      const page = await context.newPage();
      const isLive = name === "coldLive" || name === "coldCloneReadability";
      await page.goto(`${server.url}${isLive ? `/live/${index}` : "/"}`);
      const { time, loading, failed } = await page.evaluate(timeFirst, { name, index, server: server.url, url: pages[index].url });
      results[name].times.push(time);
      results[name].loading.push(loading);
      results[name].failures += failed;
      await context.close();
    }
  }
  return results;
}

/** In a page that has run nothing yet: loads a tool and runs it once. Addresses are whole, for the page may have a base. */
async function timeFirst({ name, index, server, url }) {
  const html = await (await fetch(`${server}/text/${index}`)).text();
  // The module and its glue at once, as `www/element/engine.js` does it.
  const engine = async (folder) => {
    const module_or_path = fetch(`${server}/pkg/${folder}/article_reader_bg.wasm`);
    const module = await import(`${server}/pkg/${folder}/article_reader.js`);
    await module.default({ module_or_path });
    return module;
  };
  const readability = () =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: `${server}/readability.js`, onload: resolve, onerror: reject });
      document.documentElement.append(script);
    });
  // Loading gives the call that is measured next.
  const load = {
    // The page is written down while the engine comes, as `www/element/article-reader.js` does it, which has the script
    // for that by then: here it is asked for first.
    async coldLive() {
      const writing = import(`${server}/element/snapshot.js`);
      const loading = engine("extract-live");
      const taken = (await writing).snapshot();
      const { extractSnapshot } = await loading;
      return () => extractSnapshot(taken, { url });
    },
    async coldCloneReadability() {
      await readability();
      return () => new Readability(document.cloneNode(true)).parse();
    },
    async coldString() {
      const { extract } = await engine("extract");
      return () => extract(html, { url });
    },
    async coldParseReadability() {
      await readability();
      return () => new Readability(new DOMParser().parseFromString(html, "text/html")).parse();
    },
  };
  document.body?.getBoundingClientRect();
  const begun = performance.now();
  const first = await load[name]();
  const loading = performance.now() - begun;
  let failed = false;
  try {
    first();
  } catch {
    failed = true;
  }
  return { time: performance.now() - begun, loading, failed };
}

function emptyResults(names) {
  return Object.fromEntries(names.map((name) => [name, { times: [], loading: [], failures: 0 }]));
}

function print({ title, tools }, results) {
  const ours = results[tools[0][0]].times;
  const isCold = results[tools[0][0]].loading.length > 0;
  console.log(`\n${title}`);
  console.log(row(["", "ms", ...(isCold ? ["loading"] : []), "x ours", "per page", "failed"]));
  for (const [name, label] of tools) {
    const { times, loading, failures } = results[name];
    const perPage = median(times.map((time, index) => time / ours[index]));
    const numbers = [median(times), ...(isCold ? [median(loading)] : []), median(times) / median(ours), perPage];
    console.log(row([label, ...numbers.map((number) => number.toFixed(2)), String(failures)]));
  }
}

function row([label, ...cells]) {
  return label.padEnd(38) + cells.map((cell) => cell.padStart(10)).join("");
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What is going on now, on standard error: on a terminal one line that overwrites itself, gone with an empty text. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (text) process.stderr.write(`${text}\n`);
}

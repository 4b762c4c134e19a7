// The npm package as it is published: every path that it promises is there, and each build reads a page where there
// is no browser at all.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, test } from "node:test";
import { ROOT } from "./support/server.mjs";

const FOLDER = join(ROOT, "www/dist/npm");
const { exports } = JSON.parse(readFileSync(join(FOLDER, "package.json"), "utf8"));
const PAGE = `<title>Low tide</title><article><h1>Low tide</h1>${"<p>The harbor emptied before noon, and for an hour the boats lay on their sides in the mud.</p>".repeat(9)}</article>`;

/** The build at an entry of the package, started with the module beside it. */
async function start(entry) {
  const engine = await import(pathToFileURL(join(FOLDER, exports[entry].default)));
  const wasm = exports[entry === "." ? "./wasm" : `${entry}/wasm`];
  engine.initSync({ module: readFileSync(join(FOLDER, wasm)) });
  return engine;
}

describe("the npm package", () => {
  test("has every file that it exports", () => {
    const files = Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
    assert.ok(files.length > 10);
    for (const file of files) assert.ok(readFileSync(join(FOLDER, file)).length > 0, file);
  });

  for (const entry of [".", "./extract"]) {
    test(`${entry} reads a string`, async () => {
      const engine = await start(entry);
      assert.equal(engine.extract(PAGE).title, "Low tide");
      assert.equal("ReaderView" in engine, entry === ".");
    });
  }
  for (const entry of ["./live", "./extract-live"]) {
    test(`${entry} reads the snapshot of a document and no string`, async () => {
      const engine = await start(entry);
      assert.equal(engine.extract, undefined);
      assert.equal("ReaderView" in engine, entry === "./live");
      assert.throws(() => engine.extractSnapshot({ version: 1, names: "", text: "", ops: [] }), { code: "no-article" });
    });
  }
});

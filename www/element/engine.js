/** Loads the engine: one module for all readers of a page, and after a failure another try. */

import { readerError } from "./error.js";

// Addresses in full, so that bundlers find them.
const BUILDS = {
  whole: () => load(fetch(new URL("../pkg/article_reader_bg.wasm", import.meta.url)), import("../pkg/article_reader.js")),
  live: () => load(fetch(new URL("../pkg/live/article_reader_bg.wasm", import.meta.url)), import("../pkg/live/article_reader.js")),
};
const loading = {};

/**
 * @param {boolean} [live] that only live documents are read: for those the smaller build will do, unless the whole
 *   one is there
 * @returns {Promise<typeof import("../pkg/article_reader.js")>}
 */
export function loadEngine(live = false) {
  const build = live && !loading.whole ? "live" : "whole";
  loading[build] ??= BUILDS[build]().catch((cause) => {
    loading[build] = undefined;
    throw readerError(
      "engine",
      "The reader could not be loaded.",
      "Check the connection and try again. A site's content security policy must allow 'wasm-unsafe-eval'.",
      cause,
    );
  });
  return loading[build];
}

/** At once, not one after the other: the module comes and is compiled while its glue does. */
async function load(module, glue) {
  module.catch(() => {}); // Whoever awaits it hears of it.
  const engine = await glue;
  await engine.default({ module_or_path: module });
  return engine;
}

/** Loads the engine: one module for all readers of a page, and after a failure another try. */

import { readerError } from "./error.js";

let loading;

/** @returns {Promise<typeof import("../pkg/article_reader.js")>} */
export function loadEngine() {
  loading ??= load().catch((cause) => {
    loading = undefined;
    throw readerError(
      "engine",
      "The reader could not be loaded.",
      "Check the connection and try again. A site's content security policy must allow 'wasm-unsafe-eval'.",
      cause,
    );
  });
  return loading;
}

async function load() {
  // At once, not one after the other: the module comes and is compiled while its glue does.
  const module = fetch(new URL("../pkg/article_reader_bg.wasm", import.meta.url));
  module.catch(() => {}); // Whoever awaits it hears of it.
  const engine = await import("../pkg/article_reader.js");
  await engine.default({ module_or_path: module });
  return engine;
}

import type { Snapshot } from "../pkg/article_reader.js";

/**
 * Writes down a live document for the engine, without touching it. Self-contained, so that an extension can pass it to
 * `scripting.executeScript`; its result is plain data.
 */
export function snapshot(document?: Document): Snapshot;

// What is in a PDF file, by poppler's tools.

import { execFileSync } from "node:child_process";

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** The text of each page of a PDF, in reading order; with the option `-raw`, in the order it was drawn in. */
export function pdfPages(bytes, ...options) {
  const text = execFileSync("pdftotext", [...options, "-enc", "UTF-8", "-", "-"], { input: bytes, maxBuffer: MAX_OUTPUT_BYTES });
  // A form feed ends each page.
  return text.toString("utf8").split("\f").slice(0, -1);
}

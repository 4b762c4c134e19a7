/** Opens the reader over a page of the demo, and leaves nothing of it behind. */

import "../element/define.js";

/** Reads `source` - a document or the HTML of a page, loaded from `url` - over this page until it is closed. */
export function openReader(source, url) {
  const reader = document.createElement("article-reader");
  reader.addEventListener("close", () => reader.remove());
  document.body.append(reader);
  return reader.open(source, { url });
}

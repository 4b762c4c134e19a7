/**
 * Writes down a live document for the engine, without touching it: elements and attributes, text, what is hidden,
 * open shadow roots. `src/snapshot.rs` describes the format and reads it.
 *
 * Self-contained and made of plain data on purpose: an extension passes this function to `scripting.executeScript`
 * as it is, and its result comes back as JSON.
 *
 * @param {Document} [doc] the page's own document if left out
 * @returns {import("../pkg/article_reader.js").Snapshot}
 */
export function snapshot(doc = document) {
  const TEXT = 0, OPEN = 1, CLOSE = 2;
  const SVG = "http://www.w3.org/2000/svg", MATHML = "http://www.w3.org/1998/Math/MathML";
  // Far above what an article needs; addresses of images can be long.
  const MAX_ATTRIBUTES = 255, MAX_VALUE = 100_000, MAX_DATA_VALUE = 4_000;
  // Elements that hold blocks: asking these alone whether they are shown costs half of asking all.
  const BLOCKS = /^(?:div|section|article|aside|main|nav|header|footer|form|figure|ul|ol|dl|li|table|p|dialog|details|blockquote|h[1-6])$/;
  const EMPTY = /^(?:style|svg|iframe|article-reader)$/;

  const names = new Map();
  const ops = [];
  const texts = [];

  const nameOf = (name) => {
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name);
  };

  const open = (element, hidden) => {
    const language = { [SVG]: 1, [MATHML]: 2 }[element.namespaceURI] ?? 0;
    const at = ops.push(0) - 1;
    let count = 0;
    const add = (name, value) => {
      ops.push(nameOf(name), value.length);
      texts.push(value);
      count += 1;
    };
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name);
      const limit = /^data-(?!.*src)/.test(name) ? MAX_DATA_VALUE : MAX_VALUE;
      const wanted = !name.startsWith("on") && !/\s/.test(name) && value.length <= limit;
      if (wanted && count < MAX_ATTRIBUTES) add(name, value);
    }
    if (hidden && count < MAX_ATTRIBUTES && !element.hasAttribute("hidden")) add("hidden", "");
    ops[at] = (OPEN | (language << 2) | (count << 4) | (nameOf(element.localName) << 12)) >>> 0;
  };

  // Where scripts run, the browser keeps the content of `noscript` as text: often the image that a script loads late.
  const noscript = (element) => {
    if (element.firstElementChild || !element.firstChild) return [...element.childNodes];
    try {
      const parsed = new DOMParser().parseFromString(element.textContent, "text/html");
      return [...parsed.head.childNodes, ...parsed.body.childNodes];
    } catch {
      return []; // The page forbids parsing strings (Trusted Types).
    }
  };

  const children = (element) => {
    const name = element.localName;
    if (name === "script") {
      return /ld\+json/i.test(element.type) ? [...element.childNodes] : [];
    }
    if (EMPTY.test(name)) return [];
    if (name === "noscript") return noscript(element);
    if (name === "template") return [...element.content.childNodes];
    if (name === "slot" && element.assignedNodes) {
      const assigned = element.assignedNodes();
      return assigned.length ? assigned : [...element.childNodes];
    }
    return [...(element.shadowRoot ?? element).childNodes];
  };

  // Only a document on screen knows what is hidden, and only if it is shown itself.
  const shown = (element) => element.checkVisibility?.() ?? true;
  const onScreen = Boolean(doc.defaultView && doc.body && shown(doc.body));

  // No recursion: pages may nest deeper than the stack is. `null` ends an element; `unseen` counts the open elements
  // below which visibility says nothing more: hidden ones, and closed `details`, whose content is only folded away.
  const stack = [...doc.childNodes].reverse();
  let unseen = 0;
  const leave = Symbol();
  while (stack.length) {
    const node = stack.pop();
    if (node === null || node === leave) {
      ops.push(CLOSE);
      if (node === leave) unseen -= 1;
    } else if (node.nodeType === 3) {
      ops.push((node.data.length << 2) | TEXT);
      texts.push(node.data);
    } else if (node.nodeType === 1) {
      const judged = onScreen && !unseen && BLOCKS.test(node.localName);
      const hidden = judged && !shown(node);
      open(node, hidden);
      const folds = hidden || node.localName === "details" || node.localName === "noscript" || node.localName === "template";
      if (folds) unseen += 1;
      stack.push(folds ? leave : null);
      const below = children(node);
      for (let at = below.length; at--; ) stack.push(below[at]);
    }
  }
  return { version: 1, url: doc.URL, type: doc.contentType, names: [...names.keys()].join(" "), text: texts.join(""), ops };
}

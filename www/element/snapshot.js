/**
 * Writes down a live document for the engine, without touching it: elements and attributes, text, what is hidden,
 * open shadow roots. `src/snapshot.rs` describes the format and reads it.
 *
 * Self-contained and made of plain data on purpose: an extension passes this function to `scripting.executeScript`
 * as it is, and its result comes back as JSON.
 *
 * @param {Document} [doc] the page's own document if left out
 * @param {boolean} [isNow] whether a site has just sent it: its dates are told from now; if left out, whether it is shown
 * @returns {import("../pkg/article_reader.js").Snapshot}
 */
export function snapshot(doc = document, isNow = undefined) {
  // A form has its fields for properties, by their names, and a document some elements, before those that every node
  // has: a field named "firstChild" would lead the walk in circles. Of the prototype nothing is hidden.
  const unhidden = (node, prototype) =>
    new Proxy(node, {
      get(node, key) {
        const value = Reflect.get(prototype, key, node);
        return typeof value === "function" ? value.bind(node) : value;
      },
    });
  const page = unhidden(doc, Document.prototype);
  isNow ??= Boolean(page.defaultView) && /^http/.test(page.URL);
  const TEXT = 0, OPEN = 1, CLOSE = 2;
  const SVG = "http://www.w3.org/2000/svg", MATHML = "http://www.w3.org/1998/Math/MathML";
  // Far above what an article needs; addresses of images can be long.
  const MAX_ATTRIBUTES = 255, MAX_VALUE = 100_000, MAX_DATA_VALUE = 4_000;
  // Elements that hold blocks: asking these alone whether they are shown costs a third of asking all.
  const BLOCK = /^(?:div|section|article|aside|main|nav|header|footer|form|figure|ul|ol|table|p|dialog|details|blockquote|h[1-6])$/;
  // Elements that are nothing to the engine, and elements whose content is nothing to it.
  const NOTHING = /^(?:style|article-reader)$/, EMPTY = /^(?:svg|iframe)$/;
  // Elements whose children are not simply those that the document has.
  const SPECIAL = /^(?:script|noscript|template|slot)$/;
  const HOST = /-|^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;
  // Elements whose address a script may yet have to put in, from whatever attribute.
  const LAZY = /^(?:img|picture|source|iframe|embed|object|video|audio|amp-.*)$/;
  // Attributes that are nothing to the engine, and those that are something to it on such elements alone.
  const UNREAD = /^on|\s|^aria-(?!expanded$|hidden$|label$|modal$)/, DATA = /^data-/, READ_DATA = /^data-(?:testid$|lang)|src|image|original|lazy|echo/;

  const names = new Map();
  const ops = [];
  let text = "";

  const say = (said) => {
    if (!said) return;
    ops.push((said.length << 2) | TEXT);
    text += said;
  };

  const indexOf = (name) => {
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name);
  };

  // Pages have thousands of elements and attributes, and some hundred names of them: a name is looked at once.
  const kinds = new Map();
  const kindOf = (name) => {
    const kind = {
      word: OPEN | (indexOf(name) << 12),
      isNothing: NOTHING.test(name),
      isBlock: BLOCK.test(name),
      isEmpty: EMPTY.test(name),
      isSpecial: SPECIAL.test(name),
      isHost: HOST.test(name),
      isLazy: LAZY.test(name),
      isForeign: name === "svg" || name === "math",
      folds: name === "details" || name === "noscript" || name === "template",
    };
    kinds.set(name, kind);
    return kind;
  };
  const readings = new Map();
  const readingOf = (name) => {
    const isData = DATA.test(name);
    const reading = {
      index: indexOf(name),
      isRead: !UNREAD.test(name),
      onlyLazy: isData && !READ_DATA.test(name),
      limit: isData && !name.includes("src") ? MAX_DATA_VALUE : MAX_VALUE,
    };
    readings.set(name, reading);
    return reading;
  };

  const holdsData = (script) => /ld\+json|^math\/tex/i.test(script.type);

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

  const specialChildren = (element) => {
    switch (element.localName) {
      case "noscript":
        return noscript(element);
      case "template":
        return element.content ? [...element.content.childNodes] : [];
      case "slot": {
        const assigned = element.assignedNodes?.() ?? [];
        return assigned.length ? assigned : [...element.childNodes];
      }
      default:
        return [...element.childNodes];
    }
  };

  // Only a document on screen knows what is hidden, and only if it is shown itself.
  const shown = (element) => element.checkVisibility?.() ?? true;
  const onScreen = Boolean(page.defaultView && page.body && shown(page.body));
  // Asking takes a third of all the time. What is around something shown is shown: of blocks that each begin with the
  // next the innermost is asked, and if it is shown, it vouches for those that come next.
  const MAX_VOUCHED = 8;
  let vouched = 0;
  const isHidden = (block) => {
    if (vouched > 0) {
      vouched -= 1;
      return false;
    }
    let inner = block, inside = 0;
    while (inside < MAX_VOUCHED) {
      const next = inner.firstElementChild;
      if (!next || next.localName === "form" || !kinds.get(next.localName)?.isBlock) break;
      inner = next;
      inside += 1;
    }
    if (inside > 0 && shown(inner)) {
      vouched = inside;
      return false;
    }
    return !shown(block);
  };

  // No recursion: pages may nest deeper than the stack is. Of each open element: itself, what is true of it, and
  // what comes after it, which is its next sibling unless it stands in a list. Below hidden elements, and below closed
  // `details`, whose content is only folded away, visibility says nothing more.
  const FOLDS = 1, FOREIGN = 2, LISTED = 4;
  const opened = [], states = [], lists = [];
  let unseen = 0, foreign = 0;
  let list = null, place = 0;
  let node = page.firstChild;
  for (;;) {
    if (!node) {
      if (!opened.length) break;
      node = opened.pop();
      const state = states.pop();
      ops.push(CLOSE);
      if (state & FOLDS) unseen -= 1;
      if (state & FOREIGN) foreign -= 1;
      if (state & LISTED) {
        place = lists.pop() + 1;
        list = lists.pop();
        node = list[place];
      } else {
        list = null;
        node = node.nextSibling;
      }
      continue;
    }
    // Only elements have one.
    let name = node.localName;
    if (name === "form" || (name && typeof name !== "string")) {
      node = unhidden(node, HTMLElement.prototype);
      name = node.localName;
    }
    if (name !== undefined) {
      const kind = kinds.get(name) ?? kindOf(name);
      if (!kind.isNothing && (name !== "script" || holdsData(node))) {
        const at = ops.push(0) - 1;
        let count = 0;
        const attributes = node.getAttributeNames();
        // By their places: the iterator of an array is a tenth of all the time.
        for (let index = 0; index < attributes.length; index++) {
          const name = attributes[index];
          const reading = readings.get(name) ?? readingOf(name);
          if (!reading.isRead || (reading.onlyLazy && !kind.isLazy) || count >= MAX_ATTRIBUTES) continue;
          const value = node.getAttribute(name);
          if (value.length > reading.limit) continue;
          ops.push(reading.index, value.length);
          text += value;
          count += 1;
        }
        // What has no attribute is hardly ever hidden by itself.
        const hidden =
          kind.isBlock && (attributes.length > 0 || vouched > 0) && onScreen && !unseen && isHidden(node);
        if (hidden && count < MAX_ATTRIBUTES && !node.hasAttribute("hidden")) {
          ops.push(indexOf("hidden"), 0);
          count += 1;
        }
        let word = kind.word | (count << 4);
        let state = 0;
        if (kind.isForeign || foreign > 0) {
          state = FOREIGN;
          foreign += 1;
          const namespace = node.namespaceURI;
          word |= namespace === SVG ? 1 << 2 : namespace === MATHML ? 2 << 2 : 0;
        }
        ops[at] = word >>> 0;
        if (hidden || kind.folds) {
          state |= FOLDS;
          unseen += 1;
          vouched = 0;
        }
        if (list) {
          state |= LISTED;
          lists.push(list, place);
        }
        opened.push(node);
        states.push(state);
        list = kind.isSpecial ? specialChildren(node) : null;
        place = 0;
        if (list) node = list[0];
        else if (kind.isEmpty) node = null;
        else {
          const shadow = kind.isHost && node.shadowRoot;
          if (shadow) vouched = 0;
          const inner = shadow || node;
          // Where no elements are, the text is had at once: each node would cost three questions more.
          node = inner.firstChild;
          if (node && !inner.firstElementChild) {
            say(inner.textContent);
            node = null;
          }
        }
        continue;
      }
    } else if (node.nodeType === 3) {
      say(node.data);
    }
    node = list ? list[++place] : node.nextSibling;
  }
  // By the reader's clock, without a zone: what "2 hours ago" is counted from on a page that is live.
  const now = new Date();
  const today = isNow ? new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16) : undefined;
  return { version: 1, url: page.URL, type: page.contentType, today, names: [...names.keys()].join(" "), text, ops };
}

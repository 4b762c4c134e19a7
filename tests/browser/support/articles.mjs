// Articles of every kind of content, several pages each, made by rule: what the print preview has to get right.

const sentence = (n) => `Sentence ${n} tells of the river and of the ${"people ".repeat(1 + (n % 5))}beside it.`;
const sentences = (from, count) => Array.from({ length: count }, (_, at) => sentence(from + at)).join(" ");
const times = (count, make) => Array.from({ length: count }, (_, at) => make(at)).join("");
const paragraphs = (from, count) => times(count, (at) => `<p>${sentences(from + at * 10, 4 + ((at * 7) % 9))}</p>`);

const WORDS = { ar: "النهر والجسر والقرية والسوق والطريق والبيت القديم قرب الماء".split(" "), ja: ["川の", "ほとりに", "古い", "水車が", "あり、", "人々は", "毎日", "水位を", "記録した。"] };
const foreign = (language, from, count) => {
  const words = WORDS[language];
  return Array.from({ length: count }, (_, at) => words[(from * 5 + at * at + at) % words.length]).join(language === "ja" ? "" : " ");
};

const rows = (count, columns) =>
  times(count, (row) => `<tr>${times(columns, (column) => `<td>${column === columns - 1 ? sentence(row) : `${row + 1}.${column}`}</td>`)}</tr>`);
const table = (count, columns) =>
  `<table><caption>Levels of the river</caption><thead><tr>${times(columns, (at) => `<th>Column ${at + 1}</th>`)}</tr></thead><tbody>${rows(count, columns)}</tbody></table>`;
/** Lines of code, with empty ones and such as are too long for a sheet. */
const codeLine = (at) => (at % 9 === 8 ? "" : `${"  ".repeat(at % 4)}let level_${at} = measure(${at});${at % 7 === 3 ? ` // ${sentences(at, 3)}` : ""}`);
const code = (count) => `<pre><code>${Array.from({ length: count }, (_, at) => codeLine(at)).join("\n")}</code></pre>`;
const figure = (at) => `<figure><img src="/picture.svg?${at}" alt="The river at mile ${at}"><figcaption>The river at mile ${at}, as it was drawn.</figcaption></figure>`;
const list = (count) => times(count, (at) => `<li>Item ${at + 1}: ${sentences(at, 1 + (at % 2))}</li>`);
const quote = (at) => `<blockquote><p>${sentences(at, 3)}</p><p>${sentences(at + 3, 2)}</p></blockquote>`;
const formula = (at) => `<math display="block"><mrow><mi>x</mi><mo>=</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mn>${at}</mn></mrow><mi>b</mi></mfrac></mrow></math>`;
const ruby = (at) => `<p>${times(30, (n) => `<ruby>水車<rt>すいしゃ</rt></ruby>${foreign("ja", at + n, 6)}`)}</p>`;

const article = (title, body, attributes = "lang=en") =>
  `<!doctype html><html ${attributes}><meta charset=utf-8><title>${title}</title><article><h1>${title}</h1>${body}</article></html>`;

/** By name, the HTML of each page. Images are at `/picture.svg?number`. */
export const ARTICLES = {
  prose: article("A long river", paragraphs(0, 40)),
  headings: article("Bends of the river", times(14, (at) => `<h2>Bend ${at + 1}</h2>${paragraphs(at * 50, 2)}<h3>Banks</h3><ul>${list(4)}</ul>`) + `<ol>${list(40)}</ol>`),
  table: article("Levels by day", paragraphs(0, 4) + table(90, 4) + paragraphs(100, 4) + table(20, 12)),
  code: article("A program for the river", paragraphs(0, 3) + code(160) + paragraphs(60, 3) + code(30)),
  cjk: article("川の水車", times(24, (at) => `<p>${foreign("ja", at, 60 + ((at * 13) % 50))}</p>`), "lang=ja"),
  rtl: article("النهر القديم", times(30, (at) => `<p>${foreign("ar", at, 50 + ((at * 13) % 40))}</p>`), "lang=ar dir=rtl"),
  figures: article("Pictures of the river", times(9, (at) => paragraphs(at * 30, 2) + figure(at))),
  quotes: article("Voices", times(18, (at) => paragraphs(at * 20, 1) + quote(at * 20 + 10))),
  footnotes: article(
    "A learned river",
    times(24, (at) => `<p>${sentences(at * 8, 7)}<sup id="ref${at}"><a href="#note${at}">${at + 1}</a></sup> ${sentences(at * 8 + 7, 2)}</p>`) +
      `<ol>${times(24, (at) => `<li id="note${at}">${sentence(at)} <a href="#ref${at}">↩</a></li>`)}</ol>`,
  ),
  ruby: article("水車の話", times(14, ruby), "lang=ja"),
  math: article("Reckoning the river", times(16, (at) => paragraphs(at * 20, 1) + formula(at))),
  mixed: article("All of the river", times(5, (at) => `<h2>Part ${at + 1}</h2>${paragraphs(at * 60, 2)}${figure(20 + at)}${quote(at)}<ol>${list(7)}</ol>${table(12, 3)}${code(14)}`)),
};

/** An article of so many sections, about two thirds of a page each. */
export const long = (sections) => article("The longest river", times(sections, (at) => `<h2>Mile ${at + 1}</h2>${paragraphs(at * 90, 4)}`));

/** The image that the articles show. */
export const PICTURE = {
  headers: { "Content-Type": "image/svg+xml" },
  body: `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="520" viewBox="0 0 900 520"><rect width="900" height="520" fill="#cde"/><path d="M0 300Q300 100 500 320T900 220V520H0Z" fill="#48a"/></svg>`,
};

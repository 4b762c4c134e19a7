/** The interface's texts: English ones stand where they are shown, others in a file a language, keyed by the English. */

const LANGUAGES = {
  ar: () => import("./messages/ar.js"),
  de: () => import("./messages/de.js"),
  es: () => import("./messages/es.js"),
  fr: () => import("./messages/fr.js"),
  ja: () => import("./messages/ja.js"),
  ko: () => import("./messages/ko.js"),
  zh: () => import("./messages/zh.js"),
};

/**
 * The texts in the first of these languages (BCP 47) that there are any in; English where there are none, or they
 * cannot be loaded.
 * @param {readonly string[]} wanted
 * @returns {Promise<Record<string, string>>}
 */
export async function loadMessages(wanted) {
  for (const language of wanted) {
    const code = language.toLowerCase().split("-")[0];
    if (code === "en") break;
    if (Object.hasOwn(LANGUAGES, code)) return LANGUAGES[code]().then((module) => module.default, () => ({}));
  }
  return {};
}

/**
 * The text in the language of `messages`. Where it has values in it, as errors do, the message whose `{}` stand for
 * them is found by what is around them.
 * @param {Record<string, string>} messages
 */
export function translate(messages, english) {
  if (Object.hasOwn(messages, english)) return messages[english];
  for (const [key, text] of Object.entries(messages)) {
    const pattern = key.replace(/[^\w\s{}]/g, "\\$&").replaceAll("{}", "(.+)");
    const values = key.includes("{}") && new RegExp(`^${pattern}$`, "s").exec(english);
    if (values) return values.slice(1).reduce((filled, value) => filled.replace("{}", () => value), text);
  }
  return english;
}

//! The language of the article: what the page declares, unless its script cannot be that language's.

use super::Sources;
use super::page::mark;
use super::words::{before, each, listed, parts, trim};

/// The language as BCP 47, and its source.
#[inline(never)]
pub fn read(sources: &Sources<'_>) -> Option<(String, String)> {
    let page = sources.page;
    let mut declared: Vec<(&str, &str)> = Vec::new();
    declared.extend(page.language.map(|value| (value, "html lang")));
    declared.extend(sources.linked.language.as_deref().map(|value| (value, "json-ld inLanguage")));
    for key in each("og:locale,content-language,dc.language,language") {
        declared.extend(page.metas_of(key).first().map(|value| (*value, key)));
    }
    let script = script(sources);
    let fits = |tag: &String| script.is_none_or(|script| written_in(tag, script));
    for (value, source) in declared {
        if let Some(tag) = tag(value).filter(fits) {
            return Some((tag, source.to_owned()));
        }
    }
    let language = each(script.filter(|script| script.telling)?.languages).next()?;
    Some((language.to_owned(), "script of the text".to_owned()))
}

/// `en_US`, `EN-us`, `en, de`: a well-formed tag.
fn tag(value: &str) -> Option<String> {
    let first = before(trim(value, ""), ",; .@");
    let mut parts = parts(first, *b"-_");
    let language = parts.next()?;
    if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let mut out = language.to_ascii_lowercase();
    for part in parts.take(3) {
        if !(2..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            continue;
        }
        out.push('-');
        // A country is in capitals, a script begins with one.
        let capitals = match part.len() {
            2 => 2,
            4 => 1,
            _ => 0,
        };
        for (at, b) in part.bytes().enumerate() {
            out.push(char::from(if at < capitals { b.to_ascii_uppercase() } else { b.to_ascii_lowercase() }));
        }
    }
    Some(out)
}

/// A script of one language, or of few.
struct Script {
    /// First and last letters of its ranges.
    letters: &'static [(char, char)],
    /// Languages that can be written in it, the usual one first. None named: all that no other script is the only
    /// one of.
    languages: &'static str,
    /// Whether it tells the language where the page does not.
    telling: bool,
}

#[rustfmt::skip]
const SCRIPTS: [Script; 10] = [
    Script { letters: &[('a', 'z'), ('A', 'Z'), ('\u{c0}', '\u{24f}')], languages: "", telling: false },
    Script { letters: &[('\u{400}', '\u{52f}')], telling: false, languages: "ru,uk,be,bg,sr,mk,kk,ky,mn,tg,uz,tt,ba,cv,os,bs,sh,az,tk,ce,sah,ab,ro" },
    Script { letters: &[('\u{370}', '\u{3ff}')], telling: true, languages: "el,grc" },
    Script { letters: &[('\u{590}', '\u{5ff}')], telling: true, languages: "he,iw,yi" },
    Script { letters: &[('\u{600}', '\u{77f}')], telling: false, languages: "ar,fa,ur,ps,ug,ku,ckb,sd,az,pa,ms,ks,dv" },
    Script { letters: &[('\u{4e00}', '\u{9fff}')], telling: true, languages: "zh,ja,yue,ko,wuu,lzh" },
    Script { letters: &[('\u{3040}', '\u{30ff}')], telling: true, languages: "ja" },
    Script { letters: &[('\u{ac00}', '\u{d7af}')], telling: true, languages: "ko" },
    Script { letters: &[('\u{e00}', '\u{e7f}')], telling: true, languages: "th" },
    Script { letters: &[('\u{900}', '\u{97f}')], telling: false, languages: "hi,mr,ne,sa,bho,mai,kok" },
];

/// The Japanese syllables in [`SCRIPTS`].
const KANA: usize = 6;

fn written_in(tag: &str, script: &Script) -> bool {
    let language = before(tag, "-");
    if script.languages.is_empty() {
        !listed("el,he,ja,ko,th,zh,ar,hi,ru,fa", language)
    } else {
        listed(script.languages, language)
    }
}

/// The script that most of the page's long lines are written in, if they are clear.
fn script(sources: &Sources<'_>) -> Option<&'static Script> {
    const ENOUGH: usize = 200;
    const MAX_CHARS: usize = 20_000;
    let mut counts = [0_usize; SCRIPTS.len()];
    let mut total = 0;
    let page = sources.page;
    for line in page.lines.iter().filter(|line| line.marks & mark::ELSEWHERE == 0) {
        let text = page.text(line);
        if text.len() < 80 {
            continue;
        }
        for c in text.chars() {
            if c.is_ascii() && !c.is_ascii_alphabetic() {
                continue;
            }
            let of = |script: &Script| script.letters.iter().any(|&(first, last)| first <= c && c <= last);
            if let Some(script) = SCRIPTS.iter().position(of) {
                counts[script] += 1;
                total += 1;
            }
        }
        if total > MAX_CHARS {
            break;
        }
    }
    if total < ENOUGH {
        return None;
    }
    // Kana among Han is Japanese.
    if counts[KANA] * 20 > total {
        return Some(&SCRIPTS[KANA]);
    }
    SCRIPTS.iter().zip(counts).find(|(_, count)| count * 10 > total * 7).map(|(script, _)| script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_well_formed() {
        assert_eq!(tag("EN_us").as_deref(), Some("en-US"));
        assert_eq!(tag("zh-hant-TW").as_deref(), Some("zh-Hant-TW"));
        assert_eq!(tag("de, en").as_deref(), Some("de"));
        assert_eq!(tag("english"), None);
        assert_eq!(tag(""), None);
    }

    #[test]
    fn scripts_and_languages() {
        let [latin, cyrillic, .., han, _, _, _, _] = &SCRIPTS;
        assert!(written_in("uk", cyrillic) && !written_in("en", cyrillic));
        assert!(written_in("de-AT", latin) && !written_in("ja", latin));
        assert!(written_in("ja", han));
    }
}

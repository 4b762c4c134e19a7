//! The language of the article: what the page declares, unless its script cannot be that language's.

use super::Sources;
use super::page::mark;
use super::words::{each, listed};

/// The language as BCP 47, and its source.
#[inline(never)]
pub fn read(sources: &Sources<'_>) -> Option<(String, String)> {
    let page = sources.page;
    let meta = |key: &'static str| page.metas_of(key).first().map(|value| (*value, key));
    let declared = [
        page.language.map(|value| (value, "html lang")),
        sources.linked.language.as_deref().map(|value| (value, "json-ld inLanguage")),
        meta("og:locale"),
        meta("content-language"),
        meta("dc.language"),
        meta("language"),
    ];
    let script = script(sources);
    let fits = |tag: &String| script.is_none_or(|script| written_in(tag, script));
    for (value, source) in declared.into_iter().flatten() {
        if let Some(tag) = tag(value).filter(fits) {
            return Some((tag, source.to_owned()));
        }
    }
    Some((script?.default_language()?.to_owned(), "script of the text".to_owned()))
}

/// `en_US`, `EN-us`, `en, de`: a well-formed tag.
fn tag(value: &str) -> Option<String> {
    let first = value.trim().split([',', ';', ' ', '.', '@']).next()?;
    let mut parts = first.split(['-', '_']);
    let language = parts
        .next()
        .filter(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let mut out = language.to_ascii_lowercase();
    for part in parts
        .take(3)
        .filter(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    {
        out.push('-');
        match part.len() {
            2 => out.push_str(&part.to_ascii_uppercase()),
            4 => {
                out.push_str(&part[..1].to_ascii_uppercase());
                out.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => out.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(out)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Han,
    Japanese,
    Hangul,
    Thai,
    Devanagari,
}

/// Scripts of one language, or of few: languages that can be written in each, the usual one first.
#[rustfmt::skip]
const WRITTEN: &[(Script, &str)] = &[
    (Script::Cyrillic, "ru,uk,be,bg,sr,mk,kk,ky,mn,tg,uz,tt,ba,cv,os,bs,sh,az,tk,ce,sah,ab,ro"),
    (Script::Greek, "el,grc"),
    (Script::Hebrew, "he,iw,yi"),
    (Script::Arabic, "ar,fa,ur,ps,ug,ku,ckb,sd,az,pa,ms,ks,dv"),
    (Script::Han, "zh,ja,yue,ko,wuu,lzh"),
    (Script::Japanese, "ja"),
    (Script::Hangul, "ko"),
    (Script::Thai, "th"),
    (Script::Devanagari, "hi,mr,ne,sa,bho,mai,kok"),
];

impl Script {
    fn default_language(self) -> Option<&'static str> {
        let only = matches!(
            self,
            Script::Greek | Script::Hebrew | Script::Han | Script::Japanese | Script::Hangul | Script::Thai
        );
        WRITTEN
            .iter()
            .find(|(script, _)| *script == self && only)
            .and_then(|(_, languages)| each(languages).next())
    }
}

fn written_in(tag: &str, script: Script) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    match WRITTEN.iter().find(|(own, _)| *own == script) {
        Some((_, languages)) => listed(languages, language),
        // Latin: not the languages that are never written in it.
        None => !listed("el,he,ja,ko,th,zh,ar,hi,ru,fa", language),
    }
}

/// The script that most of the page's long lines are written in, if they are clear.
fn script(sources: &Sources<'_>) -> Option<Script> {
    const ENOUGH: usize = 200;
    const MAX_CHARS: usize = 20_000;
    let mut counts = [0_usize; 10];
    let mut total = 0;
    let page = sources.page;
    for line in page.lines.iter().filter(|line| line.marks & mark::ELSEWHERE == 0) {
        let text = page.text(line);
        if text.len() < 80 {
            continue;
        }
        for script in text.chars().filter_map(script_of) {
            counts[script as usize] += 1;
            total += 1;
        }
        if total > MAX_CHARS {
            break;
        }
    }
    if total < ENOUGH {
        return None;
    }
    // Kana among Han is Japanese.
    if counts[Script::Japanese as usize] * 20 > total {
        return Some(Script::Japanese);
    }
    let all = [
        Script::Latin,
        Script::Cyrillic,
        Script::Greek,
        Script::Hebrew,
        Script::Arabic,
        Script::Han,
        Script::Japanese,
        Script::Hangul,
        Script::Thai,
        Script::Devanagari,
    ];
    all.into_iter().find(|&script| counts[script as usize] * 10 > total * 7)
}

fn script_of(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Script::Latin,
        '\u{370}'..='\u{3ff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{77f}' => Script::Arabic,
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        '\u{3040}'..='\u{30ff}' => Script::Japanese,
        '\u{4e00}'..='\u{9fff}' => Script::Han,
        '\u{ac00}'..='\u{d7af}' => Script::Hangul,
        _ => return None,
    })
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
        assert!(written_in("uk", Script::Cyrillic) && !written_in("en", Script::Cyrillic));
        assert!(written_in("de-AT", Script::Latin) && !written_in("ja", Script::Latin));
        assert!(written_in("ja", Script::Han));
    }
}

//! The language of the article: what the page declares, unless its script cannot be that language's.

use super::facts::{LANGUAGE, Said};
use super::marks::mark;
use super::page::{Line, Page};
use super::plain::SHORT;
use super::words::{before, each, listed, parts, runs, trim};
use crate::text::{lower_case, next, push};

/// The language as BCP 47.
#[inline(never)]
pub fn read<'a>(page: &Page<'a>) -> Said<'a> {
    let script = script(page);
    for (declared, source) in page.said(LANGUAGE, SHORT) {
        let tag = tag(declared);
        if !tag.is_empty() && script.is_none_or(|script| written_in(&tag, script)) {
            return (page.texts.keep(tag), source);
        }
    }
    match script.and_then(|script| each(script).next()) {
        Some(".") if script == Some(SCRIPTS[0]) => (by_words(page), ["words of the text", ""]),
        Some(".") | None => Said::default(),
        Some(usual) => (usual, ["script of the text", ""]),
    }
}

/// Languages in Latin letters, and words that are frequent in each; what others share of them does not decide.
const WORDS: [(&str, &str); 14] = [
    ("en", "the,of,to,is,that,with,was,this"),
    ("de", "und,der,das,ist,nicht,mit,auf,eine"),
    ("fr", "les,est,dans,pour,une,qui,sur,avec"),
    ("es", "los,las,del,una,por,para,como,pero"),
    ("it", "che,di,il,della,sono,gli,nel,anche"),
    ("pt", "não,uma,dos,para,mais,ao,pelo,são"),
    ("nl", "het,een,van,niet,zijn,voor,ook,aan"),
    ("sv", "och,att,är,för,inte,som,till,ett"),
    ("da", "og,det,af,ikke,til,med,der,også"),
    ("no", "og,det,av,ikke,til,med,som,også"),
    ("pl", "się,nie,na,jest,że,do,jak,ale"),
    ("cs", "se,je,na,že,jsou,jako,který,byl"),
    ("tr", "bir,ve,bu,için,ile,olarak,çok,daha"),
    ("id", "yang,dan,di,dengan,untuk,ini,dari,tidak"),
];

/// The language whose frequent words are clearly the most in the page's long lines, or nothing.
fn by_words<'a>(page: &Page<'a>) -> &'a str {
    const MAX_WORDS: usize = 600;
    /// Of a hundred words.
    const ENOUGH: usize = 8;
    let mut counts = [0_usize; WORDS.len()];
    let mut total = 0;
    for line in page.lines.iter().filter(|line| is_text(page, line)) {
        for word in runs(&lower_case(page.text(line)), char::is_alphabetic) {
            for (count, (_, frequent)) in counts.iter_mut().zip(WORDS) {
                *count += usize::from(listed(frequent, word));
            }
            total += 1;
        }
        if total > MAX_WORDS {
            break;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let others = counts.iter().filter(|&&count| count * 4 > most * 3).count();
    let found = counts.iter().position(|&count| count == most);
    match found {
        Some(at) if most * 100 >= ENOUGH * total && others == 1 => WORDS[at].0,
        _ => "",
    }
}

/// Whether a line is long enough to be of a text, and of this page's.
fn is_text(page: &Page<'_>, line: &Line) -> bool {
    const LONG_LINE: usize = 80;
    line.marks & mark::ELSEWHERE == 0 && page.text(line).len() >= LONG_LINE
}

/// `en_US`, `EN-us`, `en, de`: a well-formed tag, or nothing.
fn tag(value: &str) -> String {
    let first = before(trim(value, ""), ",; .@");
    let mut out = String::new();
    for part in parts(first, *b"-_").take(4) {
        let fits = if out.is_empty() { (2..=3).contains(&part.len()) } else { (2..=8).contains(&part.len()) };
        let of_language = |b: u8| b.is_ascii_alphabetic() || !out.is_empty() && b.is_ascii_digit();
        if !fits || !part.bytes().all(of_language) {
            if out.is_empty() {
                break;
            }
            continue;
        }
        // A country is in capitals, a script begins with one.
        let mut capitals = if part.len() == 2 { 2 } else { usize::from(part.len() == 4) };
        if out.is_empty() {
            capitals = 0;
        } else {
            out.push('-');
        }
        for (at, c) in part.chars().enumerate() {
            push(&mut out, if at < capitals { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() });
        }
    }
    out
}

/// Languages that can be written in a script, the usual one first; a full stop begins the list of a script that does
/// not tell the language where the page does not. None named: all that no other script is the only one of.
const SCRIPTS: [&str; 10] = [
    ".",
    ".,ru,uk,be,bg,sr,mk,kk,ky,mn,tg,uz,tt,ba,cv,os,bs,sh,az,tk,ce,sah,ab,ro",
    "el,grc",
    "he,iw,yi",
    ".,ar,fa,ur,ps,ug,ku,ckb,sd,az,pa,ms,ks,dv",
    "zh,ja,yue,ko,wuu,lzh",
    "ja",
    "ko",
    "th",
    ".,hi,mr,ne,sa,bho,mai,kok",
];

/// First and last letters of ranges, and whose of [`SCRIPTS`] they are.
const LETTERS: [(u16, u16, u8); 12] = [
    (0x41, 0x5a, 0),
    (0x61, 0x7a, 0),
    (0xc0, 0x24f, 0),
    (0x400, 0x52f, 1),
    (0x370, 0x3ff, 2),
    (0x590, 0x5ff, 3),
    (0x600, 0x77f, 4),
    (0x4e00, 0x9fff, 5),
    (0x3040, 0x30ff, 6),
    (0xac00, 0xd7af, 7),
    (0xe00, 0xe7f, 8),
    (0x900, 0x97f, 9),
];

/// The Japanese syllables in [`SCRIPTS`].
const KANA: usize = 6;

fn written_in(tag: &str, script: &str) -> bool {
    let language = before(tag, "-");
    if script == "." { !listed("el,he,ja,ko,th,zh,ar,hi,ru,fa", language) } else { listed(script, language) }
}

/// Which of [`SCRIPTS`] most of the page's long lines are written in, if they are clear.
fn script(page: &Page<'_>) -> Option<&'static str> {
    const ENOUGH: usize = 200;
    const MAX_CHARS: usize = 20_000;
    let mut counts = [0_usize; SCRIPTS.len()];
    let mut total = 0;
    for line in page.lines.iter().filter(|line| is_text(page, line)) {
        let text = page.text(line);
        let mut at = 0;
        while let Some(c) = next(text, &mut at) {
            let code = u32::from(c);
            if c.is_ascii() && !c.is_ascii_alphabetic() {
                continue;
            }
            for &(first, last, script) in &LETTERS {
                if (u32::from(first)..=u32::from(last)).contains(&code) {
                    counts[usize::from(script)] += 1;
                    total += 1;
                    break;
                }
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
        return Some(SCRIPTS[KANA]);
    }
    let clear = counts.iter().position(|count| count * 10 > total * 7)?;
    Some(SCRIPTS[clear])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_well_formed() {
        assert_eq!(tag("EN_us"), "en-US");
        assert_eq!(tag("zh-hant-TW"), "zh-Hant-TW");
        assert_eq!(tag("de, en"), "de");
        assert_eq!(tag("english"), "");
        assert_eq!(tag(""), "");
    }

    #[test]
    fn scripts_and_languages() {
        let [latin, cyrillic, .., han, _, _, _, _] = SCRIPTS;
        assert!(written_in("uk", cyrillic) && !written_in("en", cyrillic));
        assert!(written_in("de-AT", latin) && !written_in("ja", latin));
        assert!(written_in("ja", han));
    }
}

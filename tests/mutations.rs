//! Pages cut up, mixed and sprinkled with what is odd: no panic comes of them. It can look for longer, and at other pages:
//! `PAGES=DIR RUNS=100000 cargo test --release --config profile.release.debug-assertions=true --test mutations`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

#[path = "support/random.rs"]
mod random;

use std::env;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use article_reader::{Options, extract};
use random::Random;

/// What rules trip over: characters that change their length or join others, digits of other scripts, numbers without
/// end, tags that lack their other half, words that announce something.
#[rustfmt::skip]
const ODD: [&str; 50] = [
    "\0", "İ", "ẞ", "ŉ", "ΐ", "ﬁ", "👩‍👩‍👧", "\u{200d}", "\u{301}", "\u{e0041}", "\u{feff}", "٣", "۳", "年", "¼", "Ⅷ", "①", "<", ">", "\"", "=",
    "|", " - ", "»", "&#0;", "&#x10ffff;", "99999999999999999999", "20190305999999999999", "2019-02-30", "1.5.2019", "By ",
    "Published ", "<p>", "</p>", "<div>", "</div>", "<a href=#>", "</a>", "<table><tr><td>", "</table>",
    "<ol reversed start=4294967295>", "<li value=-99999999999>", "<svg>", "<template>", "<select>", "<!--", "-->",
    "<script type=application/ld+json>", "</script>", "<time datetime=",
];
/// Most cuts through a page.
const MOST_CUTS: usize = 40;
/// The longest piece that another page gives, and the longest that is doubled.
const MOST_BYTES: usize = 50_000;

#[test]
fn no_page_makes_it_panic() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let folder = env::var_os("PAGES").map_or(own, Into::into);
    let runs = env::var("RUNS").map_or(600, |runs| runs.parse().expect("RUNS is a number"));
    let mut pages = Vec::new();
    find_pages(&folder, &mut pages);
    assert!(!pages.is_empty(), "no HTML in {}", folder.display());
    pages.sort();
    let failed: Vec<u64> = (0..runs)
        .filter(|&seed| {
            let page = mutant(&pages, &mut Random(seed));
            let url = Some("https://ledger.example/2019/03/05/tide".to_owned());
            let today = (seed % 2 == 0).then(|| "2024-02-29T23:59".to_owned());
            let options = Options { url, today, trace: seed % 3 == 0, ..Options::default() };
            catch_unwind(|| extract(&page, &options).is_ok()).is_err()
        })
        .collect();
    assert!(failed.is_empty(), "these seeds: {failed:?}");
}

fn find_pages(folder: &Path, pages: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder of pages") {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find_pages(&path, pages);
        } else if path.extension().is_some_and(|end| end == "html") {
            pages.push(String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned());
        }
    }
}

/// One of the pages in pieces: some are missing, doubled, or stand behind a piece of another page.
fn mutant(pages: &[String], random: &mut Random) -> String {
    let page = &pages[random.below(pages.len())];
    let mut cuts: Vec<usize> =
        (0..2 + random.below(MOST_CUTS)).map(|_| random.below(page.len() + 1)).collect();
    cuts.extend([0, page.len()]);
    cuts.iter_mut().for_each(|cut| *cut = page.floor_char_boundary(*cut));
    cuts.sort_unstable();
    let mut out = String::new();
    for cut in cuts.windows(2) {
        let piece = &page[cut[0]..cut[1]];
        match random.below(10) {
            0 => {}
            1 if piece.len() < MOST_BYTES => out.extend([piece, piece]),
            2 => {
                let other = &pages[random.below(pages.len())];
                let start = other.floor_char_boundary(random.below(other.len() + 1));
                let end = other.floor_char_boundary(start + random.below(MOST_BYTES));
                out.extend([&other[start..end], piece]);
            }
            _ => out.push_str(piece),
        }
        (0..random.below(4)).for_each(|_| out.push_str(ODD[random.below(ODD.len())]));
    }
    // Every so many spaces something else: that reaches the rules for words.
    if random.below(3) == 0 {
        let every = 1 + random.below(200);
        let pieces: Vec<&str> = out.split(' ').collect();
        let between = |at: usize| if at.is_multiple_of(every) { ODD[at / every % ODD.len()] } else { " " };
        out = pieces.iter().enumerate().flat_map(|(at, piece)| [*piece, between(at)]).collect();
    }
    out
}

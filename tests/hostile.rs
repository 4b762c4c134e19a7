//! Input made to break readers: no panic, no overflow of a small stack, an end in time, and limits that say so.
//!
//! That parsing takes steps in proportion to the input is counted in `src/parse/tests.rs`. Here everything runs
//! from page to article, and time is only a guard against what never ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

#[path = "support/random.rs"]
mod random;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use article_reader::{Article, Error, Limit, Limits, Options, extract};
use random::Random;

/// A deep recursion would need much more; nothing of ours recurses.
const STACK_BYTES: usize = 256 << 10;

/// Far above what the slowest input takes, unoptimized and on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

const ARTICLE: &str = "<article><h1>Low tide at the harbor</h1>\
    <p>The harbor emptied before noon, and for an hour the boats lay on their sides in the mud, as they do twice a day.</p>\
    <p>By two the water was back, the ferry was full, and nobody on the quay, not even the pilot, spoke of it again.</p>\
    <p>The council will meet on Thursday to decide whether the old lock, closed since the flood, is to be opened.</p>\
    </article>";

/// A page with an article in it and `hostile` before, and one with `hostile` behind.
fn pages(hostile: &str) -> [String; 2] {
    let head = "<!DOCTYPE html><title>Low tide at the harbor</title>";
    [format!("{head}<body>{hostile}{ARTICLE}"), format!("{head}<body>{ARTICLE}{hostile}")]
}

fn try_extract(html: &str, options: &Options) -> Result<Article, Error> {
    let (html, options) = (html.to_owned(), options.clone());
    let (send, receive) = mpsc::channel();
    let worker = thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
        let _ = send.send(extract(&html, &options));
    });
    let result = receive.recv_timeout(PATIENCE);
    if !matches!(result, Err(mpsc::RecvTimeoutError::Timeout)) {
        worker.unwrap().join().expect("a panic");
    }
    result.expect("no end")
}

/// Extracts and checks what holds of every result.
fn survive(name: &str, html: &str) -> Result<Article, Error> {
    let options =
        Options { url: Some("https://harbor.example/tide".into()), trace: true, ..Options::default() };
    let result = try_extract(html, &options);
    if let Ok(article) = &result {
        let limit = 8 * html.len() + 10_000;
        assert!(article.text.len() <= limit, "{name}: {} bytes of text", article.text.len());
        assert!(article.html.len() <= limit, "{name}: {} bytes of HTML", article.html.len());
        assert!((0.0..=1.0).contains(&article.confidence), "{name}: {}", article.confidence);
        let title = article.title.as_deref().unwrap_or_default();
        assert!(title.len() < 10_000, "{name}: a title of {} bytes", title.len());
    }
    result
}

/// Unoptimized code does an eighth of the work; the shapes of the project's own list are in full all the same.
const SHARE: usize = if cfg!(debug_assertions) { 8 } else { 1 };

/// `piece` with `#` replaced by a number, again and again.
fn repeat(piece: &str, times: usize) -> String {
    if piece.contains('#') {
        (0..times).map(|at| piece.replace('#', &at.to_string())).collect()
    } else {
        piece.repeat(times)
    }
}

macro_rules! hostile {
    ($($name:ident: $piece:expr, $times:expr;)*) => {
        $(
            #[test]
            fn $name() {
                for page in pages(&repeat($piece, $times)) {
                    let _ = survive(stringify!($name), &page);
                }
            }
        )*
    };
}

hostile! {
    nested_divs: "<div>", 50_000;
    nested_spans: "<span>", 100_000 / SHARE;
    nested_tables: "<table><tr><td>", 100_000 / SHARE;
    nested_lists: "<ul><li>", 100_000 / SHARE;
    nested_quotes: "<blockquote>", 100_000 / SHARE;
    nested_fonts: "<font size=#>", 100_000 / SHARE;
    nested_anything: "<x-#>", 100_000 / SHARE;
    nested_vectors: "<svg><g><title>", 50_000 / SHARE;
    nested_templates: "<template>", 50_000 / SHARE;
    misnested: "<b><i></b></i>", 5_000;
    misnested_open: "<b><i>", 5_000 / SHARE;
    misnested_distinct: "<b id=b#><i id=i#></b></i>", 5_000;
    misnested_blocks: "<a href=/#><div><b id=b#><p>", 5_000 / SHARE;
    links: "<li><a href=/page/#>Page number #</a>", 50_000;
    unclosed_links: "<a href=/#>x", 100_000 / SHARE;
    fostered: "<table>text<b>more", 20_000 / SHARE;
    entities: "&amp;", 1_000_000 / SHARE;
    broken_entities: "&amp&#&#x&#xfffffffff;&notin", 40_000 / SHARE;
    open_tags: "<a ", 500_000 / SHARE;
    open_values: "<a b='", 500_000 / SHARE;
    open_quotes: "<a b=\"'>", 500_000 / SHARE;
    open_comments: "<!--", 500_000 / SHARE;
    open_sections: "<svg><![CDATA[", 200_000 / SHARE;
    open_doctypes: "<!doctype a public 'b", 200_000 / SHARE;
    open_titles: "<title></titl", 500_000 / SHARE;
    open_scripts: "<script><!--<script></script", 200_000 / SHARE;
    ends_of_nothing: "</", 1_000_000 / SHARE;
    less_than: "<", 2_000_000 / SHARE;
    brackets: "]]>-->--!>", 300_000 / SHARE;
    long_reference: "&#1", 500_000 / SHARE;
    references: "&CounterClockwiseContourIntegra", 200_000 / SHARE;
    nuls: "\0", 1_000_000 / SHARE;
    nuls_in_markup: "<p \0=\0>\0x\0</\0>", 50_000 / SHARE;
    root_attributes: "<html a#=1><body b#=2>", 50_000 / SHARE;
    scripts: "<script>x</script><style>y</style>", 50_000 / SHARE;
    comments: "<!-- x --><!>", 100_000 / SHARE;
    line_breaks: "<br>\n", 300_000 / SHARE;
    images: "<img src=/#.png>", 100_000 / SHARE;
    figures: "<figure><img src=/#.png><figcaption>x", 20_000 / SHARE;
    headings: "<h2>Heading #</h2>", 50_000 / SHARE;
    short_paragraphs: "<p>One, two.</p>", 100_000 / SHARE;
    notes: "<a id=r# href=#n#>[#]</a><p id=n#><a href=#r#>back</a> note", 20_000 / SHARE;
    rows: "<tr><td>1<td>2<td>3", 50_000 / SHARE;
    metas: "<meta property=og:title content='Title #'>", 30_000 / SHARE;
    authors: "<a rel=author class=byline href=/a/#>By Some Name #</a>", 20_000 / SHARE;
    dates: "<time datetime=2024-01-01>January 1, 2024</time>", 20_000 / SHARE;
    bases: "<base href=https://x#.example/>", 30_000 / SHARE;
    rights: "© 2024 Harbor | ", 200_000 / SHARE;
    homes: "<a href=/ title=#>Harbor | News # - </a>", 50_000 / SHARE;
    spaces: " \n\t", 1_000_000 / SHARE;
    unspaced: "x", 3_000_000 / SHARE;
    hidden: "<div hidden style='display:none'>x", 30_000 / SHARE;
    options: "<select><option>x", 50_000 / SHARE;
    invisible: "\u{200b}\u{ad}\u{feff}", 300_000 / SHARE;
    right_to_left: "<p>\u{202e}שלום, עולם.", 30_000 / SHARE;
}

#[test]
fn ten_megabytes_of_paragraphs_are_an_article() {
    let paragraph = "<p>Day #: the harbor emptied before noon, and for an hour the boats lay on their sides in the mud.</p>\n";
    let paragraphs = repeat(paragraph, 100_000);
    let page = format!("<title>Long</title><article><h1>Long</h1>{paragraphs}</article>");
    assert!(page.len() > 10_000_000);
    // Unoptimized code may meet the limit on time.
    let limits = Limits { max_millis: f64::INFINITY, ..Limits::default() };
    let article = try_extract(&page, &Options { limits, ..Options::default() }).unwrap();
    assert_eq!(article.truncated, None);
    assert_eq!(article.text.matches("the harbor emptied").count(), 100_000);
}

#[test]
fn a_million_open_paragraphs() {
    assert!(survive("p", &"<p>".repeat(1_000_000)).is_err());
}

#[test]
fn long_titles() {
    let spaces = " ".repeat(60_000);
    let titles = [
        format!("a{spaces}b"),
        repeat("| - — : ", 20_000),
        "word ".repeat(50_000),
        "x".repeat(1_000_000),
        repeat("«", 50_000),
    ];
    for title in titles {
        let page = format!(
            "<title>{title}</title><meta property=og:title content='{title}'><h1>{title}</h1>{ARTICLE}"
        );
        let _ = survive("title", &page);
    }
}

#[test]
fn hostile_json() {
    let deep = |open: &str, close: &str| open.repeat(200_000) + &close.repeat(200_000);
    let samples = [
        deep("[", "]"),
        deep("[", ""),
        deep("{\"a\":", "}"),
        deep("{\"@graph\":[", "]}"),
        format!("{{\"@type\":\"NewsArticle\",\"headline\":\"{}\"}}", "x\\u0000\\ud800 ".repeat(100_000)),
        format!("{{\"@type\":\"NewsArticle\",\"author\":[{}1]}}", "{\"name\":\"A B\"},".repeat(50_000)),
        format!(
            "{{\"@type\":\"NewsArticle\",\"datePublished\":{}1{}}}",
            "-".repeat(1000),
            "0".repeat(100_000)
        ),
        "\"".repeat(300_000),
        "\\".repeat(1_000_000),
        "/*".repeat(500_000),
        format!(
            "[{}]",
            "{\"@type\":\"NewsArticle\",\"@id\":\"#a\",\"mainEntity\":{\"@id\":\"#a\"}},".repeat(20_000)
        ),
    ];
    for (at, json) in samples.iter().enumerate() {
        let page =
            format!("<script type=application/ld+json>{json}</script><title>Low tide</title>{ARTICLE}");
        let article =
            survive(&format!("json {at}"), &page).unwrap_or_else(|error| panic!("json {at}: {error}"));
        assert!(article.text.contains("By two the water was back"), "json {at}");
    }
}

#[test]
fn attributes_without_end() {
    let samples = [
        format!("<div {}>", repeat("a#=# ", 100_000)),
        format!("<div title='{}'>", "x ".repeat(500_000)),
        format!("<div class='{}' id='{}'>", "word ".repeat(200_000), "y-".repeat(500_000)),
        format!("<a href='https://x.example/{}'>link</a>", "../".repeat(300_000)),
        format!("<img srcset='{}' alt='{}'>", repeat("/#.png #w, ", 50_000), "a".repeat(1_000_000)),
        format!("<div style='{}'>", "a:b;".repeat(250_000)),
        format!("<time datetime='{}'>", "2024-".repeat(100_000)),
    ];
    for (at, sample) in samples.iter().enumerate() {
        for page in pages(sample) {
            let article = survive(&format!("attributes {at}"), &page)
                .unwrap_or_else(|error| panic!("attributes {at}: {error}"));
            assert!(article.text.contains("By two the water was back"), "attributes {at}");
        }
    }
}

/// Formatting that is not closed is opened again in each paragraph, with its attributes.
#[test]
fn attributes_that_multiply() {
    let hostile = format!("<p><b title='{}'>{}", "x".repeat(1_000_000), "<p>y".repeat(10_000));
    let article = survive("multiply", &pages(&hostile)[1]).unwrap();
    assert_eq!(article.truncated, Some(Limit::Nodes));
    assert!(article.text.contains("By two the water was back"));
}

#[test]
fn a_page_cut_anywhere_is_a_page() {
    let page = &pages(
        "<table><tr><td>&amp;<!-- x --><svg><![CDATA[y]]></svg><script>z</script><b class='é'>Fett</b></table>",
    )[0];
    for (at, _) in page.char_indices() {
        let _ = survive("cut", &page[..at]);
        if at % 7 == 0 {
            let _ = survive("cut", &page[at..]);
        }
    }
}

#[test]
fn random_bytes_in_a_page() {
    let page =
        &pages("<ul><li><a href=/x>y</a></ul><table><tr><td>z</table><figure><img src=i.png></figure>")[0];
    let mut random = Random(7);
    for _ in 0..300 {
        let mut bytes = page.as_bytes().to_vec();
        for _ in 0..1 + random.below(30) {
            let at = random.below(bytes.len());
            bytes[at] = b"<>/='\"&;!-\0 \x80\xff\nab"[random.below(17)];
        }
        let _ = survive("bytes", &String::from_utf8_lossy(&bytes));
    }
}

/// Pages of random structure: elements, attributes and texts that mean something to one stage or another, nested
/// and closed at random.
#[test]
fn random_pages() {
    for seed in 0..400 {
        let page = random_page(seed);
        let _ = survive(&format!("seed {seed}"), &page);
    }
}

fn random_page(seed: u64) -> String {
    const TAGS: &str = "a abbr address article aside b base blockquote body br button caption cite code col dd details div dl dt em \
        embed fieldset figcaption figure footer form h1 h2 h3 h6 head header hr html i iframe img input li link main math meta mi \
        nav noscript object ol option p picture pre q rt ruby s script section select small source span strong style sub summary \
        sup svg table tbody td template textarea tfoot th thead time title tr u ul video";
    const ATTRIBUTES: &str = "class id href src srcset data-src alt title datetime itemprop itemscope itemtype property name content \
        rel role style hidden lang dir colspan rowspan start type width height aria-hidden aria-label cite poster";
    const WORDS: &str = "byline author date published sidebar footnote related share comment caption nav article content hidden \
        display:none headline datePublished og:title og:image article:author https://x.example/a.png //y.example ../z #note \
        javascript:alert(1) data:image/gif;base64,AAAA 2024-02-30T25:61 2024-05-06 99999999999 -1 100% NewsArticle de rtl \
        application/ld+json {\"@type\":\"NewsArticle\",\"headline\":\"H\"} text/html; nofollow noopener \u{fffd} 日本語 \u{202e}";
    const TEXTS: [&str; 12] = [
        "The harbor emptied before noon, and the boats lay on their sides, in the mud, for an hour.",
        "By Jane Doe and John Roe, Staff Writers",
        "Published: March 5, 2019 17:43 | Updated 6 Mar 2019",
        "Read more",
        "Share",
        "© 2024 Example",
        "[1]",
        "↩",
        "日本語の文章です。とても長い文章です。",
        "مرحبا بالعالم، هذا نص.",
        " \u{a0}\u{200b}",
        "&lt;b&gt; &#0; &amp",
    ];
    let mut random = Random(seed);
    let tags: Vec<&str> = TAGS.split_whitespace().collect();
    let attributes: Vec<&str> = ATTRIBUTES.split_whitespace().collect();
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut page = String::new();
    let mut open = Vec::new();
    for _ in 0..20 + random.below(400) {
        match random.below(10) {
            0..=3 => {
                let tag = tags[random.below(tags.len())];
                page += &format!("<{tag}");
                for _ in 0..random.below(4) {
                    let (name, value) =
                        (attributes[random.below(attributes.len())], words[random.below(words.len())]);
                    page += &format!(" {name}='{value}'");
                }
                page += ">";
                open.push(tag);
            }
            4..=5 => page += &open.pop().map_or(String::new(), |tag| format!("</{tag}>")),
            6 => page += &format!("</{}>", tags[random.below(tags.len())]),
            7 if random.below(4) == 0 => {
                page += ["<!--", "-->", "<![CDATA[", "]]>", "<", "&#", "\0", "<!doctype>"][random.below(8)]
            }
            _ => page += TEXTS[random.below(TEXTS.len())],
        }
    }
    page
}

#[test]
fn bad_input_has_its_error() {
    let code = |html: &str| extract(html, &Options::default()).err().map(|error| error.code());
    assert_eq!(code(""), Some("empty-input"));
    assert_eq!(code("\u{feff} \n\t "), Some("empty-input"));
    assert_eq!(code("Just a sentence, no markup."), Some("not-html"));
    assert_eq!(code("%PDF-1.7 \u{fffd}\u{fffd}"), Some("not-html"));
    assert_eq!(code("<!DOCTYPE html><title>x</title>"), Some("no-article"));
    assert_eq!(code("<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>"), Some("no-article"));
    assert_eq!(code(&"<p>x</p>".repeat(50 << 17)), Some("too-large"));
    for url in ["", "harbor.example/tide", "/tide", "javascript:alert(1)", "https://", "data:text/html,x"] {
        let options = Options { url: Some(url.into()), ..Options::default() };
        let error = extract(&pages("")[0], &options).unwrap_err();
        assert_eq!(error.code(), "bad-url", "{url}");
        assert!(!error.advice().is_empty());
    }
}

#[test]
fn limits_give_a_part_and_say_so() {
    let more = repeat(
        "<p>Day #: more of the same, and then some more of it, as before, until the next tide.</p>",
        2_000,
    );
    let page = &ARTICLE.replace("</article>", &more);
    let with = |limits: Limits| extract(page, &Options { limits, ..Options::default() });
    let whole = with(Limits::default()).unwrap();
    assert_eq!(whole.truncated, None);

    let part = with(Limits { max_nodes: 500, ..Limits::default() }).unwrap();
    assert_eq!(part.truncated, Some(Limit::Nodes));
    assert!(part.text.contains("By two the water was back") && part.text.len() < whole.text.len());

    let part = with(Limits { max_depth: 3, ..Limits::default() }).unwrap();
    assert_eq!(part.truncated, Some(Limit::Depth));
    assert!(part.text.contains("By two the water was back"));

    // A clock on which each look at it takes a second.
    fn slow() -> f64 {
        use std::cell::Cell;
        thread_local!(static NOW: Cell<f64> = const { Cell::new(0.0) });
        NOW.with(|now| {
            now.set(now.get() + 1_000.0);
            now.get()
        })
    }
    let part = with(Limits { max_millis: 1_500.0, clock: slow, ..Limits::default() }).unwrap();
    assert_eq!(part.truncated, Some(Limit::Time));
    assert!(part.text.contains("By two the water was back") && part.text.len() < whole.text.len());

    let error = with(Limits { max_bytes: page.len() - 1, ..Limits::default() }).unwrap_err();
    assert_eq!(error, Error::TooLarge { bytes: page.len(), limit: page.len() - 1 });
}

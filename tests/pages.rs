//! Page tests: each folder of `tests/pages` is one. `page.html` is a page written for the test, `expect.json` what a
//! reader expects of it, `article.html` and `article.json` (the golden files) the whole result as it was when somebody
//! last read it.
//!
//! `cargo test --test pages` runs them, `cargo test --test pages -- seed` those whose names hold "seed", and
//! `BLESS=1 cargo test --test pages` writes the results anew, to be read before they are committed. `MODEL=file` tries
//! another packed model than the built-in one.
//!
//! Of every article it is expected that links into it lead somewhere (`links`). Fields of `expect.json`, all but `url`
//! optional:
//! - `url`: the address the page was loaded from.
//! - `unsure`: true where the confidence is to be below 0.6: what there is of a page that is no article.
//! - `error`: the code of the error that is expected instead of an article.
//! - `title`, `subtitle`, `authors` (names), `published`, `modified`, `siteName`, `section`, `language`, `direction`:
//!   metadata. Dates are compared without fractions of a second; a language without region fits any region.
//! - `first`, `last`: the first and last words of the prose. The standfirst, and lines that begin as one of `captions` or
//!   `mayFollow`, are set aside before: they may stand there, and need not.
//! - `contains`: strings in the text or in a caption, be it of a lead image outside of the body. `once`: strings that are in the
//!   text exactly once.
//! - `lacks`: strings that are neither in the text nor in the HTML, nor in the metadata that is shown.
//! - `html`: strings in the HTML.
//! - `headings`: all headings of the body, in their order. `paragraphs`: how many `<p>` hold text.
//! - `leadImage`: its address, or null where there is none.
//! - `images`: all images of the body; the lead image may be outside of it. An address without query fits any query.
//! - `known_failures`: for each field that does not hold yet, why. The test fails as soon as it does, and as soon as
//!   another field does not; `KNOWN_FAILURES=1` shows them all. What is known to be wrong has no golden files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use article_reader::tree::tag;
use article_reader::{Article, Options, extract};
use libtest_mimic::{Arguments, Trial};
use serde_json::Value;
use similar::TextDiff;

/// Less confidence than this says that the page may be no article.
const UNSURE: f32 = 0.6;

/// Lines of a difference that are shown at most.
const SHOWN_LINES: usize = 40;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    match cases() {
        Ok(cases) => {
            let trials = cases.into_iter().map(|case| Trial::test(name(&case), move || Ok(check(&case)?)));
            libtest_mimic::run(&arguments, trials.collect()).exit_code()
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The folders, in alphabetical order.
fn cases() -> Result<Vec<PathBuf>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let entries = fs::read_dir(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    let mut cases: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    Ok(cases)
}

fn name(case: &Path) -> String {
    case.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn check(case: &Path) -> Result<(), String> {
    let expect = read(&case.join("expect.json"))?;
    let expect: Value = serde_json::from_str(&expect).map_err(|error| format!("expect.json: {error}"))?;
    let page = read(&case.join("page.html"))?;
    let url = expect["url"].as_str().ok_or("expect.json: url is missing")?;
    let model =
        std::env::var_os("MODEL").map(fs::read).transpose().map_err(|error| format!("MODEL: {error}"))?;
    let result = extract(&page, &Options { url: Some(url.to_string()), model, ..Options::default() });
    let mut failures = Failures::default();
    match (&result, expect["error"].as_str()) {
        (Ok(article), None) => {
            compare_metadata(article, &expect, &mut failures);
            compare_text(article, &expect, &mut failures);
            compare_structure(article, &expect, &mut failures);
        }
        (Ok(article), Some(code)) => {
            failures.add("error", &format!("{code} expected, got: {}", start(&article.text)))
        }
        (Err(error), code) if Some(error.code()) == code => {}
        (Err(error), _) => failures.add("error", &format!("{}: {error}", error.code())),
    }
    let known = expect["known_failures"].as_object();
    judge(&failures, known.into_iter().flatten())?;
    match result {
        Ok(article) if known.is_none() => compare_goldens(case, &article),
        _ => Ok(()),
    }
}

/// An error unless exactly the known fields fail.
fn judge<'a>(
    failures: &Failures,
    known: impl Iterator<Item = (&'a String, &'a Value)>,
) -> Result<(), String> {
    let mut unknown = failures.0.clone();
    let mut problems = Vec::new();
    if std::env::var_os("KNOWN_FAILURES").is_none() {
        for (field, reason) in known {
            if unknown.remove(field.as_str()).is_none() {
                problems.push(format!("{field} holds now: take it out of known_failures ({reason})"));
            }
        }
    }
    problems.extend(unknown.into_values());
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// By the field of `expect.json`, what does not hold.
#[derive(Default)]
struct Failures(BTreeMap<&'static str, String>);

impl Failures {
    fn add(&mut self, field: &'static str, message: &str) {
        let entry = self.0.entry(field).or_insert_with(|| field.to_string());
        entry.push_str("\n  ");
        entry.push_str(message);
    }

    fn compare(
        &mut self,
        field: &'static str,
        expected: &str,
        found: &str,
        same: impl Fn(&str, &str) -> bool,
    ) {
        if !same(expected, found) {
            self.add(field, &format!("expected: {expected}"));
            self.add(field, &format!("found:    {found}"));
        }
    }
}

/// Whether what is expected and what is found are the same.
type Same = fn(&str, &str) -> bool;

fn compare_metadata(article: &Article, expect: &Value, failures: &mut Failures) {
    let direction = format!("{:?}", article.direction).to_lowercase();
    let fields: [(&str, Option<&str>, Same); 8] = [
        ("title", article.title.as_deref(), str::eq),
        ("subtitle", article.subtitle.as_deref(), str::eq),
        ("published", article.published.as_deref(), same_date),
        ("modified", article.modified.as_deref(), same_date),
        ("siteName", article.site_name.as_deref(), str::eq),
        ("section", article.section.as_deref(), str::eq),
        ("language", article.language.as_deref(), same_language),
        ("direction", Some(&direction), str::eq),
    ];
    for (field, found, same) in fields {
        if let Some(expected) = expect[field].as_str() {
            failures.compare(field, expected, found.unwrap_or_default(), same);
        }
    }
    if expect["authors"].is_array() {
        failures.compare(
            "authors",
            &strings(expect, "authors").join(" · "),
            &authors(article).join(" · "),
            str::eq,
        );
    }
    if expect["unsure"] == true && article.confidence >= UNSURE {
        failures.add("unsure", &format!("the confidence is {}", article.confidence));
    }
    if let Some(expected) = expect.get("leadImage") {
        let found = article.lead_image.as_ref().map_or("", |image| &image.url);
        failures.compare("leadImage", expected.as_str().unwrap_or_default(), found, same_image);
    }
}

fn authors(article: &Article) -> Vec<&str> {
    article.authors.iter().map(|author| author.name.as_str()).collect()
}

/// Whether two ISO 8601 dates say the same with the same precision, fractions of a second aside.
fn same_date(a: &str, b: &str) -> bool {
    fn plain(date: &str) -> String {
        let (main, tail) = date.split_once('.').unwrap_or((date, ""));
        let date = format!("{main}{}", tail.trim_start_matches(|c: char| c.is_ascii_digit()));
        date.replace('Z', "+00:00")
    }
    plain(a) == plain(b)
}

fn same_language(expected: &str, found: &str) -> bool {
    let found = found.to_ascii_lowercase();
    let expected = expected.to_ascii_lowercase();
    found == expected || !expected.contains('-') && found.split('-').next() == Some(&expected)
}

fn same_image(expected: &str, found: &str) -> bool {
    found == expected
        || !expected.is_empty() && found.strip_prefix(expected).is_some_and(|tail| tail.starts_with('?'))
}

fn compare_text(article: &Article, expect: &Value, failures: &mut Failures) {
    let aside = strings(expect, "captions").into_iter();
    let aside = aside.chain(expect["mayFollow"].as_str()).chain(expect["subtitle"].as_str());
    let aside: Vec<String> = aside.map(collapse).collect();
    let is_aside = |line: &str| aside.iter().any(|words| line.starts_with(words));
    let lines: Vec<String> = article.text.lines().map(collapse).collect();
    let prose: Vec<&str> =
        lines.iter().map(String::as_str).filter(|line| !line.is_empty() && !is_aside(line)).collect();
    let prose = prose.join(" ");
    if let Some(first) = expect["first"].as_str() {
        failures.compare("first", &collapse(first), &start(&prose), |first, _| prose.starts_with(first));
    }
    if let Some(last) = expect["last"].as_str() {
        failures.compare("last", &collapse(last), &end(&prose), |last, _| prose.ends_with(last));
    }

    let text = collapse(&article.text);
    // A lead image that the body holds too is shown as the body has it.
    let lead = article.lead_image.as_ref().filter(|lead| !images(article).contains(&lead.url.as_str()));
    let caption = collapse(lead.and_then(|lead| lead.caption.as_deref()).unwrap_or_default());
    let captions: Vec<String> = article
        .body
        .root()
        .descendants()
        .filter(|node| node.is(tag::FIGCAPTION))
        .map(|node| collapse(&node.text_content()))
        .collect();
    for words in strings(expect, "contains").into_iter().map(collapse) {
        if !text.contains(&words)
            && !caption.contains(&words)
            && !captions.iter().any(|own| own.contains(&words))
        {
            failures.add("contains", &format!("missing: {words}"));
        }
    }
    for words in strings(expect, "once").into_iter().map(collapse) {
        let count = text.matches(&words).count();
        if count != 1 {
            failures.add("once", &format!("there {count} times: {words}"));
        }
    }
    let shown = [article.title.as_deref(), article.subtitle.as_deref(), Some(&authors(article).join("\n"))];
    let shown = shown.into_iter().flatten().map(collapse).collect::<Vec<_>>().join("\n") + "\n" + &text;
    let html = collapse(&article.html);
    for words in strings(expect, "lacks").into_iter().map(collapse) {
        if let Some(at) = shown.find(&words) {
            failures.add("lacks", &format!("in the text: …{}", start(&shown[at..])));
        } else if let Some(at) = html.find(&words) {
            failures.add("lacks", &format!("in the HTML: …{}", start(&html[at..])));
        }
    }
    for snippet in strings(expect, "html") {
        if !article.html.contains(snippet) {
            failures.add("html", &format!("missing: {snippet}"));
        }
    }
}

fn compare_structure(article: &Article, expect: &Value, failures: &mut Failures) {
    let elements: Vec<_> = article.body.root().descendants().filter(|node| node.is_element()).collect();
    if expect["headings"].is_array() {
        let headings = [tag::H1, tag::H2, tag::H3, tag::H4, tag::H5, tag::H6];
        let found = elements.iter().filter(|node| node.is_any(&headings));
        let found: Vec<String> = found.map(|node| collapse(&node.text_content())).collect();
        failures.compare("headings", &strings(expect, "headings").join(" · "), &found.join(" · "), str::eq);
    }
    if let Some(expected) = expect["paragraphs"].as_u64() {
        let paragraphs = elements.iter().filter(|node| node.is(tag::P));
        let found = paragraphs.filter(|node| !collapse(&node.text_content()).is_empty()).count();
        failures.compare("paragraphs", &expected.to_string(), &found.to_string(), str::eq);
    }
    if expect["images"].is_array() {
        let found = images(article);
        let expected = strings(expect, "images");
        let lead = article.lead_image.as_ref().map(|image| image.url.as_str());
        for image in &expected {
            if !found.iter().copied().chain(lead).any(|url| same_image(image, url)) {
                failures.add("images", &format!("missing: {image}, the lead image is {lead:?}"));
            }
        }
        for url in found {
            if !expected.iter().any(|image| same_image(image, url)) {
                failures.add("images", &format!("unexpected: {url}"));
            }
        }
    }
    let ids: Vec<&str> = elements.iter().filter_map(|node| node.attr_spelled("id")).collect();
    for target in elements.iter().filter_map(|node| node.attr_spelled("href")?.strip_prefix('#')) {
        if !ids.contains(&target) {
            failures.add("links", &format!("one leads to #{target}, which is not there"));
        }
    }
}

/// The addresses of the body's images.
fn images(article: &Article) -> Vec<&str> {
    let images = article.body.root().descendants().filter(|node| node.is(tag::IMG));
    images.filter_map(|node| node.attr_spelled("src")).collect()
}

/// Compares the whole result with the files in the folder, or writes them.
fn compare_goldens(case: &Path, article: &Article) -> Result<(), String> {
    let goldens = [("article.html", format!("{}\n", article.html)), ("article.json", as_json(article)?)];
    for (file, found) in goldens {
        let path = case.join(file);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, found).map_err(|error| format!("{}: {error}", path.display()))?;
            continue;
        }
        let golden = read(&path).map_err(|error| format!("{error}\nBLESS=1 writes it."))?;
        if golden != found {
            let difference = difference(&golden, &found);
            return Err(format!("{file} differs; once it is read, BLESS=1 accepts it.\n{difference}"));
        }
    }
    Ok(())
}

/// The article without its HTML, which has a file of its own, with its text as a list of lines, and without the
/// confidence, whose digits change whenever the model is trained anew.
fn as_json(article: &Article) -> Result<String, String> {
    let mut json = serde_json::to_value(article).map_err(|error| error.to_string())?;
    if let Some(fields) = json.as_object_mut() {
        fields.remove("html");
        fields.remove("confidence");
        fields.insert("text".into(), article.text.lines().collect());
    }
    let json = serde_json::to_string_pretty(&json).map_err(|error| error.to_string())?;
    Ok(json + "\n")
}

fn difference(golden: &str, found: &str) -> String {
    let diff = TextDiff::from_lines(golden, found);
    let unified = diff.unified_diff().context_radius(1).to_string();
    let mut lines: Vec<&str> = unified.lines().collect();
    let hidden = lines.len().saturating_sub(SHOWN_LINES);
    lines.truncate(SHOWN_LINES);
    let rest = if hidden > 0 { format!("\n… {hidden} more lines") } else { String::new() };
    lines.join("\n") + &rest
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn strings<'a>(expect: &'a Value, field: &str) -> Vec<&'a str> {
    expect[field].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first words, to show.
fn start(text: &str) -> String {
    text.chars().take(90).collect()
}

/// The last words, to show.
fn end(text: &str) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(90)).collect()
}

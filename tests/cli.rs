//! The command line of `examples/extract`: run as a program, on files and on standard input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const PAGE: &str = "<!DOCTYPE html><html lang=en><title>Low tide</title><body><nav><a href=/>Home</a></nav><article><h1>Low tide</h1>\
    <p>The harbor emptied before noon, and for an hour the boats lay on their sides in the mud. <a href=more>More</a></p>\
    <p>By two the water was back, the ferry was full, and nobody on the quay, not even the pilot, spoke of it.</p>\
    <p>The council will meet on Thursday to decide whether the old lock, closed since the flood, is to be opened.</p>\
    </article>";

/// The built example: beside the folder that this test was built into.
fn program() -> PathBuf {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    let path = path.join("examples").join(format!("extract{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "`cargo test` builds {}; so does `cargo build --example extract`", path.display());
    path
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(program())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that complains before it reads closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A file of this test's own.
fn file(name: &str, bytes: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The article of a page on standard input.
fn article(page: &[u8]) -> Value {
    let output = run(&["-"], page);
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_page_in_each_format() {
    let path = file("page.html", PAGE.as_bytes());
    let output = run(&["--url", "https://harbor.example/news/tide", "--trace", &path], b"");
    assert!(output.status.success() && output.stderr.is_empty());
    let article: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(article["title"], "Low tide");
    assert_eq!(article["language"], "en");
    assert!(article["html"].as_str().unwrap().contains("href=\"https://harbor.example/news/more\""));
    assert!(article["trace"].as_array().is_some_and(|trace| !trace.is_empty()));

    let html = run(&["--format", "html", &path], b"").stdout;
    assert!(text(&html).trim().starts_with('<') && text(&html).contains("<p>By two the water was back"));
    let plain = run(&["--format=text", "-"], PAGE.as_bytes()).stdout;
    assert!(text(&plain).starts_with("The harbor emptied") && !text(&plain).contains(['<', '{']));
    assert_eq!(text(&plain).trim().lines().count(), 3);
}

#[test]
fn bad_input_is_one_line_and_exit_1() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    let large = file("large.html", &b"<p>x</p>".repeat(5 << 20));
    let page = file("good.html", PAGE.as_bytes());
    let cases: [(&[&str], &[u8], &str); 8] = [
        (&["no/such/file.html"], b"", "cannot read no/such/file.html"),
        (&[folder], b"", "cannot read"),
        (&["-"], b"", "(empty-input)"),
        (&["-"], b" \r\n\t", "(empty-input)"),
        (&["-"], b"Just a sentence.", "(not-html)"),
        (&["-"], b"<ul><li><a href=/a>A</a></ul>", "(no-article)"),
        (&[&large], b"", "(too-large)"),
        (&["--url", "harbor.example", &page], b"", "(bad-url)"),
    ];
    for (arguments, input, expected) in cases {
        let output = run(arguments, input);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let complaint = text(&output.stderr);
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        assert!(complaint.starts_with("extract: ") && complaint.contains(expected), "{complaint}");
    }
}

#[test]
fn a_wrong_command_line_shows_the_right_one_and_exit_2() {
    let cases: [(&[&str], &str); 8] = [
        (&[], "no page given"),
        (&["--nonsense", "x"], "unknown option --nonsense"),
        (&["--format", "pdf", "x"], "unknown format pdf"),
        (&["x", "--url"], "--url needs a value"),
        (&["x", "--format"], "--format needs a value"),
        (&["x", "y"], "one page at a time"),
        (&["--batch", "x"], "--batch takes"),
        (&["--batch", "--url", "https://harbor.example/"], "--batch takes"),
    ];
    for (arguments, expected) in cases {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let complaint = text(&output.stderr);
        assert!(complaint.contains(expected) && complaint.contains("Usage: extract"), "{complaint}");
    }
    let help = run(&["--help"], b"");
    assert!(help.status.success() && text(&help.stdout).starts_with("Usage: extract"));
}

/// A page whose bytes are in `encoding`, with `head` before all else and `sentence` in every paragraph.
fn encoded(encoding: &str, head: &str, sentence: &str) -> Vec<u8> {
    let paragraphs: String = (1..=5).map(|at| format!("<p>{at}. {sentence} {sentence}</p>")).collect();
    let title: String = sentence.chars().take(12).collect();
    let page = format!("{head}<title>{title}</title><article><h1>{title}</h1>{paragraphs}</article>");
    match encoding {
        "utf-16le" => {
            [0xff, 0xfe].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        }
        "utf-16be" => {
            [0xfe, 0xff].into_iter().chain(page.encode_utf16().flat_map(u16::to_be_bytes)).collect()
        }
        "utf-8 with mark" => [b"\xef\xbb\xbf", page.as_bytes()].concat(),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
            let (bytes, _, failed) = encoding.encode(&page);
            assert!(!failed);
            bytes.into_owned()
        }
    }
}

#[test]
fn pages_in_any_encoding() {
    const FRENCH: &str = "L’été, la marée descend : « voilà », dit le pêcheur, et le bateau s’échoue dans la vase jusqu’à midi.";
    const GERMAN: &str = "Das Wasser läuft ab, die Schiffe liegen schräg im Schlick, und um zwölf Uhr ist der Hafen völlig leer für Stunden.";
    const JAPANESE: &str = "港の水は正午前に引き、船は一時間ほど泥の上に横たわっていた。それから潮がまた満ちてきて、誰もそのことを話さなかった。";
    const KOREAN: &str = "항구의 물은 정오가 되기 전에 빠졌고, 배들은 한 시간 동안 진흙 위에 누워 있었다. 두 시에는 물이 다시 돌아왔다.";
    const CHINESE: &str = "港口的水在中午之前就退了，船在泥里躺了一个小时。到两点钟水又回来了，码头上没有人再提起这件事，连领航员也没有。";
    const RUSSIAN: &str = "Вода ушла из гавани ещё до полудня, и целый час лодки лежали на боку в грязи. К двум часам вода вернулась.";
    let cases = [
        ("windows-1252", "<meta charset=windows-1252>", FRENCH),
        ("windows-1252", "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=iso-8859-1'>", GERMAN),
        ("shift_jis", "<meta charset=\"Shift_JIS\">", JAPANESE),
        (
            "euc-jp",
            "<!-- <meta charset=utf-8> --><meta content='text/html;charset=euc-jp' http-equiv=content-type>",
            JAPANESE,
        ),
        ("iso-2022-jp", "<meta charset=iso-2022-jp>", JAPANESE),
        ("euc-kr", "<title data-x='>'></title><meta charset='euc-kr'/>", KOREAN),
        ("gb18030", "<meta charset=gb2312>", CHINESE),
        ("windows-1251", "<?xml version=\"1.0\" encoding=\"windows-1251\"?>", RUSSIAN),
        ("koi8-r", "<meta name=x content='charset=utf-8'><meta charset=koi8-r>", RUSSIAN),
        ("utf-16le", "<meta charset=utf-8>", JAPANESE),
        ("utf-16be", "", GERMAN),
        ("utf-8 with mark", "<meta charset=windows-1252>", GERMAN),
        // Without a declaration, or against a wrong one.
        ("utf-8", "", GERMAN),
        ("utf-8", "<meta charset=iso-8859-1>", FRENCH),
        ("utf-8", "<meta charset=utf-16>", KOREAN),
        ("windows-1252", "", GERMAN),
        ("windows-1252", "<meta charset=utf-8>", GERMAN),
        ("shift_jis", "", JAPANESE),
        ("euc-kr", "<meta charset=utf-8>", KOREAN),
        ("gb18030", "<meta charset=nonsense>", CHINESE),
        ("windows-1251", "", RUSSIAN),
        ("koi8-r", "<meta charset=replacement>", RUSSIAN),
    ];
    for (encoding, head, sentence) in cases {
        let article = article(&encoded(encoding, head, sentence));
        let text = article["text"].as_str().unwrap();
        assert_eq!(text.matches(sentence).count(), 10, "{encoding} {head}: {text}");
        let title = article["title"].as_str().unwrap();
        assert!(sentence.starts_with(title) && title.len() > 8, "{encoding} {head}: {title}");
    }
}

#[test]
fn a_bad_byte_loses_nothing_else() {
    let mut bytes = encoded(
        "utf-8",
        "<meta charset=utf-8>",
        "Das Wasser läuft ab, die Schiffe liegen schräg im Schlick, und um zwölf ist der Hafen völlig leer.",
    );
    let at = bytes.len() / 2;
    bytes[at] = 0xff;
    bytes.push(0xc3);
    let article = article(&bytes);
    let text = article["text"].as_str().unwrap();
    assert!(text.matches("schräg im").count() >= 9 && text.contains('\u{fffd}'), "{text}");
    assert!(!text.contains('Ã'), "{text}");
}

#[test]
fn a_batch_goes_on_past_bad_pages() {
    let page = PAGE.replace(
        "<h1>",
        "<address>By <a rel=author>Jane Roe</a></address><time datetime=2024-05-06>May 6</time><h1>",
    );
    let good = file("batch.html", page.as_bytes());
    let list = file("list.html", b"<ul><li><a href=/a>A</a></ul>");
    let lines = format!(
        "one\thttps://harbor.example/a/\t{good}\ntwo\t\t{good}\n\nthree\t\tno/such\nfour\t\t{list}\nfive\tnonsense\t{good}\n"
    );
    let output = run(&["--batch"], lines.as_bytes());
    assert!(output.status.success());
    assert!(text(&output.stderr).contains("cannot read no/such"));
    let pages: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<_> = pages.iter().map(|page| page["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["one", "two", "three", "four", "five"]);
    assert_eq!(pages[0]["title"], "Low tide");
    assert_eq!(pages[0]["published"], pages[0]["date"]);
    assert_eq!(pages[0]["authors"].as_array().unwrap().len(), usize::from(pages[0]["byline"].is_string()));
    assert!(pages[0]["text"].as_str().unwrap().contains("By two the water was back"));
    assert!(pages[0]["html"].as_str().unwrap().contains("https://harbor.example/a/more"));
    assert!(pages[1]["html"].as_str().unwrap().contains("href=\"more\""));
    assert!(pages[0]["ms"].as_f64().unwrap() > 0.0 && pages[0].get("error").is_none());
    // A page whose address is none is read without it.
    assert_eq!((pages[4].get("error"), &pages[4]["html"]), (None, &pages[1]["html"]));
    for (page, error) in pages[2..4].iter().zip(["unreadable", "no-article"]) {
        assert_eq!((page["error"].as_str(), page["text"].as_str()), (Some(error), Some("")));
    }

    let output = run(&["--batch"], b"only one field\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("line 1 is not"));
}

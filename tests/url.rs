//! Addresses: ours against the `url` crate, which follows the URL Standard to the letter.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use article_reader::url::Base;

const BASES: [&str; 12] = [
    "https://harbor.example/",
    "https://harbor.example/news/2024/tide.html",
    "https://harbor.example/news/2024/",
    "http://www.harbor.example:8080/a/b;c/d?q=1&r=2#top",
    "https://harbor.example?only=query",
    "https://HARBOR.example/CaseKept/",
    "https://user:pass@harbor.example/private/",
    "https://harbor.example/a//b///c",
    "https://harbor.example/a/./b/../c/",
    "http://192.0.2.7/x/y",
    "https://harbor.example/%E6%B8%AF/%7Etilde/",
    "https://harbor.example/seite/übersicht",
];

const REFERENCES: [&str; 77] = [
    "",
    "#",
    "#note-1",
    "?",
    "?page=2",
    "?a=b#c",
    "/",
    "//other.example",
    "//other.example/x",
    "//other.example:81/x?y#z",
    ".",
    "./",
    "..",
    "../",
    "../..",
    "../../..",
    "../../../../x",
    "./x",
    "../x",
    "x/./y",
    "x/../y",
    "x/..",
    "x/.",
    "x//y",
    "x",
    "x/",
    "x/y/z",
    "/x/y",
    "/x/../y",
    "/../x",
    "/./x",
    "//",
    "photo.jpg",
    "photo large.jpg",
    "photo\u{a0}.jpg",
    "größe.html",
    "/日本/記事",
    "?q=größe",
    "?q=a b",
    "#größe",
    "#a b",
    "a%20b",
    "a%2Fb",
    "a%",
    "a%zz",
    "x?y?z",
    "x#y#z",
    "x?/../y",
    "x#/../y",
    "https://other.example",
    "https://other.example/x",
    "HTTPS://OTHER.example/X",
    "http://other.example/a/../b",
    "http:/x/y",
    "http:x",
    "https:///other.example/x",
    "https:\\\\other.example\\x",
    "\\x\\y",
    "\\\\other.example\\x",
    "x\\y",
    " x ",
    "\tx\n",
    "x\ty",
    "x\r\ny",
    "a:b/c",
    "./a:b",
    "x:y",
    "mailto:a@harbor.example",
    "tel:+1-555-0100",
    "data:text/plain,hi",
    "<x>",
    "\"x\"",
    "x{y}",
    "x|y",
    "x^y",
    "x`y",
    "x'y(z)~*!$&+,;=@",
];

#[test]
fn references_resolve_as_the_standard_says() {
    let mut differences = Vec::new();
    for base in BASES {
        let ours = Base::parse(base).unwrap();
        let theirs = url::Url::parse(base).unwrap();
        for reference in REFERENCES {
            let ours = ours.resolve(reference);
            // What the standard calls a failure we may resolve to anything harmless.
            let Ok(theirs) = theirs.join(reference) else { continue };
            if ours != theirs.as_str() {
                differences.push(format!("{reference:?} on {base}:\n  ours   {ours}\n  theirs {theirs}"));
            }
        }
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn bases_are_read_as_the_standard_says() {
    for base in BASES {
        assert_eq!(
            Base::parse(base).unwrap().host(),
            url::Url::parse(base).unwrap().host_str().unwrap().trim_start_matches("www.")
        );
    }
    for bad in [
        "",
        "x",
        "/x",
        "//harbor.example/",
        "mailto:a@b.example",
        "https://",
        "https://a b/",
        "javascript:1",
        "about:blank",
    ] {
        assert!(Base::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn nothing_that_comes_out_breaks_out_of_an_attribute() {
    let base = Base::parse(BASES[1]).unwrap();
    for reference in REFERENCES.iter().chain(&[
        "\"><script>",
        "' onload=x",
        "\u{0}\u{1f}x",
        "//[::1",
        "http://\"/",
        "https://a\u{7f}/",
    ]) {
        let out = base.resolve(reference);
        assert!(
            out.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'`')),
            "{reference:?}: {out}"
        );
    }
}

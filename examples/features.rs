//! Writes the training table: reads lines `id<TAB>url<TAB>path`, writes a JSON line a page
//! `{"id", "measures", "blocks": [{"text", "element", "features"}]}`, with measures of the page and features of the
//! blocks as hexadecimal bytes. The first line is `{"measures": [names], "features": [names]}`.

use std::io::{BufRead, BufWriter, Write};

use article_reader::training;
use serde_json::json;

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{}", json!({ "measures": training::MEASURES, "features": training::FEATURES }))?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut fields = line.split('\t');
        let (Some(id), Some(url), Some(path)) = (fields.next(), fields.next(), fields.next()) else {
            eprintln!("not `id<TAB>url<TAB>path`: {line}");
            std::process::exit(1);
        };
        let html = std::fs::read_to_string(path)?;
        let page = training::page(&html, Some(url).filter(|url| !url.is_empty()));
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let blocks: Vec<_> = page
            .blocks
            .iter()
            .map(|block| json!({ "text": block.text, "element": block.element, "features": hex(&block.features) }))
            .collect();
        writeln!(out, "{}", json!({ "id": id, "measures": hex(&page.measures), "blocks": blocks }))?;
    }
    out.flush()
}

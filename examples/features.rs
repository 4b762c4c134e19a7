//! Writes the training table: reads lines `id<TAB>url<TAB>path`, writes a JSON line a page
//! `{"id", "blocks": [{"text", "element", "features"}]}`, with the features as hexadecimal bytes. The first line
//! is `{"features": [names]}`.

use std::io::{BufRead, BufWriter, Write};

use serde_json::json;

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{}", json!({ "features": article_reader::training::FEATURES }))?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut fields = line.split('\t');
        let (Some(id), Some(url), Some(path)) = (fields.next(), fields.next(), fields.next()) else {
            eprintln!("not `id<TAB>url<TAB>path`: {line}");
            std::process::exit(1);
        };
        let html = std::fs::read_to_string(path)?;
        let blocks = article_reader::training::blocks(&html, Some(url).filter(|url| !url.is_empty()));
        let blocks: Vec<_> = blocks
            .iter()
            .map(|block| {
                let hex: String = block.features.iter().map(|byte| format!("{byte:02x}")).collect();
                json!({ "text": block.text, "element": block.element, "features": hex })
            })
            .collect();
        writeln!(out, "{}", json!({ "id": id, "blocks": blocks }))?;
    }
    out.flush()
}

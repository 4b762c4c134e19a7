//! Writes the training table: reads lines `id<TAB>url<TAB>path`, writes a JSON line a page
//! `{"id", "measures", "blocks": [{"text", "element", "features"}]}`, with measures of the page and features of the
//! blocks as hexadecimal bytes. The first line is `{"measures": [names], "features": [names]}`.
//!
//! With the path of a packed model as argument it writes for each page `{"id", "choice", "text"}` instead: the measures
//! of the choice that the model makes, and the text of the article.

use std::io::{BufRead, BufWriter, Write};

use article_reader::{Options, extract, training};
use serde_json::json;

fn main() -> std::io::Result<()> {
    let model = std::env::args_os().nth(1).map(std::fs::read).transpose()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if model.is_none() {
        writeln!(out, "{}", json!({ "measures": training::MEASURES, "features": training::FEATURES }))?;
    }
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut fields = line.split('\t');
        let (Some(id), Some(url), Some(path)) = (fields.next(), fields.next(), fields.next()) else {
            eprintln!("not `id<TAB>url<TAB>path`: {line}");
            std::process::exit(1);
        };
        let html = std::fs::read_to_string(path)?;
        let url = Some(url).filter(|url| !url.is_empty());
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        if let Some(model) = &model {
            let options =
                Options { url: url.map(str::to_owned), model: Some(model.clone()), ..Options::default() };
            if let (Some(choice), Ok(article)) =
                (training::choice(&html, url, model), extract(&html, &options))
            {
                writeln!(out, "{}", json!({ "id": id, "choice": hex(&choice), "text": article.text }))?;
            }
            continue;
        }
        let page = training::page(&html, url);
        let blocks: Vec<_> = page
            .blocks
            .iter()
            .map(|block| json!({ "text": block.text, "element": block.element, "features": hex(&block.features) }))
            .collect();
        writeln!(out, "{}", json!({ "id": id, "measures": hex(&page.measures), "blocks": blocks }))?;
    }
    out.flush()
}

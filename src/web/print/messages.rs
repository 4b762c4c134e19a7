//! What the preview says, in one place.

/// Each message by its key. `{1}` and `{2}` stand for numbers.
const MESSAGES: &[(&str, &str)] = &[
    ("preview", "Print preview"),
    ("pages", "Pages"),
    ("back", "Back to the article"),
    ("print", "Print"),
    ("options", "Options"),
    ("impossible", "The print preview is not possible in this browser."),
    ("page", "Page {1}"),
    ("page-of", "Page {1} of {2}"),
    ("count-one", "1 page"),
    ("count", "{1} pages"),
    ("progress", "Laying out … {1} pages so far"),
    ("links-heading", "Links"),
    // The groups of choices.
    ("sheet", "Sheet"),
    ("content", "Content"),
    ("strips", "Header and footer"),
    // The choices, and those of their options that are no numbers.
    ("zoom", "Zoom"),
    ("zoom.auto", "Fit"),
    ("zoom.width", "Page width"),
    ("zoom.whole", "Whole page"),
    ("zoom.50", "50%"),
    ("zoom.75", "75%"),
    ("zoom.100", "100%"),
    ("zoom.150", "150%"),
    ("zoom.200", "200%"),
    ("spread", "Two pages side by side"),
    ("paper", "Paper"),
    ("paper.a4", "A4"),
    ("paper.letter", "Letter"),
    ("paper.a5", "A5"),
    ("paper.legal", "Legal"),
    ("orientation", "Orientation"),
    ("orientation.portrait", "Portrait"),
    ("orientation.landscape", "Landscape"),
    ("size", "Text size in points"),
    ("margins", "Margins"),
    ("margins.narrow", "Narrow"),
    ("margins.normal", "Normal"),
    ("margins.wide", "Wide"),
    ("columns", "Columns"),
    ("images", "Images"),
    ("images.full", "Full size"),
    ("images.small", "Small"),
    ("images.none", "None"),
    ("links", "Link addresses"),
    ("links.none", "Left out"),
    ("links.notes", "As notes"),
    ("standfirst", "Standfirst"),
    ("captions", "Captions"),
    ("author-note", "Note on the author"),
    ("title", "Title"),
    ("source", "Source"),
    ("address", "Address"),
    ("date", "Date of printing"),
    ("number", "Page numbers"),
];

/// The message `key` with `numbers` in it, if there is one.
#[inline(never)]
pub fn find(key: &str, numbers: &[usize]) -> Option<String> {
    let (_, text) = MESSAGES.iter().find(|(other, _)| *other == key)?;
    let mut text = (*text).to_owned();
    for (number, place) in numbers.iter().zip(["{1}", "{2}"]) {
        if let Some((before, after)) = text.split_once(place) {
            text = [before, &number.to_string(), after].concat();
        }
    }
    Some(text)
}

/// The message `key` with `numbers` in it; an unknown key is shown as it is.
#[inline(never)]
pub fn message(key: &str, numbers: &[usize]) -> String {
    find(key, numbers).unwrap_or_else(|| key.to_owned())
}

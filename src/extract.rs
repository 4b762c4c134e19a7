//! The way of the data, step by step.

use crate::article::{Article, Direction, Image, Limit, add_source};
use crate::error::Error;
use crate::metadata::words::is_blank;
use crate::options::Options;
use crate::trace::Trace;
use crate::tree::{Node, Tree, attr, tag};
use crate::url::Base;
use crate::{clean, content, metadata, output, sanitize, text};

/// Finds the article in the HTML of a page.
///
/// ```
/// use article_reader::{Options, extract};
///
/// let page = "<title>Low tide | The Ledger</title><nav><a href=/>Home</a></nav><article><h1>Low tide</h1>
///     <p>The harbor emptied before noon, and for an hour the boats lay on their sides in the mud.</p>
///     <p>By two the water was back, and nobody spoke of it again.</p></article>";
/// let article = extract(page, &Options { url: Some("https://ledger.example/tide".into()), ..Options::default() })?;
/// assert_eq!(article.title.as_deref(), Some("Low tide"));
/// assert!(article.text.starts_with("The harbor emptied"));
/// # Ok::<(), article_reader::Error>(())
/// ```
///
/// # Errors
/// See [`Error`]; above all [`Error::NoArticle`].
#[cfg(feature = "parser")]
pub fn extract(html: &str, options: &Options) -> Result<Article, Error> {
    let (tree, truncated) = parse(html, options)?;
    extract_tree(&tree, truncated, options)
}

/// Reads the HTML of a page, and tells the limit that was met.
#[cfg(feature = "parser")]
pub(crate) fn parse(html: &str, options: &Options) -> Result<(Tree, Option<Limit>), Error> {
    let limit = options.limits.max_bytes;
    if html.len() > limit {
        return Err(Error::TooLarge { bytes: html.len(), limit });
    }
    if html.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(Error::Empty);
    }
    if !html.contains('<') {
        return Err(Error::NotHtml);
    }
    let (mut tree, truncated) = crate::parse::parse(html, &options.limits);
    crate::noscript::show(&mut tree);
    Ok((tree, truncated))
}

/// Finds the article in a document that is a [`Tree`] already. `truncated`: the limit that making it met.
///
/// # Errors
/// [`Error::BadUrl`], [`Error::NoArticle`].
pub fn extract_tree(tree: &Tree, truncated: Option<Limit>, options: &Options) -> Result<Article, Error> {
    let mut trace = Trace::new(options.trace);
    // 1. Addresses first: everything below resolves links.
    let base = options.url.as_deref().map(Base::parse).transpose()?;
    let base = base.map(|base| base.of_document(tree));
    let base = base.as_ref();
    // 2. Metadata before content, which knows title and standfirst again by it.
    let metadata = metadata::read(tree, base, options, &mut trace);
    // 3. The blocks that are the article, copied from the page, which stays as it is.
    let selection = content::select(tree, base, &metadata, options, &mut trace)?;
    // 4. What does not belong though it is inside goes; what belongs is repaired.
    let mut draft = selection.draft;
    let is_article = selection.is_article;
    clean::clean(
        &mut draft,
        &mut clean::Context { metadata: &metadata, base, is_article, trace: &mut trace },
    );
    // 5. Last before output, so that nothing can come in behind it.
    let body = sanitize::sanitize(&draft, base);
    // 6. Output.
    let text = output::text(&body);
    if text.is_empty() {
        return Err(Error::NoArticle);
    }
    let words = text::words(&text);
    let mut sources = metadata.sources;
    let lead_image = metadata.lead_image.or_else(|| {
        let image = first_image(&body)?;
        add_source(&mut sources, "leadImage", "image in the body".to_owned());
        Some(image)
    });
    Ok(Article {
        url: metadata.url,
        title: metadata.title,
        subtitle: metadata.subtitle,
        authors: metadata.authors,
        published: metadata.published,
        modified: metadata.modified,
        site_name: metadata.site_name,
        section: metadata.section,
        tags: metadata.tags,
        language: metadata.language,
        direction: direction(&text),
        excerpt: metadata.excerpt,
        lead_image,
        is_free: metadata.is_free,
        html: output::html(&body),
        word_count: words,
        reading_time: text::reading_minutes(&text, words),
        text,
        confidence: selection.confidence,
        sources,
        truncated,
        trace: trace.into_removals(),
        body,
    })
}

/// Whether the HTML of a page holds an article, as far as [`Article::confidence`] can be told without making one: in
/// about two thirds of the time of [`extract`], to decide whether to offer a reader view. False for what is no page.
#[cfg(feature = "parser")]
pub fn is_probably_article(html: &str, options: &Options) -> bool {
    parse(html, options).is_ok_and(|(tree, _)| is_probably_article_tree(&tree, options))
}

/// [`is_probably_article`] for a document that is a [`Tree`] already.
pub fn is_probably_article_tree(tree: &Tree, options: &Options) -> bool {
    /// Articles of the page tests have 0.8 and more, their front page has less than 0.7.
    const PROBABLY: f32 = 0.75;
    let Ok(base) = options.url.as_deref().map(Base::parse).transpose() else { return false };
    let base = base.map(|base| base.of_document(tree));
    let metadata = metadata::glance(tree, base.as_ref(), options);
    let promise = content::promise(tree, base.as_ref(), &metadata, options);
    promise.is_ok_and(|promise| promise >= PROBABLY)
}

/// The first image of the body that is no icon and no word of a sentence, for pages that name none.
#[inline(never)]
fn first_image(body: &Tree) -> Option<Image> {
    /// CSS pixels.
    const MIN_WIDTH: u32 = 200;
    let is_text = |near: Option<Node<'_>>| near.is_some_and(|near| near.is_text() && !is_blank(near.text()));
    let in_line = |image: Node<'_>| is_text(image.previous()) || is_text(image.next());
    let size = |node: Node<'_>, name| node.attr(name).and_then(|value| value.parse::<u32>().ok());
    let images = body.root().descendants().filter(|node| node.is(tag::IMG));
    let mut large = images
        .filter(|&node| size(node, attr::WIDTH).is_none_or(|width| width >= MIN_WIDTH) && !in_line(node));
    let node = large.find(|&node| {
        let (src, alt) = (node.attr(attr::SRC).unwrap_or_default(), node.attr(attr::ALT).unwrap_or_default());
        let (width, height) = (size(node, attr::WIDTH), size(node, attr::HEIGHT));
        !src.is_empty() && !src.starts_with("data:") && metadata::is_picture(src, alt, width, height)
    })?;
    let figure = node.ancestors().find(|node| node.is(tag::FIGURE));
    let caption = figure.and_then(|figure| figure.descendants().find(|node| node.is(tag::FIGCAPTION)));
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    Some(Image {
        url: node.attr(attr::SRC)?.to_owned(),
        alt: said(text::collapse(node.attr(attr::ALT).unwrap_or_default())),
        caption: caption.and_then(|node| said(text::collapse(&node.text_content()))),
        width: size(node, attr::WIDTH),
        height: size(node, attr::HEIGHT),
    })
}

/// The direction that most of the letters run in.
#[inline(never)]
fn direction(text: &str) -> Direction {
    let rtl = text::count_beyond_ascii(text, text::is_rtl);
    // Most texts have none, and need no counting of letters.
    if rtl > 0 && 2 * rtl > text.chars().filter(|c| c.is_alphabetic()).count() {
        Direction::Rtl
    } else {
        Direction::Ltr
    }
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_told_from_a_front_page_and_from_nothing() {
        let probably = |html: &str| is_probably_article(html, &Options::default());
        assert!(probably(include_str!("../tests/pages/long-read/page.html")));
        assert!(!probably(include_str!("../tests/pages/index-page/page.html")));
        assert!(!probably("<nav><a href=/>Home</a></nav>"));
        assert!(!probably("no page at all"));
    }

    #[test]
    fn a_page_of_pictures_says_little() {
        let page = "<article><h2>The harbor by day</h2><img src=/a.jpg><h2>The harbor by night</h2><img src=/b.jpg></article>";
        let article = extract(page, &Options::default()).ok();
        assert_eq!(article.map(|article| article.html.matches("<img").count()), Some(2));
        assert!(extract("<nav><a href=/>Home</a></nav>", &Options::default()).is_err());
    }
}

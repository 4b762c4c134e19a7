//! Whose page it is, where on it the article stands, and where it can be found: site name, section, tags, address.

use super::plain::{LONG, SHORT, loose, plain};
use super::{Sources, meta_tags};
use crate::url::Base;

/// The name of the publication, and its source.
pub fn name(sources: &Sources<'_>) -> Option<(String, String)> {
    const KEYS: &[&str] = &[
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "al:ios:app_name",
    ];
    let page = sources.page;
    let handle = |name: &String| !name.starts_with('@') && !name.contains("://");
    let meta = || meta_tags::values(page, KEYS, SHORT).find(|(_, name)| !name.is_empty() && handle(name));
    meta_tags::first(page, &KEYS[..1], SHORT)
        .map(|(key, name)| (name, format!("meta {key}")))
        .or_else(|| Some((sources.linked.publisher.clone()?, "json-ld publisher".to_owned())))
        .or_else(|| meta().map(|(key, name)| (name, format!("meta {key}"))))
}

/// What the site calls itself, loosely; the host and its labels among it.
pub fn names(sources: &Sources<'_>) -> Vec<String> {
    const KEYS: [&str; 10] = [
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "twitter:site",
        "al:ios:app_name",
        "copyright",
        "publisher",
        "dc.publisher",
        "dcterms.publisher",
        "al:android:app_name",
    ];
    const SHORTEST_LABEL: usize = 4;
    let page = sources.page;
    let metas = KEYS.iter().flat_map(|key| page.metas_of(key)).map(|name| loose(&plain(name, SHORT)));
    let mut names: Vec<String> = metas.chain(sources.linked.publisher.as_deref().map(loose)).collect();
    if let Some(base) = sources.base {
        let host = base.host();
        names.push(loose(host));
        let labels = host.rsplit('.').skip(1).filter(|label| label.len() >= SHORTEST_LABEL);
        names.extend(labels.map(loose));
    }
    names.retain(|name| name.len() > 1);
    names
}

/// Whether `text` is a name of the site, going by its `names`.
pub fn is_name_of(text: &str, names: &[String]) -> bool {
    let text = loose(text);
    let long = |text: &str| text.chars().count() > 3;
    // One in the other, and more than half of it.
    let part_of =
        |part: &str, whole: &str| long(part) && whole.contains(part) && part.len() * 2 > whole.len();
    !text.is_empty() && names.iter().any(|name| *name == text || part_of(&text, name) || part_of(name, &text))
}

/// The section, and its source.
pub fn section(sources: &Sources<'_>, title: Option<&str>) -> Option<(String, String)> {
    const KEYS: &[&str] = &[
        "article:section",
        "parsely-section",
        "sailthru.section",
        "cxenseparse:section",
        "section",
        "dc.subject",
        "article.section",
    ];
    let fits = |text: &String| {
        !text.is_empty() && text.chars().count() < 60 && title.is_none_or(|title| loose(title) != loose(text))
    };
    let linked = sources.linked;
    linked
        .section
        .clone()
        .filter(fits)
        .map(|text| (text, "json-ld articleSection".to_owned()))
        .or_else(|| {
            meta_tags::values(sources.page, KEYS, SHORT)
                .find(|(_, text)| fits(text))
                .map(|(key, text)| (text, format!("meta {key}")))
        })
        .or_else(|| {
            // The first breadcrumb is the front page, the last often the article itself.
            let inner = linked.breadcrumbs.get(1..)?;
            inner.iter().find(|text| fits(text)).map(|text| (text.clone(), "json-ld breadcrumb".to_owned()))
        })
}

/// Keywords, each once.
pub fn tags(sources: &Sources<'_>) -> (Vec<String>, String) {
    const MAX_TAGS: usize = 30;
    const LISTS: &[&str] = &["news_keywords", "keywords", "parsely-tags", "sailthru.tags"];
    let single: Vec<String> =
        sources.page.metas_of("article:tag").take(MAX_TAGS).map(|text| plain(text, SHORT)).collect();
    let split =
        |text: &str| text.split([',', ';', '、', '，']).map(|tag| plain(tag, SHORT)).collect::<Vec<_>>();
    let list = || meta_tags::values(sources.page, LISTS, LONG).find(|(_, text)| !text.is_empty());
    let (all, source) = if !single.is_empty() {
        (single.iter().flat_map(|text| split(text)).collect(), "meta article:tag".to_owned())
    } else if !sources.linked.tags.is_empty() {
        (sources.linked.tags.clone(), "json-ld keywords".to_owned())
    } else {
        list().map(|(key, text)| (split(&text), format!("meta {key}"))).unwrap_or_default()
    };
    let mut out: Vec<String> = Vec::new();
    for tag in all {
        if !tag.is_empty() && out.len() < MAX_TAGS && !out.iter().any(|own| own.eq_ignore_ascii_case(&tag)) {
            out.push(tag);
        }
    }
    (out, source)
}

/// The article's own address: what the page calls canonical if it is on the same site and no front page.
pub fn address(sources: &Sources<'_>) -> Option<(String, String)> {
    let given =
        sources.options.url.as_ref().map(|_| sources.base.map(ToString::to_string)).unwrap_or_default();
    let own = sources.page.metas_of("og:url").next().map(|url| (url, "meta og:url"));
    for (url, source) in sources.page.canonical.map(|url| (url, "canonical link")).into_iter().chain(own) {
        let absolute = sources.base.map_or_else(|| url.trim().to_owned(), |base| base.resolve(url));
        let Ok(target) = Base::parse(&absolute) else { continue };
        let same = sources.base.is_none_or(|base| {
            site(base.host()) == site(target.host()) && (target.path() != "/" || base.path() == "/")
        });
        if same && absolute.starts_with("http") {
            return Some((absolute, source.to_owned()));
        }
    }
    given.map(|url| (url, "given address".to_owned()))
}

/// The last labels of a host that make a site: two, or three under a short second label such as co.uk.
fn site(host: &str) -> &str {
    let mut from = host.len();
    for (count, (at, _)) in host.rmatch_indices('.').enumerate() {
        let label = &host[at + 1..from];
        if count == 1 && label.len() > 3 || count == 2 {
            return &host[at + 1..];
        }
        from = at;
    }
    host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_of_hosts() {
        assert_eq!(site("a.b.example.com"), "example.com");
        assert_eq!(site("www.ledger.co.uk"), "ledger.co.uk");
        assert_eq!(site("example.com"), "example.com");
        assert_eq!(site("localhost"), "localhost");
    }
}

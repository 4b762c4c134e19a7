//! What the page says about itself by name, in its head and in JSON-LD, as one list; and which names mean the same.
//! Names of one word are those of `meta` elements: Open Graph, Dublin Core, parsely, sailthru, citation_*, twitter,
//! weibo.

use super::page::Page;
use super::words::{each, find};

/// Where a field is from, in two parts: `meta ` and `og:title`.
pub type Source = [&'static str; 2];

/// A text and its source; an empty one is none.
pub type Said<'a> = (&'a str, Source);

/// Names of titles that nearly every page has.
pub const COMMON_TITLE: &str = "og:title,twitter:title,title element";

/// Names of titles, best first.
pub const TITLE: &str = "\
    json-ld headline,json-ld name,og:title,twitter:title,parsely-title,sailthru.title,citation_title,dc.title,\
    dcterms.title,dcterm:title,headline,hdl,weibo:article:title,weibo:webpage:title,title,article:title,rbtitle,\
    cxenseparse:title,title element";

/// Names of authors in `meta` elements.
pub const AUTHOR: &str = "\
    author,article:author,og:article:author,byl,parsely-author,sailthru.author,citation_author,citation_authors,dc.creator,\
    dcterms.creator,dcterm:creator,dc.contributor,article:author_name,article.author,authors,og:author,\
    cxenseparse:author,article:authors,bt:author,content_author,creator,rbauthors,twitter:creator:name";

/// Names of the date of publication.
pub const PUBLISHED: &str = "\
    json-ld datePublished,article:published_time,og:published_time,article:published,datepublished,parsely-pub-date,sailthru.date,\
    citation_publication_date,citation_date,citation_online_date,dc.date.issued,dcterms.issued,dc.date.created,\
    dcterms.created,dc.date,dcterms.date,pubdate,publishdate,publish-date,publish_date,publication_date,\
    article:post_time,date.available,article.published,date,og:pubdate,og:article:published_time,og:release_date,\
    published_at,article_date_original,originalpublicationdate,published-date,article:created,datecreated,\
    weibo:article:create_at,cxenseparse:recs:publishtime,ptime,displaydate,bt:pubdate,rbpubdate,created,timestamp,\
    release_date,shareaholic:article_published_time,published,vr:published_time,cxenseparse:pubdate,uploaddate,dc:date,\
    dc:created,dc.issued";

/// Names of the date of the last change.
pub const MODIFIED: &str = "\
    json-ld dateModified,article:modified_time,og:updated_time,article:modified,datemodified,og:modified_time,dc.date.modified,\
    dcterms.modified,article:updated_time,lastmod,last-modified,last_updated,article.updated,\
    weibo:article:update_at,modified,updated,revised,bt:moddate,modificationdate,dc.modified";

/// Names of descriptions.
pub const DESCRIPTION: &str = "\
    og:description,twitter:description,description,dc.description,dcterms.description,dcterms.abstract,\
    sailthru.description,json-ld description";

/// Names of the publication's name, best first.
pub const SITE: &str = "\
    og:site_name,json-ld publisher,microdata publisher,application-name,apple-mobile-web-app-title,dc.publisher,al:ios:app_name";

/// The title of the feed that the page names first.
pub const FEED: &str = "feed title";

/// Names of sections.
pub const SECTION: &str = "\
    json-ld articleSection,article:section,parsely-section,sailthru.section,cxenseparse:section,section,dc.subject,\
    article.section,json-ld breadcrumb";

/// Names of languages.
pub const LANGUAGE: &str = "html lang,json-ld inLanguage,og:locale,content-language,dc.language,language";

/// Names of the article's own address.
pub const ADDRESS: &str = "canonical link,og:url";

impl<'a> Page<'a> {
    /// What is said by one of `names`, in their order, as clean text of at most `limit` characters.
    #[inline(never)]
    pub fn said(&self, names: &'static str, limit: usize) -> Vec<Said<'a>> {
        self.at_most(usize::MAX, names, limit)
    }

    /// The first of it.
    #[inline(never)]
    pub fn first(&self, names: &'static str, limit: usize) -> Said<'a> {
        self.at_most(1, names, limit).first().copied().unwrap_or_default()
    }

    /// The first `most` of it.
    fn at_most(&self, most: usize, names: &'static str, limit: usize) -> Vec<Said<'a>> {
        let mut out = Vec::new();
        for name in each(names) {
            for fact in self.facts.iter().filter(|fact| fact.name == name) {
                let text = self.texts.plain(fact.text, limit);
                if !text.is_empty() {
                    out.push((text, source(name)));
                }
                if out.len() == most {
                    return out;
                }
            }
        }
        out
    }
}

/// The source that the name is of.
#[inline(never)]
pub fn source(name: &'static str) -> Source {
    match find(name, " ") {
        Some(space) => [&name[..=space], &name[space + 1..]],
        None => ["meta ", name],
    }
}

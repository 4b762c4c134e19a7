//! `meta` elements by what they mean: Open Graph, Dublin Core, parsely, sailthru, citation_*, twitter, weibo.

use super::Source;
use super::page::Page;
use super::plain::plain;
use super::words::each;

/// Keys of titles that nearly every page has.
pub const COMMON_TITLE: &str = "og:title,twitter:title";

/// Keys of titles, best first.
pub const TITLE: &str = "\
    og:title,twitter:title,parsely-title,sailthru.title,citation_title,dc.title,dcterms.title,dcterm:title,headline,\
    hdl,weibo:article:title,weibo:webpage:title,title,article:title,rbtitle,cxenseparse:title";

/// Keys of authors.
pub const AUTHOR: &str = "\
    author,article:author,og:article:author,byl,parsely-author,sailthru.author,citation_author,dc.creator,\
    dcterms.creator,dcterm:creator,dc.contributor,article:author_name,article.author,authors,og:author,\
    cxenseparse:author,article:authors,bt:author,content_author,creator,rbauthors,twitter:creator:name";

/// Keys of the date of publication.
pub const PUBLISHED: &str = "\
    article:published_time,og:published_time,article:published,datepublished,parsely-pub-date,sailthru.date,\
    citation_publication_date,citation_date,citation_online_date,dc.date.issued,dcterms.issued,dc.date.created,\
    dcterms.created,dc.date,dcterms.date,pubdate,publishdate,publish-date,publish_date,publication_date,\
    article:post_time,date.available,article.published,date,og:pubdate,og:article:published_time,og:release_date,\
    published_at,article_date_original,originalpublicationdate,published-date,article:created,datecreated,\
    weibo:article:create_at,cxenseparse:recs:publishtime,ptime,displaydate,bt:pubdate,rbpubdate,created,timestamp,\
    release_date,shareaholic:article_published_time,published,vr:published_time,cxenseparse:pubdate,uploaddate,dc:date,\
    dc:created,dc.issued";

/// Keys of the date of the last change.
pub const MODIFIED: &str = "\
    article:modified_time,og:updated_time,article:modified,datemodified,og:modified_time,dc.date.modified,\
    dcterms.modified,article:updated_time,lastmod,last-modified,last_updated,article.updated,\
    weibo:article:update_at,modified,updated,revised,bt:moddate,modificationdate,dc.modified";

/// Keys of descriptions.
pub const DESCRIPTION: &str = "\
    og:description,twitter:description,description,dc.description,dcterms.description,dcterms.abstract,\
    sailthru.description";

/// The values of `keys`, in the order of the keys, as text of at most `limit` characters, each with its key.
#[inline(never)]
pub fn values(page: &Page<'_>, keys: &'static str, limit: usize) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    for key in each(keys) {
        for (own, content) in &page.metas {
            if own == key {
                out.push((key, plain(content, limit)));
            }
        }
    }
    out
}

/// The first of them that says something, with its source.
#[inline(never)]
pub fn first(page: &Page<'_>, keys: &'static str, limit: usize) -> Option<(String, Source)> {
    for key in each(keys) {
        for (own, content) in &page.metas {
            let value = if own == key { plain(content, limit) } else { String::new() };
            if !value.is_empty() {
                return Some((value, ["meta ", key]));
            }
        }
    }
    None
}

/// The first of them that says something.
#[inline(never)]
pub fn value(page: &Page<'_>, keys: &'static str, limit: usize) -> Option<String> {
    first(page, keys, limit).map(|(value, _)| value)
}

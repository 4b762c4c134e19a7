//! Names of elements and attributes as small integers: known names are constants, the rest is interned per tree.

use crate::keys;

/// A name of an element or attribute, lower case as the parser left it; compare it with the constants in
/// [`tag`] and [`attr`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Name(u16);

impl Name {
    /// Index for side tables; known names come first and are below [`KNOWN_NAMES`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

macro_rules! known {
    ($($konst:ident $text:literal)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only counts the names")]
        #[repr(u16)]
        enum Index { $($konst),* }
        const TEXTS: &[&str] = &[$($text),*];
        /// Every known name; use it through [`tag`] and [`attr`].
        mod all {
            use super::{Index, Name};
            $(pub const $konst: Name = Name(Index::$konst as u16);)*
        }
    };
}

macro_rules! export {
    ($(#[$doc:meta])* $module:ident: $($konst:ident)*) => {
        $(#[$doc])*
        pub mod $module {
            $(
                #[allow(missing_docs, reason = "each is the name it says")]
                pub const $konst: super::Name = super::all::$konst;
            )*
        }
    };
}

known! {
    A "a" ABBR "abbr" ADDRESS "address" AREA "area" ARTICLE "article" ASIDE "aside" AUDIO "audio" B "b" BASE "base"
    BDI "bdi" BDO "bdo" BIG "big" BLINK "blink" BLOCKQUOTE "blockquote" BODY "body" BR "br" BUTTON "button" CANVAS "canvas"
    CAPTION "caption" CENTER "center" CITE "cite" CODE "code" COL "col" COLGROUP "colgroup" DATA "data"
    DATALIST "datalist" DD "dd" DEL "del" DETAILS "details" DFN "dfn" DIALOG "dialog" DIR "dir" DIV "div" DL "dl"
    DT "dt" EM "em" EMBED "embed" FIELDSET "fieldset" FIGCAPTION "figcaption" FIGURE "figure" FONT "font"
    FOOTER "footer" FORM "form" FRAME "frame" FRAMESET "frameset" H1 "h1" H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6"
    HEAD "head" HEADER "header" HGROUP "hgroup" HR "hr" HTML "html" I "i" IFRAME "iframe" IMG "img" INPUT "input"
    INS "ins" KBD "kbd" LABEL "label" LEGEND "legend" LI "li" LINK "link" MAIN "main" MAP "map" MARK "mark"
    MENU "menu" META "meta" METER "meter" NAV "nav" NOBR "nobr" NOFRAMES "noframes" NOSCRIPT "noscript"
    OBJECT "object" OL "ol" OPTGROUP "optgroup" OPTION "option" OUTPUT "output" P "p" PARAM "param"
    PICTURE "picture" PRE "pre" PROGRESS "progress" Q "q" RB "rb" RP "rp" RT "rt" RTC "rtc" RUBY "ruby" S "s"
    SAMP "samp" SCRIPT "script" SEARCH "search" SECTION "section" SELECT "select" SLOT "slot" SMALL "small"
    SOURCE "source" SPAN "span" STRIKE "strike" STRONG "strong" STYLE "style" SUB "sub" SUMMARY "summary" SUP "sup"
    SVG "svg" TABLE "table" TBODY "tbody" TD "td" TEMPLATE "template" TEXTAREA "textarea" TFOOT "tfoot" TH "th"
    THEAD "thead" TIME "time" TITLE "title" TR "tr" TRACK "track" TT "tt" U "u" UL "ul" VAR "var" VIDEO "video"
    WBR "wbr" AMP_IMG "amp-img" AMP_VIDEO "amp-video" AMP_IFRAME "amp-iframe"
    MATH "math" MI "mi" MO "mo" MN "mn" MS "ms" MTEXT "mtext" MSPACE "mspace" MROW "mrow" MFRAC "mfrac" MSQRT "msqrt"
    MROOT "mroot" MSTYLE "mstyle" MERROR "merror" MPADDED "mpadded" MPHANTOM "mphantom" MSUB "msub" MSUP "msup"
    MSUBSUP "msubsup" MUNDER "munder" MOVER "mover" MUNDEROVER "munderover" MMULTISCRIPTS "mmultiscripts"
    MPRESCRIPTS "mprescripts" NONE "none" MTABLE "mtable" MTR "mtr" MTD "mtd" SEMANTICS "semantics"
    ANNOTATION "annotation" ANNOTATION_XML "annotation-xml" MENCLOSE "menclose" MFENCED "mfenced"
    ABOUT "about" ALT "alt" ARIA_HIDDEN "aria-hidden" ARIA_LABEL "aria-label" ARIA_MODAL "aria-modal" CHARSET "charset"
    CLASS "class" COLSPAN "colspan" CONTENT "content" DATETIME "datetime" DATA_SRC "data-src" DATA_SRCSET "data-srcset"
    DATA_TESTID "data-testid" DISPLAY "display" ENCODING "encoding" HEADERS "headers" HEIGHT "height" HIDDEN "hidden"
    HREF "href" HREFLANG "hreflang" HTTP_EQUIV "http-equiv" ID "id" ITEMID "itemid" ITEMPROP "itemprop" ITEMREF "itemref" ITEMSCOPE "itemscope"
    ITEMTYPE "itemtype" LANG "lang" LOADING "loading" MEDIA "media" NAME "name" OPEN "open" POSTER "poster"
    PROPERTY "property" PUBDATE "pubdate" REL "rel" RESOURCE "resource" REVERSED "reversed" ROLE "role"
    ROWSPAN "rowspan" SCOPE "scope" SHADOWROOTMODE "shadowrootmode" SIZES "sizes" SRC "src" SRCDOC "srcdoc"
    SRCSET "srcset" START "start" TARGET "target" TYPE "type" TYPEOF "typeof" VALUE "value" VOCAB "vocab"
    CONTROLS "controls" KIND "kind" PRELOAD "preload" REFERRERPOLICY "referrerpolicy"
    WIDTH "width" ALIGN "align" BORDER "border" CONTENTEDITABLE "contenteditable" XML_LANG "xml:lang"
}

export! {
    /// Names of elements.
    tag: A ABBR ADDRESS AREA ARTICLE ASIDE AUDIO B BASE BDI BDO BIG BLINK BLOCKQUOTE BODY BR BUTTON CANVAS CAPTION CENTER
    CITE CODE COL COLGROUP DATA DATALIST DD DEL DETAILS DFN DIALOG DIR DIV DL DT EM EMBED FIELDSET FIGCAPTION
    FIGURE FONT FOOTER FORM FRAME FRAMESET H1 H2 H3 H4 H5 H6 HEAD HEADER HGROUP HR HTML I IFRAME IMG INPUT INS
    KBD LABEL LEGEND LI LINK MAIN MAP MARK MENU META METER NAV NOBR NOFRAMES NOSCRIPT OBJECT OL OPTGROUP OPTION
    OUTPUT P PARAM PICTURE PRE PROGRESS Q RB RP RT RTC RUBY S SAMP SCRIPT SEARCH SECTION SELECT SLOT SMALL SOURCE
    SPAN STRIKE STRONG STYLE SUB SUMMARY SUP SVG TABLE TBODY TD TEMPLATE TEXTAREA TFOOT TH THEAD TIME TITLE TR
    TRACK TT U UL VAR VIDEO WBR AMP_IMG AMP_VIDEO AMP_IFRAME
    MATH MI MO MN MS MTEXT MSPACE MROW MFRAC MSQRT MROOT MSTYLE MERROR MPADDED MPHANTOM MSUB MSUP MSUBSUP MUNDER
    MOVER MUNDEROVER MMULTISCRIPTS MPRESCRIPTS NONE MTABLE MTR MTD SEMANTICS ANNOTATION ANNOTATION_XML MENCLOSE
    MFENCED
}

export! {
    /// Names of attributes.
    attr: ABBR ABOUT ALIGN ALT ARIA_HIDDEN ARIA_LABEL ARIA_MODAL BORDER CHARSET CITE CLASS COLSPAN CONTENT CONTENTEDITABLE
    DATETIME DATA DATA_SRC DATA_SRCSET DATA_TESTID DIR DISPLAY ENCODING HEADERS HEIGHT HIDDEN HREF HREFLANG HTTP_EQUIV ID ITEMID
    ITEMPROP ITEMREF ITEMSCOPE ITEMTYPE LABEL LANG LOADING MEDIA NAME OPEN POSTER PROPERTY PUBDATE REL RESOURCE
    REVERSED ROLE ROWSPAN SCOPE SHADOWROOTMODE SIZES SLOT SPAN SRC SRCDOC SRCSET START STYLE SUMMARY TARGET TITLE TYPE
    TYPEOF VALUE VOCAB WIDTH XML_LANG CONTROLS KIND PRELOAD REFERRERPOLICY
}

/// How many names are known, and so the length of a side table over them.
pub const KNOWN_NAMES: usize = TEXTS.len();

/// Some of the known names: a bit for each.
pub struct NameSet([u64; KNOWN_NAMES.div_ceil(64)]);

impl NameSet {
    /// All of `names`.
    pub const fn new(names: &[Name]) -> NameSet {
        let mut set = NameSet([0; KNOWN_NAMES.div_ceil(64)]);
        let mut at = 0;
        while at < names.len() {
            set.0[names[at].index() / 64] |= 1 << (names[at].index() % 64);
            at += 1;
        }
        set
    }

    /// Whether `name` is one of them.
    pub fn has(&self, name: Name) -> bool {
        self.0.get(name.index() / 64).is_some_and(|bits| bits >> (name.index() % 64) & 1 != 0)
    }
}

/// Names seen in one tree, in a table of chains. Hostile pages may hold more distinct names than fit; those share the
/// last one.
///
/// So few fit that names made to have the same hash cost no time that matters.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// By hash: the newest name of it.
    newest: Vec<u16>,
    /// By name: the one before it of the same hash.
    before: Vec<u16>,
    own: Vec<Box<str>>,
}

const OVERFLOW: Name = Name(u16::MAX);
/// Ends a chain.
const NONE: u16 = u16::MAX;
const MAX_OWN_NAMES: usize = 8_192;
const MAX_NAME_BYTES: usize = 64;
/// A page has some hundred names.
const CHAINS: usize = 1_024;

impl Names {
    pub(super) fn new() -> Names {
        let mut names =
            Names { newest: vec![NONE; CHAINS], before: Vec::with_capacity(KNOWN_NAMES), own: Vec::new() };
        TEXTS.iter().for_each(|text| names.add(text));
        names
    }

    fn add(&mut self, text: &str) {
        let next = self.before.len() as u16;
        let before = std::mem::replace(&mut self.newest[chain(text)], next);
        self.before.push(before);
    }

    pub(super) fn intern(&mut self, text: &str) -> Name {
        if let Some(name) = self.get(text) {
            return name;
        }
        if self.own.len() >= MAX_OWN_NAMES || text.len() > MAX_NAME_BYTES {
            return OVERFLOW;
        }
        let name = Name(self.before.len() as u16);
        self.add(text);
        self.own.push(Box::from(text));
        name
    }

    pub(super) fn get(&self, text: &str) -> Option<Name> {
        let mut at = self.newest[chain(text)];
        while at != NONE {
            if self.text(Name(at)) == text {
                return Some(Name(at));
            }
            at = self.before[usize::from(at)];
        }
        None
    }

    pub(super) fn text(&self, name: Name) -> &str {
        let at = name.index();
        match TEXTS.get(at) {
            Some(text) => text,
            None => self.own.get(at - KNOWN_NAMES).map_or("x-unknown", |text| text),
        }
    }
}

fn chain(text: &str) -> usize {
    keys::hash(text) as usize % CHAINS
}

//! Style sheets without what only people need: comments and white space are left out when they are compiled.

/// The style sheet `$source`, a constant, shortened.
macro_rules! styles {
    ($source:expr) => {{
        const LENGTH: usize = $crate::web::styles::shorten($source.as_bytes(), &mut []);
        const SHORT: [u8; LENGTH] = {
            let mut short = [0; LENGTH];
            $crate::web::styles::shorten($source.as_bytes(), &mut short);
            short
        };
        match std::str::from_utf8(&SHORT) {
            Ok(styles) => styles,
            Err(_) => $source,
        }
    }};
}
pub(crate) use styles;

/// What the view's styles and those of the sheets of paper have in common, and begin with.
pub const BASE: &str = styles!(include_str!("base.css"));

/// Writes `css` to `out` as far as it fits, and returns its length without comments, without white space where that
/// means nothing, without the semicolons that end a block, and without some quotes and zeros. Strings must not hold any
/// of `{};,:` and a space.
pub const fn shorten(css: &[u8], out: &mut [u8]) -> usize {
    let (mut at, mut length) = (0, 0);
    let (mut last, mut is_apart, mut is_bare) = (b'}', false, false);
    while at < css.len() {
        let byte = css[at];
        at += 1;
        if byte.is_ascii_whitespace() {
            is_apart = true;
            continue;
        }
        if byte == b'/' && css[at] == b'*' {
            at += 2;
            while css[at - 2] != b'*' || css[at - 1] != b'/' {
                at += 1;
            }
            is_apart = true;
            continue;
        }
        // `0.5` is `.5`, and a value that begins with a letter needs no quotes in a selector.
        if byte == b'0' && css[at] == b'.' && !last.is_ascii_digit() && last != b'.' {
            continue;
        }
        if byte == b'"' && (is_bare || last == b'=' && css[at].is_ascii_alphabetic()) {
            is_bare = !is_bare;
            continue;
        }
        let joins = matches!(last, b'{' | b'}' | b';' | b',' | b':') || matches!(byte, b'{' | b'}');
        if byte == b'}' && last == b';' {
            length -= 1;
        }
        if is_apart && !joins {
            write(out, length, b' ');
            length += 1;
        }
        write(out, length, byte);
        length += 1;
        (last, is_apart) = (byte, false);
    }
    length
}

const fn write(out: &mut [u8], at: usize, byte: u8) {
    if at < out.len() {
        out[at] = byte;
    }
}

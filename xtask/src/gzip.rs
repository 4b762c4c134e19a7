//! What something weighs as it travels.

use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// Bytes after gzip at its strongest level.
pub fn gzip_size(bytes: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(u64::MAX, |out| out.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_real() {
        let size = gzip_size(&[b'x'; 10_000]);
        assert!((20..100).contains(&size), "{size}");
        assert!(gzip_size(b"") > 0);
    }
}

//! Zip files as extension stores take them: deflated entries, sorted, dated 1980, so that equal input gives
//! equal bytes. The format is PKWARE's APPNOTE.TXT; signatures and field order are from there.

use crate::Result;
use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::Write;

const LOCAL_HEADER: u32 = 0x0403_4b50;
const CENTRAL_HEADER: u32 = 0x0201_4b50;
const END_OF_DIRECTORY: u32 = 0x0605_4b50;
/// 2.0, the first version with deflate.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATE: u16 = 8;
const MIDNIGHT: u16 = 0;
/// 1980-01-01, where DOS dates begin: year 0, month 1, day 1.
const FIRST_OF_1980: u16 = (1 << 5) | 1;

/// The bytes of a zip file with the given entries: names with `/`, and contents.
pub fn archive(mut entries: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>> {
    entries.sort();
    let count = u16::try_from(entries.len()).map_err(|_| "too many files for a zip file")?;
    let mut file = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in &entries {
        let offset = length(&file)?;
        let fields = fields(name, content)?;
        let packed = deflate(content)?;
        let fields = [&fields.0[..], &length(&packed)?.to_le_bytes(), &fields.1].concat();

        file.extend(LOCAL_HEADER.to_le_bytes());
        file.extend(&fields);
        file.extend(name.as_bytes());
        file.extend(packed);

        directory.extend(CENTRAL_HEADER.to_le_bytes());
        directory.extend(VERSION.to_le_bytes());
        directory.extend(fields);
        // No comment, first disk, binary content, no file mode.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, size) = (length(&file)?, length(&directory)?);
    file.extend(directory);
    file.extend(END_OF_DIRECTORY.to_le_bytes());
    // This disk and the directory's: the first of one.
    file.extend([0; 4]);
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend(size.to_le_bytes());
    file.extend(start.to_le_bytes());
    // No comment.
    file.extend([0; 2]);
    Ok(file)
}

/// What both headers of an entry share, before and after the packed size.
fn fields(name: &str, content: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut checksum = Crc::new();
    checksum.update(content);
    let mut before = Vec::new();
    for word in [VERSION, FLAGS, DEFLATE, MIDNIGHT, FIRST_OF_1980] {
        before.extend(word.to_le_bytes());
    }
    before.extend(checksum.sum().to_le_bytes());
    let mut after = length(content)?.to_le_bytes().to_vec();
    after.extend(u16::try_from(name.len()).map_err(|_| "a name is too long for a zip file")?.to_le_bytes());
    // No extra field.
    after.extend([0; 2]);
    Ok((before, after))
}

fn length(bytes: &[u8]) -> Result<u32> {
    u32::try_from(bytes.len()).map_err(|_| "more than 4 GB for a zip file".to_string())
}

fn deflate(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell;

    #[test]
    fn another_reader_gets_the_files_back() {
        let long = b"many words, ".repeat(1000);
        let entries = vec![
            ("b/\u{e4}.txt".to_string(), long.clone()),
            ("a.txt".to_string(), b"one".to_vec()),
            ("empty".to_string(), Vec::new()),
        ];
        let bytes = archive(entries.clone()).unwrap();
        assert!(bytes.len() < long.len() / 2, "deflated");
        assert_eq!(bytes, archive(entries.into_iter().rev().collect()).unwrap(), "in any order");

        // Read back along the format with node's inflate, which checks nothing for us; so the sums are compared.
        let path = std::env::temp_dir().join(format!("xtask-zip-{}.zip", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        let script = "
            const { readFileSync } = require('node:fs'), { inflateRawSync } = require('node:zlib');
            const b = readFileSync(process.argv[1]), end = b.length - 22;
            if (b.readUInt32LE(end) !== 0x06054b50) throw new Error('no end of directory');
            let at = b.readUInt32LE(end + 16);
            for (let left = b.readUInt16LE(end + 10); left > 0; left--) {
                if (b.readUInt32LE(at) !== 0x02014b50) throw new Error('no central header');
                const name = b.toString('utf8', at + 46, at + 46 + b.readUInt16LE(at + 28));
                const local = b.readUInt32LE(at + 42);
                if (b.readUInt32LE(local) !== 0x04034b50) throw new Error('no local header');
                const start = local + 30 + b.readUInt16LE(local + 26) + b.readUInt16LE(local + 28);
                const content = inflateRawSync(b.subarray(start, start + b.readUInt32LE(at + 20)));
                if (content.length !== b.readUInt32LE(at + 24)) throw new Error('wrong length');
                console.log(name, content.length, content.toString().slice(0, 10));
                at += 46 + b.readUInt16LE(at + 28) + b.readUInt16LE(at + 30) + b.readUInt16LE(at + 32);
            }
            if (at !== end) throw new Error('the directory does not end where it says');";
        let printed = shell::output(shell::command("node").args(["-e", script]).arg(&path)).unwrap();
        assert_eq!(printed, "a.txt 3 one\nb/\u{e4}.txt 12000 many words\nempty 0 \n");
    }
}

//! Empties functions of a module that no released build can run to any use, so that wasm-opt drops what only they
//! needed: their arguments, made at each call, and all that they call.

use crate::Result;
use crate::binary::Reader;
use std::collections::HashMap;

/// What is cut: functions whose name contains one of these texts. Their body becomes a trap.
const CUTS: &[&str] = &[
    // Where Rust panics. A panic ends the instance with a trap, and the message that is made before it goes nowhere: the
    // hook that would print it is in debug builds alone.
    "core::panicking::",
    "std::panicking::",
    "core::str::slice_error_fail",
    "core::slice::index::slice_index_fail",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_already",
    "::assert_failed",
    // Where memory cannot be had, which is a panic too.
    "alloc::raw_vec::handle_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::alloc::handle_alloc_error",
    // What panics print of values, and html5ever prints in the long form of its parse errors, which is not asked for.
    "as core::fmt::Debug>::fmt",
    "core::fmt::builders::",
    "html5ever::util::str::to_escaped_string",
    // Waiting for another thread that holds a lock: there is one thread.
    "parking_lot::raw_mutex::RawMutex::lock_slow",
    "parking_lot::raw_mutex::RawMutex::unlock_slow",
];

/// A module without the bodies of the functions that [`CUTS`] names, and those of [`CUTS`] that name none.
pub fn cut(module: &[u8]) -> Result<(Vec<u8>, Vec<&'static str>)> {
    cut_named(module, CUTS).ok_or_else(|| "this is no module that wasm-bindgen wrote".to_string())
}

/// Whether [`cut`] empties a function of this name.
pub fn is_cut(name: &str) -> bool {
    let name = without_hashes(name);
    CUTS.iter().any(|cut| name.contains(cut))
}

/// Sections by number.
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const CODE: u8 = 10;

/// No locals, `unreachable`, `end`.
const TRAP: &[u8] = &[0, 0, 0x0b];

fn cut_named<'a>(module: &[u8], cuts: &[&'a str]) -> Option<(Vec<u8>, Vec<&'a str>)> {
    let (header, sections) = module.split_at_checked(8)?;
    let mut names = HashMap::new();
    let mut imported = 0;
    let mut reader = Reader(sections);
    while !reader.0.is_empty() {
        let (id, mut section) = (reader.byte()?, reader.sized()?);
        if id == IMPORTS {
            imported = imported_functions(section)?;
        } else if id == CUSTOM && section.sized()?.0 == b"name" {
            names = function_names(section)?;
        }
    }

    let mut is_used = vec![false; cuts.len()];
    let mut out = header.to_vec();
    let mut reader = Reader(sections);
    while !reader.0.is_empty() {
        let (id, mut section) = (reader.byte()?, reader.sized()?);
        out.push(id);
        if id != CODE {
            push_sized(&mut out, section.0);
            continue;
        }
        let count = section.number()?;
        let mut code = Vec::new();
        push_number(&mut code, count);
        for at in imported..imported + count {
            let body = section.sized()?.0;
            let name = without_hashes(names.get(&at).copied().unwrap_or_default());
            let mut is_cut = false;
            for (cut, is_used) in cuts.iter().zip(&mut is_used) {
                let matches = name.contains(cut);
                *is_used |= matches;
                is_cut |= matches;
            }
            push_sized(&mut code, if is_cut { TRAP } else { body });
        }
        push_sized(&mut out, &code);
    }
    let unused = cuts.iter().zip(is_used).filter(|(_, is_used)| !is_used).map(|(cut, _)| *cut);
    Some((out, unused.collect()))
}

/// The names of functions by their index, from what follows the title of the section `name`.
fn function_names(mut section: Reader<'_>) -> Option<HashMap<u32, &str>> {
    const FUNCTIONS: u8 = 1;
    while !section.0.is_empty() {
        let (id, mut list) = (section.byte()?, section.sized()?);
        if id == FUNCTIONS {
            let count = list.number()?;
            let entry = |_| Some((list.number()?, std::str::from_utf8(list.sized()?.0).ok()?));
            return (0..count).map(entry).collect();
        }
    }
    Some(HashMap::new())
}

/// A function's name without the hash in brackets that may follow the name of each crate.
fn without_hashes(name: &str) -> String {
    let mut out = String::new();
    for (at, part) in name.split('[').enumerate() {
        match part.split_once(']') {
            Some((hash, rest)) if hash.len() > 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                out += rest
            }
            _ if at > 0 => out.extend(["[", part]),
            _ => out += part,
        }
    }
    out
}

/// How many functions a module imports: their indices come before those of its own.
fn imported_functions(mut section: Reader<'_>) -> Option<u32> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.sized()?;
        section.sized()?;
        match section.byte()? {
            0 => {
                section.number()?;
                functions += 1;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => {
                section.byte()?;
                section.byte()?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

fn push_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn push_sized(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len() as u32);
    out.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two imports, a memory and a function, then two functions with the names `keep` and `mod::fail::h0`.
    fn module() -> Vec<u8> {
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |id: u8, bytes: &[u8]| {
            out.push(id);
            push_sized(&mut out, bytes);
        };
        section(1, &[1, 0x60, 0, 0]);
        section(IMPORTS, b"\x02\x01a\x01m\x02\x01\x00\x7f\x01a\x01f\x00\x00");
        section(3, &[2, 0, 0]);
        section(CODE, &[2, 4, 0, 1, 1, 0x0b, 5, 0, 1, 1, 1, 0x0b]);
        section(CUSTOM, b"\x04name\x01\x19\x03\x00\x01f\x01\x04keep\x02\x0dmod::fail::h0");
        out
    }

    fn code(module: &[u8]) -> Vec<u8> {
        let mut reader = Reader(&module[8..]);
        loop {
            let (id, section) = (reader.byte().unwrap(), reader.sized().unwrap());
            if id == CODE {
                return section.0.to_vec();
            }
        }
    }

    #[test]
    fn what_is_named_becomes_a_trap() {
        let (cut, unused) = cut_named(&module(), &["::fail", "::gone"]).unwrap();
        assert_eq!(code(&cut), [2, 4, 0, 1, 1, 0x0b, 3, 0, 0, 0x0b]);
        assert_eq!(unused, ["::gone"]);
    }

    #[test]
    fn hashes_of_crates_are_no_part_of_a_name() {
        let name = "<core[c5930c85a12de822]::str::Chars as core[c5930c85a12de822]::Iterator>::next";
        assert_eq!(without_hashes(name), "<core::str::Chars as core::Iterator>::next");
        assert_eq!(without_hashes("<[u8] as core::fmt::Debug>::fmt"), "<[u8] as core::fmt::Debug>::fmt");
    }

    #[test]
    fn the_rest_stays_byte_for_byte() {
        // Imports have names too, but no body.
        let (same, unused) = cut_named(&module(), &["f"]).unwrap();
        assert_eq!(code(&same), [2, 4, 0, 1, 1, 0x0b, 3, 0, 0, 0x0b]);
        assert_eq!(unused, [""; 0]);
        assert_eq!(cut_named(&module(), &[]).unwrap().0, module());
    }

    #[test]
    fn damaged_modules_are_refused() {
        let module = module();
        let whole = |length: &usize| cut_named(&module[..*length], &["fail"]).is_some();
        // Only between sections a module may seem to be whole.
        assert_eq!((0..module.len()).filter(whole).count(), 5);
    }
}

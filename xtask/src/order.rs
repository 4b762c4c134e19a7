//! Puts a module's functions in an order that packs better: gzip finds again only what came at most 32 KB before, so a
//! function goes where what it shares with others is still in sight.

use crate::{Result, size};
use std::collections::HashMap;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// How far back gzip looks, in bytes, but for a function or two.
const WINDOW: usize = 28_000;

/// The lengths of the runs of bytes by which functions are compared. Which suits a module is chance: the best is taken.
const RUNS: [usize; 4] = [5, 6, 7, 8];

/// Of two functions that share as much of themselves, the longer one goes first: what counts is shared runs by length
/// to one of these powers, of which the best is taken too.
const LENGTH_POWERS: [f64; 3] = [0.5, 0.7, 0.85];

/// The same module with its functions in another order, and all else as it was.
pub fn order(module: &[u8]) -> Result<Vec<u8>> {
    let fail = |error| format!("the module's functions cannot be put in order: {error}");
    let (imported, bodies) = functions(module).map_err(fail)?;
    let mut best = (size::gzip_size(module), module.to_vec());
    for run in RUNS {
        let runs = shared_runs(&bodies, run);
        for power in LENGTH_POWERS {
            let order = similar_together(&bodies, &runs, power);
            let ordered = reorder(module, imported, order).map_err(fail)?;
            let size = size::gzip_size(&ordered);
            if size < best.0 {
                best = (size, ordered);
            }
        }
    }
    Ok(best.1)
}

/// A module with its own functions in the `order` of what was where.
fn reorder(
    module: &[u8],
    imported: usize,
    order: Vec<usize>,
) -> std::result::Result<Vec<u8>, reencode::Error> {
    let mut indices: Vec<usize> = (0..imported + order.len()).collect();
    for (new, &old) in order.iter().enumerate() {
        indices[imported + old] = imported + new;
    }
    let mut out = Module::new();
    Reordered { order, indices }.parse_core_module(&mut out, Parser::new(0), module)?;
    Ok(out.finish())
}

/// How many functions a module imports, and the bodies of its own.
fn functions(module: &[u8]) -> std::result::Result<(usize, Vec<&[u8]>), reencode::Error> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// A module as it is written anew.
struct Reordered {
    /// Which of the module's own functions was where.
    order: Vec<usize>,
    /// New indices of functions by their old ones, imported ones first.
    indices: Vec<usize>,
}

impl Reencode for Reordered {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> std::result::Result<u32, reencode::Error> {
        Ok(self.indices[index as usize] as u32)
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> std::result::Result<(), reencode::Error> {
        let types = section.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
        self.order.iter().for_each(|&old| _ = out.function(types[old]));
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        out: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> std::result::Result<(), reencode::Error> {
        let bodies = section.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
        for old in self.order.clone() {
            self.parse_function_body(out, bodies[old].clone())?;
        }
        Ok(())
    }
}

/// An order of `bodies`, from the first on: next is always that which shares most runs with the window before it,
/// by its length to the `power`.
fn similar_together(bodies: &[&[u8]], runs: &[Vec<usize>], power: f64) -> Vec<usize> {
    let mut with: Vec<Vec<usize>> = Vec::new();
    for (body, runs) in runs.iter().enumerate() {
        for &run in runs {
            with.resize_with(with.len().max(run + 1), Vec::new);
            with[run].push(body);
        }
    }
    // How many bodies of the window have a run, and how many runs of the window a body has.
    let mut in_sight = vec![0; with.len()];
    let mut shared = vec![0; bodies.len()];
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order: Vec<usize> = Vec::new();
    let (mut window, mut begin) = (0, 0);
    let value = |shared: usize, body: usize| shared as f64 / (bodies[body].len() as f64).powf(power);
    while !left.is_empty() {
        let best = (0..left.len()).rev().max_by(|&a, &b| {
            let [a, b] = [a, b].map(|at| value(shared[left[at]], left[at]));
            a.total_cmp(&b)
        });
        let next = left.remove(best.unwrap_or_default());
        order.push(next);
        window += bodies[next].len();
        for &run in &runs[next] {
            in_sight[run] += 1;
            if in_sight[run] == 1 {
                with[run].iter().for_each(|&body| shared[body] += 1);
            }
        }
        while window > WINDOW && begin + 1 < order.len() {
            let gone = order[begin];
            begin += 1;
            window -= bodies[gone].len();
            for &run in &runs[gone] {
                in_sight[run] -= 1;
                if in_sight[run] == 0 {
                    with[run].iter().for_each(|&body| shared[body] -= 1);
                }
            }
        }
    }
    order
}

/// Who has a run: one body, or several, and then the run has a number.
enum Owner {
    One(usize),
    Several(usize),
}

/// For each of `bodies` the runs of `length` bytes that it has, each once and as a number, but for those that no other has.
fn shared_runs(bodies: &[&[u8]], length: usize) -> Vec<Vec<usize>> {
    let mut owners: HashMap<&[u8], Owner> = HashMap::new();
    let mut numbers = 0;
    for (body, bytes) in bodies.iter().enumerate() {
        for run in bytes.windows(length) {
            let owner = owners.entry(run).or_insert(Owner::One(body));
            if matches!(owner, Owner::One(other) if *other != body) {
                *owner = Owner::Several(numbers);
                numbers += 1;
            }
        }
    }
    bodies.iter().map(|bytes| numbers_of(bytes, length, &owners)).collect()
}

/// The numbers of a body's runs, each once.
fn numbers_of(bytes: &[u8], length: usize, owners: &HashMap<&[u8], Owner>) -> Vec<usize> {
    let number = |run| match owners.get(run) {
        Some(Owner::Several(number)) => Some(*number),
        _ => None,
    };
    let mut runs: Vec<usize> = bytes.windows(length).filter_map(number).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection,
        TypeSection,
    };

    fn ordered(bodies: &[&[u8]]) -> Vec<usize> {
        similar_together(bodies, &shared_runs(bodies, 6), 0.85)
    }

    #[test]
    fn what_is_alike_comes_together() {
        let bodies = [&b"abcdefghi"[..], b"0123456789", b"other text", b"a0123456789", b"xabcdefghi"];
        assert_eq!(ordered(&bodies), [0, 4, 1, 3, 2]);
    }

    #[test]
    fn what_is_out_of_sight_is_not_compared() {
        let long: Vec<u8> = (0..WINDOW as u32).flat_map(|number| number.to_le_bytes()).collect();
        let like_long = [&long[..20], b"0123456"].concat();
        let bodies = [&b"0123456"[..], &like_long, &long, b"1234567"];
        assert_eq!(ordered(&bodies), [0, 3, 1, 2]);
    }

    /// An import, and three functions, of which the first calls all others; all are exported.
    fn module() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([wasm_encoder::ValType::I32], []);
        module.section(&types);
        module.section(ImportSection::new().import("a", "b", EntityType::Function(0)));
        let mut functions = FunctionSection::new();
        [0, 1, 0].iter().for_each(|&kind| _ = functions.function(kind));
        module.section(&functions);
        let mut exports = ExportSection::new();
        (0..4).for_each(|at| _ = exports.export(&at.to_string(), ExportKind::Func, at));
        module.section(&exports);
        let mut code = CodeSection::new();
        let mut first = Function::new([]);
        first.instructions().i64_const(1 << 60).drop().call(0).i32_const(7).call(2).call(3).end();
        let mut second = Function::new([]);
        second.instructions().end();
        let mut third = Function::new([]);
        third.instructions().i64_const(1 << 60).drop().end();
        [first, second, third].iter().for_each(|body| _ = code.function(body));
        module.section(&code);
        module.finish()
    }

    #[test]
    fn calls_and_exports_follow_their_functions() {
        let module = module();
        let ordered = reorder(&module, 1, vec![0, 2, 1]).unwrap();
        let (_, bodies) = functions(&ordered).unwrap();
        let (imported, before) = functions(&module).unwrap();
        assert_eq!(imported, 1);
        assert_eq!(bodies[1..], [before[2], before[1]]);
        let mut exports = Vec::new();
        let mut types = Vec::new();
        for payload in Parser::new(0).parse_all(&ordered) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    exports = section.into_iter().map(|export| export.unwrap().index).collect();
                }
                Payload::FunctionSection(section) => {
                    types = section.into_iter().map(|kind| kind.unwrap()).collect()
                }
                _ => {}
            }
        }
        assert_eq!(exports, [0, 1, 3, 2]);
        assert_eq!(types, [0, 0, 1]);
        // What it calls: the import, the second, the third.
        assert!(bodies[0].ends_with(&[0x10, 0, 0x41, 7, 0x10, 3, 0x10, 2, 0x0b]));
    }

    #[test]
    fn damaged_modules_are_refused() {
        assert!(order(&module()[..30]).is_err());
    }
}

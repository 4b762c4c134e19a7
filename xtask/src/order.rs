//! Puts a module's functions and its data in an order that packs better: gzip finds again only what came at most 32 KB
//! before, so each goes where what it shares with others is still in sight.

use crate::Result;
use crate::gzip::gzip_size;
use std::collections::HashMap;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, DataSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, DataKind, DataSectionReader, FunctionSectionReader, Parser, Payload, TypeRef,
};

type Read<T> = std::result::Result<T, reencode::Error>;

/// How far back gzip looks, in bytes, but for a function or two.
const WINDOW: usize = 28_000;

/// The lengths of the runs of bytes by which functions and pieces of data are compared. Which suits a module is chance:
/// the best is taken.
const RUNS_OF_CODE: &[usize] = &[5, 6, 7];
const RUNS_OF_DATA: &[usize] = &[3, 4, 5];

/// Of two functions that share as much of themselves, the longer one goes first: what counts is shared runs by length
/// to one of these powers, of which the best is taken too.
const LENGTH_POWERS: [f64; 4] = [0.65, 0.7, 0.75, 0.85];

/// What many have is mostly in sight wherever one goes: a run counts by how few have it, to this power, in thousandths, of
/// which sums are exact.
const RARITY_POWER: f64 = 0.7;
const ONE: f64 = 1000.0;

/// The same module with its functions and its data in another order, and all else as it was.
pub fn order(module: &[u8]) -> Result<Vec<u8>> {
    in_order(module).map_err(|error| format!("the module cannot be put in order: {error}"))
}

fn in_order(module: &[u8]) -> Read<Vec<u8>> {
    let (imported, bodies) = functions(module)?;
    let pieces = pieces(module)?;
    let all = (0..pieces.len()).collect::<Vec<_>>();
    let module =
        smallest(module, &bodies, RUNS_OF_CODE, |code| reorder(module, imported, code, all.clone()))?;
    let all = (0..bodies.len()).collect::<Vec<_>>();
    smallest(&module, &pieces, RUNS_OF_DATA, |data| reorder(&module, imported, all.clone(), data))
}

/// The smallest of what `reorder` makes of orders of `parts`, and `module` itself.
fn smallest(
    module: &[u8],
    parts: &[&[u8]],
    runs: &[usize],
    reorder: impl Fn(Vec<usize>) -> Read<Vec<u8>>,
) -> Read<Vec<u8>> {
    let mut best = (gzip_size(module), module.to_vec());
    for &run in runs {
        let runs = shared_runs(parts, run);
        for power in LENGTH_POWERS {
            let ordered = reorder(similar_together(parts, &runs, power))?;
            let size = gzip_size(&ordered);
            if size < best.0 {
                best = (size, ordered);
            }
        }
    }
    Ok(best.1)
}

/// A module with its own functions and its pieces of data in the orders `code` and `data` of what was where.
fn reorder(module: &[u8], imported: usize, code: Vec<usize>, data: Vec<usize>) -> Read<Vec<u8>> {
    let mut indices: Vec<usize> = (0..imported + code.len()).collect();
    for (new, &old) in code.iter().enumerate() {
        indices[imported + old] = imported + new;
    }
    let mut out = Module::new();
    Reordered { code, indices, data }.parse_core_module(&mut out, Parser::new(0), module)?;
    Ok(out.finish())
}

/// The pieces of a module's data, which lie at addresses of their own; none if instructions may name one.
fn pieces(module: &[u8]) -> Read<Vec<&[u8]>> {
    let mut pieces = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::DataSection(section) = payload? else { continue };
        for piece in section {
            let piece = piece?;
            if matches!(piece.kind, DataKind::Passive) {
                return Ok(Vec::new());
            }
            pieces.push(piece.data);
        }
    }
    Ok(pieces)
}

/// How many functions a module imports, and the bodies of its own.
fn functions(module: &[u8]) -> Read<(usize, Vec<&[u8]>)> {
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
    code: Vec<usize>,
    /// New indices of functions by their old ones, imported ones first.
    indices: Vec<usize>,
    /// Which piece of the data was where; empty to leave them.
    data: Vec<usize>,
}

impl Reencode for Reordered {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> Read<u32> {
        Ok(self.indices[index as usize] as u32)
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Read<()> {
        let types = section.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
        self.code.iter().for_each(|&old| _ = out.function(types[old]));
        Ok(())
    }

    fn parse_code_section(&mut self, out: &mut CodeSection, section: CodeSectionReader<'_>) -> Read<()> {
        let bodies = section.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
        for old in self.code.clone() {
            self.parse_function_body(out, bodies[old].clone())?;
        }
        Ok(())
    }

    fn parse_data_section(&mut self, out: &mut DataSection, section: DataSectionReader<'_>) -> Read<()> {
        let mut pieces = section.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
        if pieces.len() == self.data.len() {
            pieces = self.data.iter().map(|&old| pieces[old].clone()).collect();
        }
        pieces.into_iter().try_for_each(|piece| self.parse_data(out, piece))
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
    let weights: Vec<usize> =
        with.iter().map(|with| (ONE / (with.len().max(1) as f64).powf(RARITY_POWER)) as usize).collect();
    // How many bodies of the window have a run, and the weight of a body's runs that are in the window.
    let mut in_sight = vec![0; with.len()];
    let mut shared = vec![0; bodies.len()];
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order: Vec<usize> = Vec::new();
    let (mut window, mut begin) = (0, 0);
    let value = |shared: usize, body: usize| shared as f64 / (bodies[body].len().max(1) as f64).powf(power);
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
                with[run].iter().for_each(|&body| shared[body] += weights[run]);
            }
        }
        while window > WINDOW && begin + 1 < order.len() {
            let gone = order[begin];
            begin += 1;
            window -= bodies[gone].len();
            for &run in &runs[gone] {
                in_sight[run] -= 1;
                if in_sight[run] == 0 {
                    with[run].iter().for_each(|&body| shared[body] -= weights[run]);
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
        ConstExpr, EntityType, ExportKind, ExportSection, Function, ImportSection, MemorySection, MemoryType,
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
    fn what_few_have_counts_more() {
        // With three others the first shares eight runs, with the last six that nobody else has.
        let bodies = [
            &b"common words.rarely seen"[..],
            b"common words..1",
            b"common words..2",
            b"common words..3",
            b"4rarely seen.",
        ];
        assert_eq!(ordered(&bodies)[1], 4);
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
        let ordered = reorder(&module, 1, vec![0, 2, 1], Vec::new()).unwrap();
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

    /// A memory with three pieces of data, of which the last may have no address.
    fn data(last_is_passive: bool) -> Vec<u8> {
        let mut module = Module::new();
        let memory =
            MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        module.section(MemorySection::new().memory(memory));
        let mut data = DataSection::new();
        for (address, bytes) in [(16, *b"one"), (32, *b"two")] {
            data.active(0, &ConstExpr::i32_const(address), bytes);
        }
        if last_is_passive {
            data.passive(*b"six");
        } else {
            data.active(0, &ConstExpr::i32_const(48), *b"six");
        }
        module.section(&data);
        module.finish()
    }

    #[test]
    fn data_keep_their_addresses() {
        let module = data(false);
        assert_eq!(pieces(&module).unwrap(), [b"one", b"two", b"six"]);
        let ordered = reorder(&module, 0, Vec::new(), vec![2, 0, 1]).unwrap();
        assert_eq!(pieces(&ordered).unwrap(), [b"six", b"one", b"two"]);
        assert!(ordered.windows(7).any(|bytes| bytes == [0x41, 48, 0x0b, 3, b's', b'i', b'x']));
    }

    #[test]
    fn data_that_instructions_may_name_stay_where_they_are() {
        let module = data(true);
        assert!(pieces(&module).unwrap().is_empty());
        assert_eq!(order(&module).unwrap(), module);
    }

    #[test]
    fn damaged_modules_are_refused() {
        assert!(order(&module()[..30]).is_err());
    }
}

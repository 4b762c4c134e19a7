//! Finds the data that no code needs any longer once [`cut`](crate::cut) has emptied functions. wasm-opt drops functions
//! that nothing calls, but cannot tell what reads which data: only the linker's relocations, kept for this, say so.

use crate::Result;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use wasm_encoder::RawSection;
use wasmparser::{
    BinaryReaderError, ConstExpr, DataKind, ExternalKind, KnownCustom, Linking, Operator, Parser, Payload,
    RelocationEntry, SymbolInfo, TypeRef,
};

type Read<T> = std::result::Result<T, BinaryReaderError>;

/// The addresses of data that is reached neither from outside of a module nor from a function that stays. The module is as
/// the linker wrote it, with its relocations; `is_cut` says by a function's name whether its body goes.
pub fn unreached(module: &[u8], is_cut: impl Fn(&str) -> bool) -> Result<Vec<Range<usize>>> {
    let linked = Linked::read(module).map_err(|error| format!("the linker's module: {error}"))?;
    // What is of no symbol stays, and what is of several stays with any of them.
    #[derive(Clone, Copy, PartialEq)]
    enum Byte {
        Stays,
        Goes,
    }
    let reached = linked.reached(is_cut);
    let data = linked.symbols.iter().zip(&reached).filter_map(|(symbol, reached)| match symbol {
        Symbol::Data(range) => Some((range.clone(), *reached)),
        _ => None,
    });
    let (stay, go): (Vec<_>, Vec<_>) = data.partition(|(_, reached)| *reached);
    let end = go.iter().map(|(range, _)| range.end).max().unwrap_or_default();
    let mut bytes = vec![Byte::Stays; end];
    go.into_iter().for_each(|(range, _)| bytes[range].fill(Byte::Goes));
    for (range, _) in stay {
        bytes[range.start.min(end)..range.end.min(end)].fill(Byte::Stays);
    }
    let mut at = 0;
    let runs = bytes.chunk_by(|one, next| one == next).map(|run| {
        at += run.len();
        (run[0], at - run.len()..at)
    });
    Ok(runs.filter(|(byte, _)| *byte == Byte::Goes).map(|(_, range)| range).collect())
}

/// A module without what the linker says of it, which wasm-bindgen and wasm-opt do not keep right.
pub fn without_relocations(module: &[u8]) -> Result<Vec<u8>> {
    let mut out = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(|error| format!("the linker's module: {error}"))?;
        let says_relocations = match &payload {
            Payload::CustomSection(custom) => {
                custom.name() == "linking" || custom.name().starts_with("reloc.")
            }
            _ => false,
        };
        if let Some((id, range)) = payload.as_section().filter(|_| !says_relocations) {
            let data = module.get(range.start as usize..range.end as usize);
            let data = data.ok_or("the linker's module is cut short")?;
            out.section(&RawSection { id, data });
        }
    }
    Ok(out.finish())
}

enum Symbol {
    Function(u32),
    /// By the addresses of its bytes.
    Data(Range<usize>),
    Other,
}

#[derive(Default)]
struct Linked<'m> {
    symbols: Vec<Symbol>,
    names: HashMap<u32, &'m str>,
    /// Functions that are reached from outside.
    roots: Vec<u32>,
    /// The own functions, and where in the code section their bodies are.
    bodies: Vec<(u32, Range<usize>)>,
    /// Where in the data section segments are, and at what addresses.
    segments: Vec<(Range<usize>, usize)>,
    /// By their offsets in the sections.
    code: Vec<RelocationEntry>,
    data: Vec<RelocationEntry>,
}

impl<'m> Linked<'m> {
    fn read(module: &'m [u8]) -> Read<Linked<'m>> {
        let mut linked = Linked::default();
        let (mut imported, mut code_start) = (0, 0);
        let (mut sections, mut code, mut data) = (0, None, None);
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            let is_section = payload.as_section().is_some();
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        linked.roots.extend((export.kind == ExternalKind::Func).then_some(export.index));
                    }
                }
                Payload::StartSection { func, .. } => linked.roots.push(func),
                Payload::CodeSectionStart { unchecked_range, .. } => {
                    code = Some(sections);
                    code_start = unchecked_range.start as usize;
                }
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    let index = imported + linked.bodies.len() as u32;
                    linked
                        .bodies
                        .push((index, range.start as usize - code_start..range.end as usize - code_start));
                }
                Payload::DataSection(section) => {
                    data = Some(sections);
                    let start = section.range().start as usize;
                    for segment in section {
                        let segment = segment?;
                        let end = segment.range.end as usize - start;
                        let address = match segment.kind {
                            DataKind::Active { offset_expr, .. } => constant(&offset_expr)?,
                            DataKind::Passive => 0,
                        };
                        linked.segments.push((end - segment.data.len()..end, address));
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Name(names) => linked.read_names(names)?,
                    KnownCustom::Linking(linking) => linked.read_symbols(linking)?,
                    KnownCustom::Reloc(relocations) => {
                        let of = Some(relocations.section_index());
                        let entries = relocations.entries().into_iter().collect::<Read<Vec<_>>>()?;
                        if of == code {
                            linked.code = entries;
                        } else if of == data {
                            linked.data = entries;
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
            sections += u32::from(is_section);
        }
        Ok(linked)
    }

    fn read_names(&mut self, names: wasmparser::NameSectionReader<'m>) -> Read<()> {
        for part in names {
            if let wasmparser::Name::Function(functions) = part? {
                for function in functions {
                    let function = function?;
                    self.names.insert(function.index, function.name);
                }
            }
        }
        Ok(())
    }

    fn read_symbols(&mut self, linking: wasmparser::LinkingSectionReader<'m>) -> Read<()> {
        for part in linking.subsections() {
            let Linking::SymbolTable(symbols) = part? else { continue };
            for symbol in symbols {
                self.symbols.push(match symbol? {
                    SymbolInfo::Func { index, .. } => Symbol::Function(index),
                    SymbolInfo::Data { symbol: Some(defined), .. } => {
                        let segment = self.segments.get(defined.index as usize);
                        segment.map_or(Symbol::Other, |(_, address)| {
                            let start = address + defined.offset as usize;
                            Symbol::Data(start..start + defined.size as usize)
                        })
                    }
                    _ => Symbol::Other,
                });
            }
        }
        Ok(())
    }

    /// Which symbols are reached.
    fn reached(&self, is_cut: impl Fn(&str) -> bool) -> Vec<bool> {
        let by_index: HashMap<u32, &Range<usize>> =
            self.bodies.iter().map(|(index, range)| (*index, range)).collect();
        let mut seen = HashSet::new();
        let mut reached = vec![false; self.symbols.len()];
        let mut functions = self.roots.clone();
        let mut found: Vec<usize> = Vec::new();
        // What points from data of no symbol is as good as a root.
        for entry in &self.data {
            let address = self.address(entry.offset as usize);
            let holds = |symbol: &Symbol| matches!(symbol, Symbol::Data(range) if range.contains(&address));
            if !self.symbols.iter().any(holds) {
                found.push(entry.index as usize);
            }
        }
        loop {
            if let Some(function) = functions.pop() {
                let cut = self.names.get(&function).is_some_and(|name| is_cut(name));
                let Some(body) = by_index.get(&function).filter(|_| !cut) else { continue };
                if seen.insert(function) {
                    found.extend(within(&self.code, body).iter().map(|entry| entry.index as usize));
                }
            } else if let Some(symbol) = found.pop() {
                if reached.get(symbol).is_none_or(|&reached| reached) {
                    continue;
                }
                reached[symbol] = true;
                match &self.symbols[symbol] {
                    Symbol::Function(index) => functions.push(*index),
                    Symbol::Data(range) => {
                        let segment = self.segments.iter().find(|(place, address)| {
                            (*address..address + place.len()).contains(&range.start)
                        });
                        if let Some((place, address)) = segment {
                            let start = place.start + range.start - address;
                            let place = start..start + range.len();
                            found.extend(within(&self.data, &place).iter().map(|entry| entry.index as usize));
                        }
                    }
                    Symbol::Other => {}
                }
            } else {
                return reached;
            }
        }
    }

    /// The address of what is at `offset` in the data section.
    fn address(&self, offset: usize) -> usize {
        let segment = self.segments.iter().find(|(place, _)| place.contains(&offset));
        segment.map_or(0, |(place, address)| address + offset - place.start)
    }
}

/// Those of `entries`, which are in order, with offsets in `range`.
fn within<'e>(entries: &'e [RelocationEntry], range: &Range<usize>) -> &'e [RelocationEntry] {
    let start = entries.partition_point(|entry| (entry.offset as usize) < range.start);
    let end = entries.partition_point(|entry| (entry.offset as usize) < range.end);
    &entries[start..end.max(start)]
}

fn constant(expression: &ConstExpr<'_>) -> Read<usize> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32 as usize),
        _ => Ok(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr as Constant, CustomSection, DataSection, ExportKind, ExportSection, Function,
        FunctionSection, LinkingSection, MemorySection, MemoryType, Module, NameMap, NameSection,
        SymbolTable, TypeSection,
    };

    /// What relocations are of: an address in code, one in data, a function that is called.
    const IN_CODE: u8 = 4;
    const IN_DATA: u8 = 5;
    const CALL: u8 = 0;

    /// A section of relocations, each a kind, an offset and the number of a symbol.
    fn relocations(section: u8, entries: &[[u8; 3]]) -> Vec<u8> {
        let mut bytes = vec![section, entries.len() as u8];
        for &[kind, offset, symbol] in entries {
            bytes.extend([kind, offset, symbol]);
            bytes.extend((kind != CALL).then_some(0));
        }
        bytes
    }

    /// The function 0 is exported and calls 1. Both read data of four bytes each, from the address 16 on: 0 the first
    /// data, which point to the second, 1 the third. The fourth is read by 2, which nothing calls.
    fn module() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut functions = FunctionSection::new();
        (0..3).for_each(|_| _ = functions.function(0));
        module.section(&functions);
        let memory =
            MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        module.section(MemorySection::new().memory(memory));
        module.section(ExportSection::new().export("main", ExportKind::Func, 0));
        let mut code = CodeSection::new();
        for address in [16, 24, 28] {
            let mut body = Function::new([]);
            body.instructions().i32_const(address).drop().call(1).end();
            code.function(&body);
        }
        module.section(&code);
        let mut data = DataSection::new();
        data.active(0, &Constant::i32_const(16), *b"\x14\0\0\0bbbbccccdddd");
        module.section(&data);
        let mut symbols = SymbolTable::new();
        (0..3).for_each(|at| _ = symbols.function(0, at, Some(["main", "second", "third"][at as usize])));
        for (at, name) in ["a", "b", "c", "d"].iter().enumerate() {
            symbols.data(
                0,
                name,
                Some(wasm_encoder::DataSymbolDefinition { index: 0, offset: 4 * at as u32, size: 4 }),
            );
        }
        module.section(LinkingSection::new().symbol_table(&symbols));
        // A body is nine bytes with its length: what is read stands four bytes behind its begin, the call three more.
        let in_code = (0..3_u8).flat_map(|at| {
            let body = 1 + 8 * at;
            [[IN_CODE, body + 3, [3, 5, 6][usize::from(at)]], [CALL, body + 6, 1]]
        });
        let in_code = relocations(4, &in_code.collect::<Vec<_>>());
        module.section(&CustomSection { name: "reloc.CODE".into(), data: in_code.into() });
        let in_data = relocations(5, &[[IN_DATA, 6, 4]]);
        module.section(&CustomSection { name: "reloc.DATA".into(), data: in_data.into() });
        let mut names = NameMap::new();
        (0..3).for_each(|at| names.append(at, ["main", "second", "third"][at as usize]));
        let mut section = NameSection::new();
        section.functions(&names);
        module.section(&section);
        module.finish()
    }

    #[test]
    fn what_only_cut_functions_read_goes() {
        let gone =
            |cut| unreached(&module(), |name| name == cut).unwrap().into_iter().flatten().collect::<Vec<_>>();
        assert_eq!(gone("none"), (28..32).collect::<Vec<_>>());
        assert_eq!(gone("second"), (24..32).collect::<Vec<_>>());
        assert_eq!(gone("main"), (16..32).collect::<Vec<_>>());
    }

    #[test]
    fn only_what_the_linker_says_is_taken_out() {
        let bare = without_relocations(&module()).unwrap();
        assert_eq!(without_relocations(&bare).unwrap(), bare);
        assert!(bare.len() < module().len());
        assert!(unreached(&bare, |_| false).unwrap().is_empty());
    }

    #[test]
    fn damaged_modules_are_refused() {
        assert!(unreached(&module()[..60], |_| false).is_err());
        assert!(without_relocations(&module()[..60]).is_err());
    }
}

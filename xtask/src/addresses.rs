//! Takes the addresses out of tables of texts, an address and a length each, where every text begins at the end of the one
//! before: html5ever has such a table of all names of HTML. The module keeps the lengths, a byte each, and a function
//! that runs before all others writes the table from them.

use crate::Result;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, Function, FunctionSection, MemArg, MemArgTarget, Module,
    SectionId, StartSection, TypeSection, ValType,
};
use wasmparser::{
    CodeSectionReader, DataKind, DataSectionReader, FunctionSectionReader, Operator, Parser, Payload,
    TypeRef, TypeSectionReader,
};

type Read<T> = std::result::Result<T, reencode::Error>;

/// Address and length, of four bytes each.
const ENTRY: usize = 8;
/// What a shorter table saves, the call that writes it takes.
const FEWEST: usize = 10;

/// The same module with its tables of texts written by what it starts with.
pub fn take_out(module: &[u8]) -> Result<Vec<u8>> {
    taken_out(module).map_err(|error| format!("addresses cannot be taken out of the module: {error}"))
}

fn taken_out(module: &[u8]) -> Read<Vec<u8>> {
    let (mut types, mut functions) = (0, 0);
    let mut segments = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(section) => types = section.count(),
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    functions += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => functions += section.count(),
            // There can be one only.
            Payload::StartSection { .. } => return Ok(module.to_vec()),
            Payload::DataSection(section) => {
                for segment in section {
                    let segment = segment?;
                    let Some(address) = address(&segment.kind)? else { return Ok(module.to_vec()) };
                    segments.push(Segment { address, bytes: segment.data.to_vec() });
                }
            }
            _ => {}
        }
    }
    let mut tables = Vec::new();
    let segments: Vec<Segment> =
        segments.into_iter().flat_map(|segment| segment.without_tables(&mut tables)).collect();
    if tables.is_empty() {
        return Ok(module.to_vec());
    }
    let mut out = Module::new();
    TakenOut { types, functions, segments, tables, is_started: false }.parse_core_module(
        &mut out,
        Parser::new(0),
        module,
    )?;
    Ok(out.finish())
}

/// Where data lies; nowhere fixed, perhaps.
fn address(kind: &DataKind<'_>) -> Read<Option<u32>> {
    let DataKind::Active { offset_expr, .. } = kind else { return Ok(None) };
    match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(Some(value as u32)),
        _ => Ok(None),
    }
}

/// A piece of the data.
#[derive(Clone, Debug, PartialEq)]
struct Segment {
    address: u32,
    bytes: Vec<u8>,
}

/// A table that is written when the module starts.
#[derive(Debug, PartialEq)]
struct Table {
    address: u32,
    /// The address of its lengths: the last bytes of where the table will be, so that each is read before it is written over.
    lengths: u32,
    /// The address of the first text.
    text: u32,
}

impl Segment {
    /// What is left of it: of each of its tables the lengths, and nothing before those.
    fn without_tables(mut self, tables: &mut Vec<Table>) -> Vec<Segment> {
        let mut left = Vec::new();
        let (mut begin, mut at) = (0, 0);
        while let Some((text, _)) = entry(&self.bytes, at) {
            let lengths = lengths(&self.bytes, at);
            if lengths.len() < FEWEST {
                at += 1;
                continue;
            }
            left.extend((begin < at).then(|| self.part(begin, at)));
            let end = at + ENTRY * lengths.len();
            begin = end - lengths.len();
            self.bytes[begin..end].copy_from_slice(&lengths);
            let [address, lengths] = [at, begin].map(|at| self.address + at as u32);
            tables.push(Table { address, lengths, text });
            at = end;
        }
        left.extend((begin < self.bytes.len()).then(|| self.part(begin, self.bytes.len())));
        left
    }

    fn part(&self, begin: usize, end: usize) -> Segment {
        Segment { address: self.address + begin as u32, bytes: self.bytes[begin..end].to_vec() }
    }
}

/// The lengths of the texts of the table at `at`.
fn lengths(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut next = None;
    let entries = (at..).step_by(ENTRY).map_while(|at| entry(bytes, at));
    let texts = entries.map_while(|(text, length)| {
        let follows = next.is_none_or(|next| next == text);
        next = text.checked_add(length);
        u8::try_from(length).ok().filter(|&length| follows && length > 0)
    });
    texts.collect()
}

/// An address and a length, if they were such.
fn entry(bytes: &[u8], at: usize) -> Option<(u32, u32)> {
    let (text, rest) = bytes.get(at..)?.split_first_chunk()?;
    Some((u32::from_le_bytes(*text), u32::from_le_bytes(*rest.first_chunk()?)))
}

/// A module as it is written anew, with two more functions: one that writes a table, and the one that it starts with.
struct TakenOut {
    /// How many types and functions it had.
    types: u32,
    functions: u32,
    segments: Vec<Segment>,
    tables: Vec<Table>,
    /// Whether it has been written what the module starts with.
    is_started: bool,
}

impl TakenOut {
    /// Writes a table: takes its address, that of its lengths and that of its first text.
    fn write() -> Function {
        let (to, from, text, length) = (0, 1, 2, 3);
        let word = |offset| MemArg { offset, align: 0, target: MemArgTarget::default(), ordering: None };
        let mut body = Function::new([(1, ValType::I32)]);
        let mut code = body.instructions();
        code.loop_(BlockType::Empty);
        code.local_get(to).local_get(text).i32_store(word(0));
        code.local_get(from).i32_load8_u(word(0)).local_set(length);
        code.local_get(to).local_get(length).i32_store(word(4));
        code.local_get(text).local_get(length).i32_add().local_set(text);
        code.local_get(to).i32_const(ENTRY as i32).i32_add().local_tee(to);
        // Where the lengths end the table ends.
        code.local_get(from).i32_const(1).i32_add().local_tee(from);
        code.i32_ne().br_if(0).end().end();
        body
    }

    fn start(&self) -> Function {
        let mut body = Function::new([]);
        let mut code = body.instructions();
        for table in &self.tables {
            for address in [table.address, table.lengths, table.text] {
                code.i32_const(address as i32);
            }
            code.call(self.functions);
        }
        code.end();
        body
    }
}

impl Reencode for TakenOut {
    type Error = std::convert::Infallible;

    fn parse_type_section(&mut self, out: &mut TypeSection, section: TypeSectionReader<'_>) -> Read<()> {
        reencode::utils::parse_type_section(self, out, section)?;
        out.ty().function([ValType::I32; 3], []);
        out.ty().function([], []);
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Read<()> {
        reencode::utils::parse_function_section(self, out, section)?;
        out.function(self.types).function(self.types + 1);
        Ok(())
    }

    fn parse_code_section(&mut self, out: &mut CodeSection, section: CodeSectionReader<'_>) -> Read<()> {
        reencode::utils::parse_code_section(self, out, section)?;
        out.function(&TakenOut::write()).function(&self.start());
        Ok(())
    }

    fn intersperse_section_hook(
        &mut self,
        out: &mut Module,
        _: Option<SectionId>,
        before: Option<SectionId>,
    ) -> Read<()> {
        let comes_after = matches!(before, Some(SectionId::Element | SectionId::DataCount | SectionId::Code));
        if comes_after && !std::mem::replace(&mut self.is_started, true) {
            out.section(&StartSection { function_index: self.functions + 1 });
        }
        Ok(())
    }

    fn data_count(&mut self, _: u32) -> Read<u32> {
        Ok(self.segments.len() as u32)
    }

    fn parse_data_section(&mut self, out: &mut DataSection, _: DataSectionReader<'_>) -> Read<()> {
        for segment in &self.segments {
            let address = ConstExpr::i32_const(segment.address as i32);
            out.active(0, &address, segment.bytes.iter().copied());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell;
    use wasm_encoder::{ExportKind, ExportSection, MemorySection, MemoryType};

    const ADDRESS: u32 = 5000;

    /// A table of twelve texts of 1, 2, 3 … bytes between other bytes.
    fn table() -> Vec<u8> {
        let mut bytes = b"before".to_vec();
        let mut text = 70_000_u32;
        for length in 1..=12_u32 {
            bytes.extend(text.to_le_bytes());
            bytes.extend(length.to_le_bytes());
            text += length;
        }
        bytes.extend(b"behind it");
        bytes
    }

    fn module(data: &[u8]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        module.section(&types);
        module.section(FunctionSection::new().function(0));
        let memory =
            MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        module.section(MemorySection::new().memory(memory));
        module.section(ExportSection::new().export("memory", ExportKind::Memory, 0));
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().i32_const(7).end();
        module.section(code.function(&body));
        let mut section = DataSection::new();
        module.section(section.active(0, &ConstExpr::i32_const(ADDRESS as i32), data.iter().copied()));
        module.finish()
    }

    /// The memory of a module once it has started, from [`ADDRESS`] on.
    fn memory(module: &[u8], name: &str, length: usize) -> String {
        let path = std::env::temp_dir().join(format!("xtask-addresses-{name}-{}.wasm", std::process::id()));
        std::fs::write(&path, module).unwrap();
        let script = "
            const module = new WebAssembly.Module(require('node:fs').readFileSync(process.argv[1]));
            const { memory } = new WebAssembly.Instance(module).exports;
            const [from, length] = process.argv.slice(2).map(Number);
            console.log(Buffer.from(memory.buffer, from, length).toString('hex'));";
        let mut node = shell::command("node");
        node.args(["-e", script]).arg(&path).args([ADDRESS.to_string(), length.to_string()]);
        shell::output(&mut node).unwrap()
    }

    #[test]
    fn the_memory_is_the_same_once_the_module_has_started() {
        let data = [table(), table()].concat();
        let (before, after) = (module(&data), take_out(&module(&data)).unwrap());
        assert!(!after.windows(4).any(|bytes| bytes == 70_001_u32.to_le_bytes()));
        let [before, after] = [(before, "before"), (after, "after")]
            .map(|(module, name)| memory(&module, name, data.len() + 9));
        assert_eq!(after, before);
    }

    #[test]
    fn of_a_table_the_lengths_are_left() {
        let mut tables = Vec::new();
        let segments = Segment { address: ADDRESS, bytes: table() }.without_tables(&mut tables);
        let lengths = ADDRESS + 6 + 12 * 7;
        assert_eq!(tables, [Table { address: ADDRESS + 6, lengths, text: 70_000 }]);
        let behind = b"\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0cbehind it";
        let [before, behind] = [(ADDRESS, &b"before"[..]), (lengths, behind)]
            .map(|(address, bytes)| Segment { address, bytes: bytes.to_vec() });
        assert_eq!(segments, [before, behind]);
    }

    #[test]
    fn what_is_no_such_table_stays() {
        let mut gap = table();
        gap[6 + 5 * ENTRY] += 1;
        let mut long = table();
        long[6 + 5 * ENTRY + 5] += 1;
        let short = &table()[..6 + FEWEST * ENTRY - 1];
        for data in [&gap, &long, short, &[0; 200]] {
            assert_eq!(take_out(&module(data)).unwrap(), module(data));
        }
    }

    #[test]
    fn damaged_modules_are_refused() {
        assert!(take_out(&module(&table())[..60]).is_err());
    }
}

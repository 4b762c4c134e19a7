//! Numbers packed bit by bit, each at the cost of how likely it was by what came before in its context: a range coder
//! over binary shares that learn. `pack` in `model/train.py` writes what this reads.

/// What is packed, while it is read.
pub(super) struct Bits<'b> {
    bytes: &'b [u8],
    /// The next of them.
    at: usize,
    /// How far from the begin of the range that is left the packed number lies.
    offset: u32,
    range: u32,
    contexts: Vec<Context>,
}

#[derive(Clone, Copy)]
struct Context {
    /// How likely a one is, in parts of 2^16.
    share: u16,
    /// How many bits were seen, up to [`MEMORY`].
    seen: u8,
}

/// About so many of the last bits tell what comes next.
const MEMORY: usize = 30;

/// By how much a bit moves the share of its context, in parts of 2^16, by how many were seen before. As many as five bits
/// can ask for.
const RATES: [u16; 32] = {
    let mut rates = [0; 32];
    let mut seen = 0;
    while seen < rates.len() {
        rates[seen] = ((2 << 16) / (2 * seen + 5)) as u16;
        seen += 1;
    }
    rates
};

/// The least share that a context can come to, of zeros and of ones.
const LEAST: u16 = 31;

impl<'b> Bits<'b> {
    /// With `contexts` that have seen nothing.
    pub(super) fn new(bytes: &'b [u8], contexts: usize) -> Bits<'b> {
        let contexts = vec![Context { share: 1 << 15, seen: 0 }; contexts];
        let first = bytes.first_chunk().map_or(0, |first| u32::from_be_bytes(*first));
        Bits { bytes, at: size_of_val(&first), offset: first, range: u32::MAX, contexts }
    }

    /// Reads a number of `width` bits, the highest first; the contexts from `context` on are its own, 2^`width` of them
    /// without the first.
    ///
    /// A page's first call reads 150,000 bits here, by code that the browser has not optimized yet: there each call, and
    /// each look into memory, costs as much as the reckoning.
    pub(super) fn number(&mut self, context: usize, width: u32) -> usize {
        let (mut offset, mut range) = (self.offset, self.range);
        let mut read = 1;
        for _ in 0..width {
            let context = &mut self.contexts[context + read];
            let bound = (range >> 16) * u32::from(context.share);
            let bit = offset < bound;
            if bit {
                range = bound;
            } else {
                offset -= bound;
                range -= bound;
            }
            learn(context, bit);
            while range < 1 << 24 {
                let byte = self.bytes.get(self.at).copied().unwrap_or_default();
                self.at += 1;
                offset = offset << 8 | u32::from(byte);
                range <<= 8;
            }
            read = 2 * read + usize::from(bit);
        }
        (self.offset, self.range) = (offset, range);
        read - (1 << width)
    }

    /// Reads a bit by the context behind `before`.
    pub(super) fn bit(&mut self, before: usize) -> bool {
        self.number(before, 1) == 1
    }

    /// Whether just what was packed has been read.
    pub(super) fn are_done(&self) -> bool {
        self.at == self.bytes.len()
    }
}

#[inline(always)]
fn learn(context: &mut Context, bit: bool) {
    let rate = i32::from(RATES[usize::from(context.seen) % RATES.len()]);
    let limit = if bit { u16::MAX - LEAST } else { LEAST };
    let share = i32::from(context.share);
    context.share = (share + (((i32::from(limit) - share) * rate) >> 16)) as u16;
    context.seen = (context.seen + 1).min(MEMORY as u8);
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Packs what [`Bits`] reads, by the same calls with the values.
    pub(in super::super) struct Packer {
        out: Vec<u8>,
        low: u32,
        range: u32,
        contexts: Vec<Context>,
    }

    impl Packer {
        pub(in super::super) fn new(contexts: usize) -> Packer {
            let contexts = vec![Context { share: 1 << 15, seen: 0 }; contexts];
            Packer { out: Vec::new(), low: 0, range: u32::MAX, contexts }
        }

        pub(in super::super) fn number(&mut self, context: usize, width: u32, value: usize) {
            let mut written = 1;
            for at in (0..width).rev() {
                let bit = value >> at & 1;
                self.bit(context + written, bit == 1);
                written = 2 * written + bit;
            }
        }

        pub(in super::super) fn bit(&mut self, context: usize, bit: bool) {
            let context = &mut self.contexts[context];
            let bound = (self.range >> 16) * u32::from(context.share);
            if bit {
                self.range = bound;
            } else {
                let (low, carries) = self.low.overflowing_add(bound);
                self.low = low;
                self.range -= bound;
                let mut written = self.out.iter_mut().rev();
                let mut carries = carries;
                while carries {
                    let byte = written.next().unwrap();
                    (*byte, carries) = byte.overflowing_add(1);
                }
            }
            learn(context, bit);
            while self.range < 1 << 24 {
                self.out.push((self.low >> 24) as u8);
                self.low <<= 8;
                self.range <<= 8;
            }
        }

        pub(in super::super) fn finish(mut self) -> Vec<u8> {
            self.out.extend(self.low.to_be_bytes());
            self.out
        }
    }

    /// Squares of a walk: far from even, and every value comes up.
    fn numbers() -> impl Iterator<Item = usize> {
        (0..3000).scan(7_usize, |state, _| {
            *state = (*state * 75 + 74) % 65537;
            Some((*state % 16) * (*state % 15))
        })
    }

    fn packed() -> Vec<u8> {
        let mut packer = Packer::new(257);
        for number in numbers() {
            packer.bit(256, number % 16 > 0);
            packer.number(0, 8, number);
        }
        packer.finish()
    }

    #[test]
    fn what_was_packed_is_read() {
        let packed = packed();
        let mut bits = Bits::new(&packed, 257);
        for number in numbers() {
            assert_eq!(bits.bit(255), number % 16 > 0);
            assert_eq!(bits.number(0, 8), number);
        }
        assert!(bits.are_done());
    }

    #[test]
    fn what_is_likely_costs_little() {
        let mut packer = Packer::new(1);
        (0..10_000).for_each(|_| packer.bit(0, true));
        assert!(packer.finish().len() < 20);
        assert!(packed().len() < 3000);
    }

    #[test]
    fn too_few_bytes_are_seen() {
        let packed = packed();
        let mut bits = Bits::new(&packed[..packed.len() - 1], 257);
        for _ in numbers() {
            bits.bit(255);
            bits.number(0, 8);
        }
        assert!(!bits.are_done());
    }
}

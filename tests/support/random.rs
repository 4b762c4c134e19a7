//! Chance that comes again with its seed.

/// xorshift64* (Vigna 2016), so that a failing seed fails again.
pub struct Random(pub u64);

impl Random {
    /// Some number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let mut x = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        x ^= x >> 12;
        x ^= x << 25;
        x ^= x >> 27;
        self.0 = x;
        (x.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound
    }
}

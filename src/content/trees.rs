//! A model's trees, unpacked so that rows go through them eight side by side: all leaves that a row may still reach are
//! one bit each, and every split takes away those on the side that the row does not go to, whatever the others have said.
//! That is QuickScorer (Lucchese et al., SIGIR 2015), whose word is one of eight numbers of 16 bits here.

#[derive(Clone, Copy)]
pub(super) struct Tree {
    /// Where its splits end, of those of all trees, one tree after another.
    pub(super) end: usize,
    /// The leaves that a row may reach that no split has said anything of.
    pub(super) reached: u16,
    /// What they add, an i8 each, from left to right.
    pub(super) leaves: [u8; MAX_LEAVES],
}

/// Rows with a value above `greatest` reach none of the leaves `left`.
#[derive(Clone, Copy)]
pub(super) struct Split {
    pub(super) feature: u8,
    pub(super) greatest: u8,
    pub(super) left: u16,
}

/// So that sixteen bits can name every leaf.
pub(super) const MAX_LEAVES: usize = 16;

/// Rows that are looked at side by side.
pub(super) const SIDE_BY_SIDE: usize = 8;

/// Features that a byte can name.
const FEATURES: usize = 256;

/// The sums of the leaves that up to eight rows reach, of the length `width`.
#[cfg(target_arch = "wasm32")]
#[target_feature(enable = "simd128")]
#[inline(never)]
pub(super) fn sums(trees: &[Tree], splits: &[Split], rows: &[u8], width: usize) -> [i32; SIDE_BY_SIDE] {
    use std::arch::wasm32::*;

    let mut columns = [u16x8_splat(0); FEATURES];
    for (feature, column) in columns.iter_mut().enumerate().take(width) {
        let value = |row: usize| rows.get(row * width + feature).map_or(0, |&value| u16::from(value));
        *column = u16x8(value(0), value(1), value(2), value(3), value(4), value(5), value(6), value(7));
    }
    let (mut first, mut last) = (i32x4_splat(0), i32x4_splat(0));
    let mut start = 0;
    for tree in trees {
        let mut reached = u16x8_splat(tree.reached);
        for split in &splits[start..tree.end] {
            let greatest = u16x8_splat(u16::from(split.greatest));
            let is_right = i16x8_gt(columns[usize::from(split.feature)], greatest);
            reached = v128_andnot(reached, v128_and(is_right, u16x8_splat(split.left)));
        }
        start = tree.end;
        // Below the lowest bit are as many as there are leaves before its own.
        let below = v128_andnot(i16x8_sub(reached, u16x8_splat(1)), reached);
        let place = i16x8_extadd_pairwise_u8x16(i8x16_popcnt(below));
        let leaves = u128::from_le_bytes(tree.leaves);
        let leaves = u64x2(leaves as u64, (leaves >> 64) as u64);
        // A leaf for the higher byte of each number, moved down with its sign; there is none for the lower.
        let place = v128_or(i16x8_shl(place, 8), u16x8_splat(0xff));
        let leaf = i16x8_shr(i8x16_swizzle(leaves, place), 8);
        first = i32x4_add(first, i32x4_extend_low_i16x8(leaf));
        last = i32x4_add(last, i32x4_extend_high_i16x8(leaf));
    }
    [
        i32x4_extract_lane::<0>(first),
        i32x4_extract_lane::<1>(first),
        i32x4_extract_lane::<2>(first),
        i32x4_extract_lane::<3>(first),
        i32x4_extract_lane::<0>(last),
        i32x4_extract_lane::<1>(last),
        i32x4_extract_lane::<2>(last),
        i32x4_extract_lane::<3>(last),
    ]
}

/// The same in two words, with 16 bits for each row.
#[cfg(not(target_arch = "wasm32"))]
#[inline(never)]
pub(super) fn sums(trees: &[Tree], splits: &[Split], rows: &[u8], width: usize) -> [i32; SIDE_BY_SIDE] {
    /// A one for each row in a word.
    const ONES: u64 = 0x0001_0001_0001_0001;

    let mut columns = [[0_u64; 2]; FEATURES];
    for (at, row) in rows.chunks_exact(width).enumerate() {
        for (column, &value) in columns.iter_mut().zip(row) {
            column[at >> 2 & 1] |= u64::from(value) << (16 * (at & 3));
        }
    }
    let mut sums = [0; SIDE_BY_SIDE];
    let mut start = 0;
    for tree in trees {
        let mut one = u64::from(tree.reached) * ONES;
        let mut two = one;
        for split in &splits[start..tree.end] {
            let column = &columns[usize::from(split.feature)];
            // A greater value makes the sum overflow into the highest of its 16 bits.
            let room = u64::from(0x7fff - u16::from(split.greatest)) * ONES;
            let left = u64::from(split.left);
            one &= !(((column[0] + room) >> 15 & ONES) * left);
            two &= !(((column[1] + room) >> 15 & ONES) * left);
        }
        start = tree.end;
        for (at, sum) in sums.iter_mut().enumerate() {
            let reached = if at < 4 { one >> (16 * at) } else { two >> (16 * (at & 3)) };
            let leaf = tree.leaves[reached.trailing_zeros() as usize % tree.leaves.len()];
            *sum += i32::from(leaf as i8);
        }
    }
    sums
}

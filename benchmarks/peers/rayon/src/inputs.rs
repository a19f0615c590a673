//! Reproducible inputs and digests, bit for bit those of the Java side (Inputs, Cells).

pub const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// SplitMix64.
pub fn random(index: i64) -> u64 {
    let mut z = (index as u64).wrapping_add(1).wrapping_mul(GOLDEN);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

pub fn random_below(index: i64, bound: usize) -> usize {
    (random(index) % bound as u64) as usize
}

pub fn random_fraction(index: i64) -> f64 {
    (random(index) >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
}

pub fn random_longs(count: usize) -> Vec<u64> {
    (0..count).map(|i| random(i as i64) >> 1).collect()
}

/// Depends on every cell and on their order.
pub fn digest(cells: impl ExactSizeIterator<Item = u64>) -> u64 {
    let mut digest = cells.len() as u64;
    for cell in cells {
        digest = (digest ^ cell).rotate_left(25).wrapping_mul(GOLDEN);
    }
    digest
}

pub fn digest_number(number: i64) -> u64 {
    digest(std::iter::once(number as u64))
}

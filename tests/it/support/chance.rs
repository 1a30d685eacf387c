//! Chance that can be repeated: the same seed, the same story.

/// A small generator, `SplitMix64`.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The story of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `most`.
    pub fn below(&mut self, most: u32) -> u32 {
        u32::try_from(self.next() % u64::from(most)).unwrap_or(0)
    }

    /// Heads or tails.
    pub fn half(&mut self) -> bool {
        self.below(2) == 0
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.below(u32::try_from(of.len()).unwrap_or(u32::MAX));
        &of[at as usize]
    }

    /// One change of some bytes, of a kind that slips into real lines of JSON or is meant to.
    pub fn mangle(&mut self, line: &mut Vec<u8>) {
        const BITS: &[&[u8]] = &[
            b"\0", b"\"", b"\\", b"{", b"}", b"[", b"null", b"1e999", b"\xff", b"\x1b", b"\\ud800",
            b"-0", b",", b" ",
        ];
        let length = u32::try_from(line.len()).unwrap_or(u32::MAX - 1);
        let at = self.below(length + 1) as usize;
        match self.below(4) {
            0 if at < line.len() => line[at] ^= 1 << self.below(8),
            1 => line.truncate(at),
            2 => {
                let to = (at + self.below(9) as usize).min(line.len());
                line.drain(at..to);
            }
            _ => {
                let bits = *self.one::<&[u8]>(BITS);
                line.splice(at..at, bits.iter().copied());
            }
        }
    }
}

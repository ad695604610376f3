//! What is fuzzed, and what is judged of it. A target's file is one line; all of its work is here.
//!
//! [`read`] and [`clean`] are given bytes, [`written`] is given [`models`] that the reader would never make. Every one
//! of them panics on a finding.

pub mod clean;
pub mod models;
pub mod read;
pub mod soundness;
pub mod written;

#[cfg(test)]
mod tests {
    use crate::{models::Posts, written};
    use arbitrary::{Arbitrary, Unstructured};

    #[test]
    fn models_of_any_shape_go_through_json() {
        // SplitMix64: the same bytes on every run.
        let mut state = 0_u64;
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        };
        for _ in 0..2_000 {
            let bytes: Vec<u8> = (0..512).flat_map(|_| next().to_le_bytes()).collect();
            if let Ok(posts) = Posts::arbitrary(&mut Unstructured::new(&bytes)) {
                written::through_json(&posts);
            }
        }
    }
}

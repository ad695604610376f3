//! A hash in the place of what it is made of, where there may be very many.

use std::hash::{DefaultHasher, Hash, Hasher};

/// 128 bits: two values that are not equal have the same one by no chance that ever comes.
pub(crate) fn of(value: impl Hash) -> u128 {
    let hash = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, &value).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    hash(0) << 64 | hash(1)
}

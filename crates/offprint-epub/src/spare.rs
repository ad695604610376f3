//! Room for pictures, used again: whichever thread works on one, the large pieces of memory are the same.

use fast_image_resize::Resizer;
use std::sync::{Mutex, PoisonError};

/// Less than this is not worth keeping.
const LEAST: usize = 256 << 10;
/// How many pieces are kept: a file, its points, and these in another size.
const MOST: usize = 4;

/// Pieces of memory that nobody uses at the moment.
#[derive(Default)]
pub(crate) struct Spare {
    pieces: Mutex<Vec<Vec<u8>>>,
    resizer: Mutex<Resizer>,
}

impl Spare {
    /// An empty piece with room for so many bytes: the smallest that has it, else a new one in place of the largest.
    pub(crate) fn take(&self, room: usize) -> Vec<u8> {
        let mut pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        if room >= LEAST {
            let fits = pieces.iter().position(|piece| piece.capacity() >= room);
            if let Some(at) = fits.or_else(|| pieces.len().checked_sub(1)) {
                let mut piece = pieces.remove(at);
                if fits.is_some() {
                    piece.clear();
                    return piece;
                }
            }
        }
        drop(pieces);
        Vec::with_capacity(room)
    }

    /// Works with a resizer, which has pieces of its own; with a new one while another thread has that.
    pub(crate) fn resize<T>(&self, work: impl FnOnce(&mut Resizer) -> T) -> T {
        match self.resizer.try_lock() {
            Ok(mut resizer) => work(&mut resizer),
            Err(_) => work(&mut Resizer::new()),
        }
    }

    /// Takes back what is not needed any more.
    pub(crate) fn give(&self, piece: Vec<u8>) {
        if piece.capacity() < LEAST {
            return;
        }
        let mut pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        let at = pieces.partition_point(|other| other.capacity() < piece.capacity());
        pieces.insert(at, piece);
        if pieces.len() > MOST {
            pieces.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_that_fits_is_taken() {
        let spare = Spare::default();
        for room in [3 * LEAST, LEAST, 2 * LEAST, 9] {
            spare.give(vec![1; room]);
        }
        let piece = spare.take(LEAST + 1);
        assert_eq!((piece.capacity(), piece.len()), (2 * LEAST, 0));
        assert_eq!(spare.take(5 * LEAST).capacity(), 5 * LEAST, "a new one");
        assert_eq!(spare.take(LEAST).capacity(), LEAST);
        assert!(spare.pieces.lock().unwrap().is_empty());
    }
}

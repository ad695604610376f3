//! Pictures of four colours, one in each quarter, as encoders write them: whole, turned, mirrored, cut, and as a grid.
#![allow(clippy::unwrap_used, reason = "a test fails so")]

use offprint_avif::{Error, decode, dimensions};

const MOST: u32 = 1_000_000;

const RED: [u8; 3] = [200, 30, 30];
const GREEN: [u8; 3] = [30, 160, 60];
const BLUE: [u8; 3] = [40, 60, 200];
const YELLOW: [u8; 3] = [240, 220, 40];

/// The colours of the quarters: upper left, upper right, lower left, lower right.
fn assert_shows(name: &str, bytes: &[u8], size: (u32, u32), quarters: [[u8; 3]; 4]) {
    assert_eq!(dimensions(bytes).unwrap(), size, "{name}");
    let picture = decode(bytes, MOST).unwrap().to_rgb8();
    assert_eq!(picture.dimensions(), size, "{name}");
    let places = [(1, 1), (3, 1), (1, 3), (3, 3)];
    for ((across, down), wanted) in places.into_iter().zip(quarters) {
        let point = picture.get_pixel(size.0 * across / 4, size.1 * down / 4).0;
        let off = point.iter().zip(wanted).map(|(is, wanted)| is.abs_diff(wanted)).max();
        assert!(off <= Some(12), "{name} at {across}, {down} quarters: {point:?}, not {wanted:?}");
    }
}

#[test]
fn pictures_are_upright() {
    let plain = include_bytes!("files/plain.avif");
    assert_shows("plain", plain, (64, 48), [RED, GREEN, BLUE, YELLOW]);
    let turned = include_bytes!("files/turned.avif");
    assert_shows("turned", turned, (48, 64), [GREEN, YELLOW, RED, BLUE]);
    let mirrored = include_bytes!("files/mirrored.avif");
    assert_shows("mirrored", mirrored, (64, 48), [GREEN, RED, YELLOW, BLUE]);
    let both = include_bytes!("files/turned-and-mirrored.avif");
    assert_shows("turned and mirrored", both, (48, 64), [YELLOW, GREEN, BLUE, RED]);
    assert_shows("cut", include_bytes!("files/cut.avif"), (32, 48), [RED, RED, BLUE, BLUE]);
}

#[test]
fn grids_are_put_together() {
    assert_shows("grid", include_bytes!("files/grid.avif"), (128, 128), [RED, GREEN, BLUE, YELLOW]);
}

#[test]
fn what_a_grid_has_beyond_its_edges_is_not_shown() {
    let mut grid = include_bytes!("files/grid.avif").to_vec();
    let described = [0, 0, 1, 1, 0, 128, 0, 128];
    let at = grid.windows(8).position(|bytes| bytes == described).unwrap();
    grid[at + 5] = 100;
    grid[at + 7] = 70;
    assert_eq!(dimensions(&grid).unwrap(), (100, 70));
    let picture = decode(&grid, MOST).unwrap();
    assert_eq!((picture.width(), picture.height()), (100, 70));
    grid[at + 5] = 129;
    let why = decode(&grid, MOST).unwrap_err();
    assert_eq!(why.to_string(), "cannot be decoded: the pictures that it is put together of do not fill it");
}

#[test]
fn what_cannot_be_shown_is_told() {
    let grid = include_bytes!("files/grid.avif");
    assert!(matches!(decode(grid, 100 * 128), Err(Error::TooLarge)));
    let transparent = decode(include_bytes!("files/transparent-grid.avif"), MOST).unwrap_err();
    assert_eq!(
        transparent.to_string(),
        "cannot be decoded: its transparency is put together of other pictures"
    );
}

#[test]
fn broken_files_are_told_of() {
    for whole in [&include_bytes!("files/turned.avif")[..], include_bytes!("files/grid.avif")] {
        for length in (0..whole.len()).step_by(13) {
            assert!(decode(&whole[..length], MOST).is_err(), "cut at {length}");
            let mut flipped = whole.to_vec();
            flipped[length] ^= 0x55;
            if let (Ok(size), Ok(picture)) = (dimensions(&flipped), decode(&flipped, MOST)) {
                assert_eq!(size, (picture.width(), picture.height()), "changed at {length}");
            }
        }
    }
}

//! The frames that a picture is put together of: one, or those of a grid (ISO/IEC 23008-12 §6.6.2.3).

use crate::{Error, frame::Frame};
use std::borrow::Cow;
use zenavif_parse::AvifParser;

/// Decoded frames side by side, row by row from the upper left corner.
pub(crate) struct Tiles {
    frames: Vec<Frame>,
    columns: u32,
    /// Of each frame.
    tile: (u32, u32),
    size: (u32, u32),
}

/// How a grid is laid out, and how much of it is shown.
pub(crate) struct Grid {
    columns: u32,
    rows: u32,
    pub(crate) size: (u32, u32),
}

impl Grid {
    /// The grid of the picture, if it is one: read from its own item (§6.6.2.3.2), of which the library makes a guess.
    ///
    /// # Errors
    /// When it cannot be decoded.
    pub(crate) fn of(container: &AvifParser<'_>) -> Result<Option<Self>, Error> {
        if container.grid_config().is_none() {
            return Ok(None);
        }
        let item = container.primary_data()?;
        let (rows, columns, size) = match *item {
            [_, flags, rows, columns, a, b, c, d] if flags & 1 == 0 => {
                (rows, columns, (u16::from_be_bytes([a, b]).into(), u16::from_be_bytes([c, d]).into()))
            }
            [_, flags, rows, columns, a, b, c, d, e, f, g, h] if flags & 1 == 1 => {
                (rows, columns, (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h])))
            }
            _ => return Err(Error::Malformed("its grid is not described")),
        };
        if size.0 == 0 || size.1 == 0 {
            return Err(Error::Malformed("it is empty"));
        }
        Ok(Some(Self { columns: u32::from(columns) + 1, rows: u32::from(rows) + 1, size }))
    }
}

impl Tiles {
    /// The frames of the picture.
    ///
    /// # Errors
    /// When they cannot be decoded, or the picture has more points than this.
    pub(crate) fn new(container: &AvifParser<'_>, most_points: u32) -> Result<Self, Error> {
        let first = Frame::new(data(container, 0)?.into_owned(), most_points)?;
        let Some(grid) = Grid::of(container)? else { return Ok(Self::alone(first)) };
        let count = (grid.columns * grid.rows) as usize;
        if container.grid_tile_count() < count {
            return Err(Error::Malformed("some of the pictures that it is put together of are missing"));
        }
        let mut tiles = Self { size: grid.size, columns: grid.columns, ..Self::alone(first) };
        let (width, height) = tiles.tile;
        let whole = (width.saturating_mul(grid.columns), height.saturating_mul(grid.rows));
        if tiles.size.0 > whole.0 || tiles.size.1 > whole.1 {
            return Err(Error::Malformed("the pictures that it is put together of do not fill it"));
        }
        if u64::from(whole.0) * u64::from(whole.1) > u64::from(most_points) {
            return Err(Error::TooLarge);
        }
        for index in 1..count {
            let frame = Frame::new(data(container, index)?.into_owned(), most_points)?;
            if frame.size() != tiles.tile {
                return Err(Error::Malformed("the pictures that it is put together of differ in size"));
            }
            tiles.frames.push(frame);
        }
        Ok(tiles)
    }

    /// The frame of the picture's transparency, if it has one.
    ///
    /// # Errors
    /// As `new`.
    pub(crate) fn of_alpha(container: &AvifParser<'_>, most_points: u32) -> Result<Option<Self>, Error> {
        let Some(alpha) = container.alpha_data() else { return Ok(None) };
        let alpha = alpha?;
        // What describes a grid takes eight or twelve bytes, which no frame does; its parts are not to be had.
        if container.grid_config().is_some() && alpha.len() <= 12 {
            return Err(Error::Malformed("its transparency is put together of other pictures"));
        }
        Frame::new(alpha.into_owned(), most_points).map(Self::alone).map(Some)
    }

    fn alone(frame: Frame) -> Self {
        let size = frame.size();
        Self { frames: vec![frame], columns: 1, tile: size, size }
    }

    /// Width and height of the whole.
    pub(crate) fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Whether there are colours.
    pub(crate) fn is_coloured(&self) -> bool {
        self.frames.iter().any(Frame::is_coloured)
    }

    /// Brightness at a place.
    pub(crate) fn light(&self, x: u32, y: u32) -> u8 {
        let (frame, x, y) = self.at(x, y);
        frame.light(x, y)
    }

    /// Red, green and blue at a place.
    pub(crate) fn colour(&self, x: u32, y: u32) -> [u8; 3] {
        let (frame, x, y) = self.at(x, y);
        frame.colour(x, y)
    }

    fn at(&self, x: u32, y: u32) -> (&Frame, u32, u32) {
        let (width, height) = self.tile;
        let index = (y / height * self.columns + x / width) as usize;
        (&self.frames[index.min(self.frames.len() - 1)], x % width, y % height)
    }
}

/// The data of the frame of this number; of a file that only moves, of its first one.
pub(crate) fn data<'a>(container: &'a AvifParser<'_>, index: usize) -> Result<Cow<'a, [u8]>, Error> {
    let data =
        if container.grid_config().is_some() { container.tile_data(index) } else { container.primary_data() };
    let data = data?;
    if data.is_empty() && container.animation_info().is_some() {
        return Ok(container.frame(0)?.data);
    }
    Ok(data)
}

//! A frame of AV1, decoded; its colours brought to eight bits of red, green and blue.

use crate::Error;
use re_rav1d::dav1d::pixel::{MatrixCoefficients, YUVRange};
use re_rav1d::dav1d::{
    self, Decoder, Picture, PixelLayout, PlanarImageComponent as Component, Plane, Settings,
};

/// The first frame of AV1 data, decoded on this thread.
fn picture(data: Vec<u8>, most_points: u32) -> Result<Picture, Error> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(most_points);
    let mut decoder = Decoder::with_settings(&settings)?;
    let mut sent = decoder.send_data(data, None, None, None);
    loop {
        match (sent, decoder.get_picture()) {
            (_, Ok(picture)) => return Ok(picture),
            // All was sent, and more is wanted.
            (Ok(()), Err(dav1d::Error::Again)) => return Err(Error::Truncated),
            (Err(dav1d::Error::Again), Err(dav1d::Error::Again)) => sent = decoder.send_pending_data(),
            (Err(error), _) | (_, Err(error)) => return Err(error.into()),
        }
    }
}

/// A decoded frame, point by point.
pub(crate) struct Frame {
    picture: Picture,
    luma: Plane,
    /// The planes of colour, if there are any.
    chroma: Option<[Plane; 2]>,
}

impl Frame {
    /// The frame of this data.
    ///
    /// # Errors
    /// When it cannot be decoded.
    pub(crate) fn new(data: Vec<u8>, most_points: u32) -> Result<Self, Error> {
        let picture = picture(data, most_points)?;
        let coloured = picture.pixel_layout() != PixelLayout::I400;
        let chroma = coloured.then(|| [Component::U, Component::V].map(|component| picture.plane(component)));
        Ok(Self { luma: picture.plane(Component::Y), chroma, picture })
    }

    /// Width and height.
    pub(crate) fn size(&self) -> (u32, u32) {
        (self.picture.width(), self.picture.height())
    }

    /// Whether it has colours.
    pub(crate) fn is_coloured(&self) -> bool {
        self.chroma.is_some()
    }

    /// The value of a point in a plane with rows of so many bytes, from 0 to 1 with the range that it is stored in.
    fn value(&self, plane: &[u8], stride: u32, x: u32, y: u32) -> f32 {
        let depth = self.picture.bit_depth().clamp(8, 12);
        let row = y as usize * stride as usize;
        let value = if depth == 8 {
            plane.get(row + x as usize).copied().map_or(0, u16::from)
        } else {
            let at = row + 2 * x as usize;
            plane.get(at..at + 2).map_or(0, |bytes| u16::from_ne_bytes([bytes[0], bytes[1]]))
        };
        f32::from(value) / f32::from((1_u16 << depth) - 1)
    }

    fn is_limited(&self) -> bool {
        self.picture.color_range() == YUVRange::Limited
    }

    /// Brightness from 0 to 1.
    fn luma(&self, x: u32, y: u32) -> f32 {
        let value = self.value(&self.luma, self.picture.stride(Component::Y), x, y);
        if self.is_limited() { (value * 255.0 - 16.0) / 219.0 } else { value }
    }

    /// Brightness.
    pub(crate) fn light(&self, x: u32, y: u32) -> u8 {
        to_byte(self.luma(x, y))
    }

    /// Red, green and blue (ITU-T H.273 §8.3).
    pub(crate) fn colour(&self, x: u32, y: u32) -> [u8; 3] {
        let (across, down) = match self.picture.pixel_layout() {
            PixelLayout::I420 => (x / 2, y / 2),
            PixelLayout::I422 => (x / 2, y),
            _ => (x, y),
        };
        let luma = self.luma(x, y);
        let Some(chroma) = &self.chroma else { return [to_byte(luma); 3] };
        let stride = self.picture.stride(Component::U);
        let [u, v] = [&chroma[0], &chroma[1]].map(|plane| self.value(plane, stride, across, down));
        let (red, blue) = match self.picture.matrix_coefficients() {
            // The planes are green, blue and red.
            MatrixCoefficients::Identity => return [v, luma, u].map(to_byte),
            MatrixCoefficients::BT709 => (0.2126, 0.0722),
            MatrixCoefficients::BT2020NonConstantLuminance | MatrixCoefficients::BT2020ConstantLuminance => {
                (0.2627, 0.0593)
            }
            MatrixCoefficients::ST240M => (0.212, 0.087),
            _ => (0.299, 0.114),
        };
        let scale = if self.is_limited() { 255.0 / 224.0 } else { 1.0 };
        // The middle is a whole number of steps: 128 of 255.
        let [u, v] = [u, v].map(|value| (value - 128.0 / 255.0) * scale);
        let of_red = luma + 2.0 * (1.0 - red) * v;
        let of_blue = luma + 2.0 * (1.0 - blue) * u;
        let of_green = (luma - red * of_red - blue * of_blue) / (1.0 - red - blue);
        [of_red, of_green, of_blue].map(to_byte)
    }
}

fn to_byte(value: f32) -> u8 {
    (value * 255.0).round().clamp(0.0, 255.0) as u8
}

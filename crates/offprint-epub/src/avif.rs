//! AVIF, decoded: the container by avif-parse, AV1 by rav1d; colours brought to eight bits of red, green and blue here.

use avif_parse::AvifData;
use image::{DynamicImage, GrayAlphaImage, GrayImage, Rgb, RgbImage, Rgba, RgbaImage};
use re_rav1d::dav1d::pixel::{MatrixCoefficients, YUVRange};
use re_rav1d::dav1d::{
    Decoder, Error, Picture, PixelLayout, PlanarImageComponent as Component, Plane, Settings,
};

/// How large the picture is.
///
/// # Errors
/// Says in words why it cannot be decoded.
pub(crate) fn dimensions(bytes: &[u8]) -> Result<(u32, u32), String> {
    let head = container(bytes)?.primary_item_metadata().map_err(|error| undecodable(&error))?;
    Ok((head.max_frame_width.get(), head.max_frame_height.get()))
}

/// The picture; of a moving one the still that stands for it.
///
/// # Errors
/// As `dimensions`.
pub(crate) fn decode(bytes: &[u8], most_points: u32) -> Result<DynamicImage, String> {
    let AvifData { primary_item, alpha_item, premultiplied_alpha, .. } = container(bytes)?;
    let colours = Frame::new(frame(primary_item.to_vec(), most_points)?);
    let alpha = alpha_item.map(|item| frame(item.to_vec(), most_points).map(Frame::new)).transpose()?;
    let (width, height) = (colours.picture.width(), colours.picture.height());
    let Some(alpha) = alpha else {
        if colours.picture.pixel_layout() == PixelLayout::I400 {
            let point = |x, y| image::Luma([colours.light(x, y)]);
            return Ok(DynamicImage::ImageLuma8(GrayImage::from_fn(width, height, point)));
        }
        let point = |x, y| Rgb(colours.colour(x, y));
        return Ok(DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, point)));
    };
    if (alpha.picture.width(), alpha.picture.height()) != (width, height) {
        return Err("it cannot be decoded: its transparency is of another size".to_owned());
    }
    let straight = |colour: u8, alpha: u8| match (premultiplied_alpha, u16::from(alpha)) {
        (true, alpha @ 1..) => u8::try_from(u16::from(colour) * 255 / alpha).unwrap_or(u8::MAX),
        _ => colour,
    };
    if colours.picture.pixel_layout() == PixelLayout::I400 {
        let point = |x, y| {
            let alpha = alpha.light(x, y);
            image::LumaA([straight(colours.light(x, y), alpha), alpha])
        };
        return Ok(DynamicImage::ImageLumaA8(GrayAlphaImage::from_fn(width, height, point)));
    }
    let point = |x, y| {
        let alpha = alpha.light(x, y);
        let [red, green, blue] = colours.colour(x, y).map(|colour| straight(colour, alpha));
        Rgba([red, green, blue, alpha])
    };
    Ok(DynamicImage::ImageRgba8(RgbaImage::from_fn(width, height, point)))
}

fn container(mut bytes: &[u8]) -> Result<AvifData, String> {
    // Broken files may break assertions, too, in builds that have them.
    let read = std::panic::catch_unwind(move || avif_parse::read_avif(&mut bytes));
    let read = read.map_err(|_| "it cannot be decoded: its parts contradict each other".to_owned())?;
    read.map_err(|error| undecodable(&error))
}

fn undecodable(error: &dyn std::fmt::Display) -> String {
    let said = error.to_string().replace('\n', " ");
    format!("it cannot be decoded: {}", said.trim_end_matches('.'))
}

/// The first frame of AV1 data, decoded on this thread.
fn frame(data: Vec<u8>, most_points: u32) -> Result<Picture, String> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(most_points);
    let said = |error: Error| undecodable(&error);
    let mut decoder = Decoder::with_settings(&settings).map_err(said)?;
    let mut sent = decoder.send_data(data, None, None, None);
    loop {
        match (sent, decoder.get_picture()) {
            (_, Ok(picture)) => return Ok(picture),
            // All was sent, and more is wanted.
            (Ok(()), Err(Error::Again)) => return Err("it is cut off".to_owned()),
            (Err(Error::Again), Err(Error::Again)) => sent = decoder.send_pending_data(),
            (Err(error), _) | (_, Err(error)) => return Err(undecodable(&error)),
        }
    }
}

/// A decoded frame, point by point.
struct Frame {
    picture: Picture,
    luma: Plane,
    /// The planes of colour, if there are any.
    chroma: Option<[Plane; 2]>,
}

impl Frame {
    fn new(picture: Picture) -> Self {
        let coloured = picture.pixel_layout() != PixelLayout::I400;
        let chroma = coloured.then(|| [Component::U, Component::V].map(|component| picture.plane(component)));
        Self { luma: picture.plane(Component::Y), chroma, picture }
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

    fn light(&self, x: u32, y: u32) -> u8 {
        to_byte(self.luma(x, y))
    }

    /// Red, green and blue (ITU-T H.273 §8.3).
    fn colour(&self, x: u32, y: u32) -> [u8; 3] {
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

//! A picture as an object of the file (ISO 32000-1 §8.9.5).

use crate::{
    file::PdfFile,
    picture::{Picture, Samples},
};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

/// Adds a picture, and its transparency where it has some.
pub(crate) fn picture_object(file: &mut PdfFile<'_>, picture: &Picture) -> ObjectId {
    let object = |components: u8| {
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(picture.width),
            "Height" => i64::from(picture.height),
            "BitsPerComponent" => 8,
            "ColorSpace" => if components == 1 { "DeviceGray" } else { "DeviceRGB" },
        }
    };
    match &picture.samples {
        Samples::Jpeg { bytes, components } => {
            let mut dictionary = object(*components);
            dictionary.set("Filter", "DCTDecode");
            file.add_stream(dictionary, bytes)
        }
        Samples::Shapes { bytes, width, height } => {
            // As a picture, it fills a box of one by one.
            let matrix = [1.0 / width, 0.0, 0.0, 1.0 / height, 0.0, 0.0].map(Object::Real).to_vec();
            let bounds = [0.0, 0.0, *width, *height].map(Object::Real).to_vec();
            let form = dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "BBox" => bounds,
                "Matrix" => matrix,
                "Resources" => Dictionary::new(),
                "Filter" => "FlateDecode",
            };
            file.add_stream(form, bytes)
        }
        Samples::Flat { bytes, components, alpha } => {
            let mut dictionary = object(*components);
            dictionary.set("Filter", "FlateDecode");
            if let Some(alpha) = alpha {
                let mut mask = object(1);
                mask.set("Filter", "FlateDecode");
                let mask = file.add_stream(mask, alpha);
                dictionary.set("SMask", mask);
            }
            file.add_stream(dictionary, bytes)
        }
    }
}

//! Pictures, sounds, films, files, and what other sites show.

use crate::{
    address::{file_address, file_name, is_absolute, link_address},
    options::{MediaAs, Picture},
    writer::Writer,
};
use offprint_core::{Embed, Figure, Gallery, Image, Inline, Media, MediaKind, inlines_text};

impl<'a> Writer<'a> {
    pub(crate) fn figure_to_html(&mut self, figure: &'a Figure) {
        self.open("figure");
        self.picture_to_html(&figure.image, figure.link.as_deref());
        self.caption_to_html(&figure.caption);
        self.close_block("figure");
    }

    pub(crate) fn gallery_to_html(&mut self, gallery: &'a Gallery) {
        self.start("figure");
        self.class("gallery");
        self.end();
        self.out.push('\n');
        for figure in &gallery.figures {
            self.figure_to_html(figure);
        }
        self.caption_to_html(&gallery.caption);
        self.close_block("figure");
    }

    pub(crate) fn media_to_html(&mut self, media: &'a Media) {
        let player = match media.kind {
            MediaKind::Audio => Some("audio"),
            MediaKind::Video => Some("video"),
            MediaKind::File => None,
        };
        let player = player.filter(|_| self.options.media == MediaAs::Players);
        let framed = player.is_some() || !media.caption.is_empty();
        if framed {
            self.start("figure");
            self.class("media");
            self.end();
            self.out.push('\n');
        }
        if let (Some(name), Some(src)) =
            (player, file_address(&media.url).filter(|_| is_absolute(&media.url)))
        {
            self.player_to_html(name, &src, media);
            if !media.title.is_empty() {
                self.media_link_to_html(media);
            }
        } else {
            self.media_link_to_html(media);
        }
        self.caption_to_html(&media.caption);
        if framed {
            self.close_block("figure");
        }
    }

    /// A card: whose it is, what it is called, where it is.
    pub(crate) fn embed_to_html(&mut self, embed: &'a Embed) {
        let framed = !embed.caption.is_empty() || !embed.quote.is_empty();
        if framed {
            self.start("figure");
            self.class("card");
            self.end();
            self.out.push('\n');
        }
        if !embed.quote.is_empty() {
            self.open("blockquote");
            self.out.push('\n');
            self.blocks_to_html(&embed.quote);
            self.close_block("blockquote");
        }
        if let Some(player) = self.options.surroundings.player(embed).filter(|_| !self.in_link) {
            self.player_frame_to_html(&player, embed);
        }
        self.start("p");
        if !framed {
            self.class("card");
        }
        self.end();
        let title = embed.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let shown = title.unwrap_or(&embed.url);
        if !embed.provider.is_empty() {
            self.text(&embed.provider);
            self.text(": ");
        }
        let href = self.href(&embed.url);
        self.linked(href.as_deref(), |writer| writer.text(shown));
        self.close_block("p");
        self.caption_to_html(&embed.caption);
        if framed {
            self.close_block("figure");
        }
    }

    fn player_frame_to_html(&mut self, address: &str, embed: &Embed) {
        self.start("iframe");
        self.attribute("src", address);
        self.attribute("title", embed.title.as_deref().unwrap_or(&embed.provider));
        self.attribute("width", "560");
        self.attribute("height", "315");
        self.attribute("allowfullscreen", "");
        self.end();
        self.close_block("iframe");
    }

    /// A picture within a line or a figure, within a link when one is given.
    pub(crate) fn picture_to_html(&mut self, image: &Image, link: Option<&str>) {
        let (src, width, height) = match self.options.surroundings.picture(image) {
            Picture::At { src } => (src, image.width, image.height),
            Picture::Sized { src, width, height } => (src, Some(width), Some(height)),
            Picture::Missing => return self.missing_to_html(image),
        };
        let Some(src) = picture_address(&src, image) else { return self.missing_to_html(image) };
        let href = link.filter(|_| !self.in_link).and_then(|url| self.href(url));
        let mut alt = image.alt.clone().unwrap_or_default();
        if alt.trim().is_empty() && (href.is_some() || self.pictures_name_link) {
            // A link must have a name (WCAG 2.2, 2.4.4).
            alt = self.name_of(image);
        }
        self.linked(href.as_deref(), |writer| {
            writer.start("img");
            writer.attribute("src", &src);
            writer.attribute("alt", &alt);
            if let Some(title) = &image.title {
                writer.attribute("title", title);
            }
            for (name, size) in [("width", width), ("height", height)] {
                if let Some(size) = size.filter(|&size| size > 0) {
                    writer.attribute(name, &size.to_string());
                }
            }
            writer.end_void();
        });
    }

    fn missing_to_html(&mut self, image: &Image) {
        self.start("span");
        self.class("missing");
        self.end();
        let href = link_address(&image.url).filter(|_| !self.in_link && is_absolute(&image.url));
        self.linked(href.as_deref(), |writer| writer.text(&writer.name_of(image)));
        self.close("span");
    }

    /// What a picture shows, as far as anybody said it; a file's name says nothing.
    fn name_of(&self, image: &Image) -> String {
        let said = [&image.alt, &image.title].into_iter().flatten().find(|text| !text.trim().is_empty());
        said.cloned().unwrap_or_else(|| self.options.picture_label.to_owned())
    }

    /// Whether words are written for this picture.
    pub(crate) fn is_missing(&self, image: &Image) -> bool {
        match self.options.surroundings.picture(image) {
            Picture::At { src } | Picture::Sized { src, .. } => picture_address(&src, image).is_none(),
            Picture::Missing => true,
        }
    }

    fn caption_to_html(&mut self, caption: &'a [Inline]) {
        if !caption.is_empty() {
            self.open("figcaption");
            self.inlines_to_html(caption);
            self.close_block("figcaption");
        }
    }

    fn player_to_html(&mut self, name: &str, src: &str, media: &'a Media) {
        self.start(name);
        self.attribute("controls", "");
        self.attribute("preload", "none");
        self.attribute("src", src);
        if let Some((_, src)) = self.poster(media) {
            self.attribute("poster", &src);
        }
        self.end();
        let href = self.href(&media.url);
        self.linked(href.as_deref(), |writer| writer.text(&media_name(media)));
        self.close_block(name);
    }

    fn media_link_to_html(&mut self, media: &'a Media) {
        let poster = self.poster(media).filter(|_| self.options.media == MediaAs::Links);
        let href = self.href(&media.url);
        self.open("p");
        self.linked(href.as_deref(), |writer| {
            if let Some((image, _)) = poster {
                // The link's text says what the picture would.
                writer.picture_to_html(&image, None);
                writer.line_break();
            }
            if media.title.is_empty() {
                writer.text(&media_name(media));
            } else {
                writer.inlines_to_html(&media.title);
            }
        });
        self.close_block("p");
    }

    /// The still picture of a film that is at hand, and where.
    fn poster(&self, media: &Media) -> Option<(Image, String)> {
        let url = media.poster.clone().filter(|_| media.kind == MediaKind::Video)?;
        let image = Image { url, ..Image::default() };
        match self.options.surroundings.picture(&image) {
            Picture::At { src } | Picture::Sized { src, .. } => {
                let src = picture_address(&src, &image)?;
                Some((image, src))
            }
            Picture::Missing => None,
        }
    }

    /// What `content` writes, within an `a` when there is somewhere to lead.
    fn linked(&mut self, href: Option<&str>, content: impl FnOnce(&mut Self)) {
        let around = self.in_link;
        let href = href.filter(|_| !around);
        if let Some(href) = href {
            self.start("a");
            self.attribute("href", href);
            self.end();
            self.in_link = true;
        }
        content(self);
        self.in_link = around;
        if href.is_some() {
            self.close("a");
        }
    }
}

/// Only the surroundings can say an address that is relative to the page.
fn picture_address(src: &str, image: &Image) -> Option<String> {
    let address = file_address(src).filter(|_| src != image.url || is_absolute(src));
    address.map(String::from)
}

fn media_name(media: &Media) -> String {
    let title = inlines_text(&media.title);
    if title.is_empty() { file_name(&media.url) } else { title }
}

//! The table of shortcodes: the families of those that are known by name.
//!
//! A name is looked up whole, then by the longest prefix. What is not here is [`Family::Unknown`].

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a shortcode is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// Rows and columns: tags without words.
    Layout,
    /// An element of a page builder: its attributes have words and links.
    Element,
    /// The same, whose words are a heading.
    Heading,
    /// The same, whose words are a number and what it counts.
    Counter,
    /// A picture, by its URL or its number in the media library.
    Picture,
    /// A film of another site.
    Video,
    /// HTML in base64, often percent-encoded before.
    Encoded,
    /// HTML as it is.
    Markup,
    /// What only the site can show: forms, advertisements, sliders, lists of other posts.
    Furniture,
    /// Program text.
    Code,
    /// Program text when it has lines of its own: the name is a word.
    CodeLines,
    /// A formula.
    Latex,
    /// WordPress's own: captions, galleries, players, embeds.
    Media,
    /// None that is known.
    Unknown,
}

use Family::{
    Code, CodeLines, Counter, Element, Encoded, Furniture, Heading, Latex, Layout, Markup, Media, Picture,
    Video,
};

/// Names of a family, parted by spaces; those that end in `*` are prefixes.
type Row = (Family, &'static str);

/// WordPress's own, and the players' that stand for an address.
pub(crate) const MEDIA: [&str; 10] = [
    "caption",
    "wp_caption",
    "gallery",
    "audio",
    "video",
    "playlist",
    "embed",
    "youtube",
    "vimeo",
    "wpvideo",
];
/// Names under which plugins keep code, and the languages that are names themselves.
pub(crate) const CODE: [&str; 26] = [
    "code",
    "sourcecode",
    "crayon",
    "php",
    "js",
    "javascript",
    "css",
    "html",
    "xml",
    "python",
    "java",
    "ruby",
    "bash",
    "sql",
    "cpp",
    "csharp",
    "c",
    "perl",
    "scala",
    "diff",
    "go",
    "rust",
    "swift",
    "plain",
    "powershell",
    "latex",
];
/// Of these, names that say no language.
pub(crate) const CODE_WITHOUT_LANGUAGE: [&str; 4] = ["code", "sourcecode", "crayon", "plain"];

static TABLE: &[Row] = &[
    (Media, "caption wp_caption gallery audio video playlist embed youtube vimeo wpvideo"),
    (Latex, "latex"),
    (Code, "code sourcecode crayon php js javascript css html xml python bash sql java ruby csharp cpp"),
    (CodeLines, "c perl scala diff go rust swift plain powershell"),
    // Builders: all their names are elements, but for those below.
    (
        Element,
        "vc_* nectar_* et_pb_* fusion_* av_* cs_* x_* fl_* tatsu_* mk_* ux_* bt_bb_* themify_* uncode_* \
         dt_* ultimate_* mfn_* su_* thrive_* kc_* pix_* qode_* edgtf_* mkdf_* eltdf_* trx_* wr_* cz_* \
         ziss_* stm_* cmsmasters_* fancy_box split_line_heading text-with-icon button btn icon_box \
         image_box featured_box ult_* bsf-info-box info_list_item team_member testimonial pricing_column \
         page_header ux_banner text_box message_box accordion-item toggle toggles tabbed_section tab \
         accordion blockquote promo_box call_to_action info_box hover_box how_it_works offer_slider_full",
    ),
    (
        Layout,
        "vc_row vc_row_inner vc_column vc_column_inner vc_section vc_tta_tabs vc_tta_tour \
         vc_tta_accordion vc_tta_pageable vc_empty_space vc_separator vc_gutenberg vc_zigzag \
         et_pb_section et_pb_row et_pb_row_inner et_pb_column et_pb_column_inner et_pb_divider et_pb_tabs \
         et_pb_accordion et_pb_counters et_pb_slider et_pb_line_break_holder et_pb_br_holder \
         fusion_builder_* fusion_text fusion_separator fusion_section_separator fusion_global fusion_tabs \
         fusion_accordion fusion_checklist fusion_content_boxes fusion_counters_box av_section \
         av_layout_row av_layout_column av_cell_* av_one_* av_two_* av_three_* av_four_* av_five_* av_hr \
         av_textblock av_toggle_container av_tab_container av_iconlist cs_section cs_row cs_column \
         cs_content cs_content_seo cs_element_section cs_element_row cs_element_column \
         cs_element_layout_* cs_element_gap cs_element_line cs_text x_section x_row x_column x_gap x_line \
         x_clear x_container tatsu_section tatsu_row tatsu_column tatsu_inner_row tatsu_inner_column \
         tatsu_empty_space tatsu_divider tatsu_text mk_padding_divider mk_divider mk_page_section ux_html \
         ux_text ux_stack ux_slider ux_banner_grid bt_bb_section bt_bb_row bt_bb_row_inner bt_bb_column \
         bt_bb_column_inner bt_bb_separator bt_bb_text bt_bb_tabs bt_bb_accordion themify_col themify_hr \
         kc_row kc_row_inner kc_column kc_column_inner kc_column_text kc_spacing one_half* one_third* \
         one_fourth* one_fifth* one_sixth* one_full* one_col* two_third* two_fourth* two_fifth* two_col* \
         three_fourth* three_fifth* three_col* four_fifth* four_col* five_sixth* column columns col \
         col_inner col_grid row row_inner section section_inner section_item container clear clearfix \
         divider spacer gap nectar_global_section su_row su_column su_spacer su_divider su_tabs \
         su_accordion toggle_group tabgroup wpb_*",
    ),
    (
        Heading,
        "vc_custom_heading av_heading fusion_title x_custom_headline x_feature_headline \
         cs_element_headline et_pb_heading nectar_animated_title bt_bb_headline mk_fancy_title \
         tatsu_title ultimate_heading su_heading kc_title title heading headline ux_title",
    ),
    (
        Counter,
        "milestone vc_pie vc_progress_bar bar et_pb_number_counter et_pb_circle_counter et_pb_counter \
         et_pb_pricing_table fusion_counter_box fusion_counter_circle fusion_progress av_bar \
         av_animated_numbers x_counter x_skill_bar stat_counter bt_bb_counter mk_milestone \
         tatsu_animated_numbers ult_counter counter counter_box quick_fact chart progress_bar \
         progress_icons skill_bar",
    ),
    (
        Picture,
        "image_with_animation vc_single_image et_pb_image et_pb_fullwidth_image fusion_imageframe \
         fusion_image fusion_gallery_image av_image x_image ux_image bt_bb_image mk_image tatsu_image \
         tatsu_single_image cs_element_image nectar_cascading_images single_image kc_single_image image \
         cascading_images",
    ),
    (
        Video,
        "vc_video et_pb_video fusion_youtube fusion_vimeo fusion_video av_video su_youtube \
         su_youtube_advanced su_vimeo su_video su_dailymotion ux_video bt_bb_video tatsu_video \
         nectar_video_lightbox nectar_video_player_self_hosted x_video_player video_lightbox video_embed \
         lyte dailymotion mk_video",
    ),
    (Encoded, "vc_raw_html vc_raw_js fusion_code bt_bb_raw_content bt_bb_raw_html uncode_raw_html"),
    (
        Markup,
        "et_pb_code et_pb_fullwidth_code av_codeblock x_raw_content x_raw_output cs_element_raw_content \
         cs_raw_content tatsu_code kc_raw_code",
    ),
    // Forms.
    (
        Furniture,
        "contact-form* contact-field contact_form* gravityform* mc4wp* wpforms* ninja_form* formidable* \
         frm-* caldera_form* fluentform* forminator* everest_form* happyforms* weforms* wpuf_* \
         si-contact-form cforms* quform* ws_form jotform kaliforms hubspot typeform* wufoo convertkit* \
         sibwp_form* mailpoet* mailmunch* mailerlite* newsletter* jetpack_subscription_form \
         activecampaign constantcontactapi ctct user_registration* ultimatemember* wpmem_* login-form \
         loginform et_pb_contact* et_pb_signup* et_pb_login et_pb_search et_pb_comments fusion_form* \
         fusion_login fusion_register fusion_search av_contact* av_mailchimp* vc_wp_search \
         bt_bb_contact_form_7 mk_contact_form mk_subscribe x_search su_subscribe ux_subscribe",
    ),
    // Advertisements, share bars, contents, ratings.
    (
        Furniture,
        "ads* adrotate* ad_* the_ad* bsa_pro* addtoany* sharethis* social_share* social-share* \
         social_links social_icons social_buttons share follow shareaholic* feather_share* mashshare* \
         easy-social-share* easy-social-buttons ssba* dpsp* essb* toc ez-toc* lwptoc kkstarratings \
         kkratings ratings nectar_social_icons vc_facebook vc_tweetmeme vc_googleplus vc_pinterest \
         et_pb_social* fusion_sharing fusion_social_links av_social_share av_share* x_share x_author \
         bt_bb_social* mk_social* tatsu_share* wp_social* author_box printfriendly print-me post_views \
         rt_reading_time likebtn",
    ),
    // Icons and sliders.
    (
        Furniture,
        "nectar_icon nectar_lottie nectar_cascading_image vc_icon et_pb_icon fusion_fontawesome x_icon \
         tatsu_icon bt_bb_icon mk_font_icons su_icon icon fa fas far fab font_awesome fontawesome \
         dashicon rev_slider* layerslider* smartslider3 metaslider ml-slider masterslider soliloquy* \
         royalslider wonderplugin_* cycloneslider slide-anything sp_wpcarousel logocarousel wpls_* \
         vc_rev_slider* nectar_slider huge_it_* slider fusion_slider fusion_layerslider fusion_revslider \
         fusion_flexslider av_layerslider av_revolutionslider carousel_slide carousel_slider",
    ),
    // Galleries of plugins, maps: the pictures and places are in the site's database.
    (
        Furniture,
        "ngg* nggallery slideshow imagebrowser envira-gallery* foogallery* modula justified_image_grid \
         best_wordpress_gallery robo-gallery photonic flickr* vc_gallery vc_images_carousel vc_media_grid \
         vc_masonry_media_grid vc_flickr nectar_image_gallery* et_pb_gallery av_gallery \
         av_masonry_gallery av_horizontal_gallery ux_gallery bt_bb_image_slider bt_bb_masonry_image_grid \
         mk_gallery mk_image_slideshow tatsu_gallery tatsu_image_carousel instagram-feed jr_instagram \
         custom-facebook-feed custom-twitter-feeds vc_gmaps nectar_gmap et_pb_map et_pb_fullwidth_map \
         fusion_map av_google_map ux_map bt_bb_google_maps bt_bb_openmap mk_advanced_gmaps tatsu_gmaps \
         x_google_map cs_element_map cs_element_google_map map wpgmza google_map* google-map* leaflet-* \
         mappress mapsmarker osm_map* pw_map flexiblemap travelers-map geo_mashup_map googlemaps \
         wp_mapbox_gl_js ultimate_google_map",
    ),
    // Shops, tables of plugins, lists of posts, widgets.
    (
        Furniture,
        "woocommerce* products product product_page product_category product_categories product_attribute \
         recent_products featured_products sale_products best_selling_products top_rated_products \
         related_products add_to_cart* shop_messages ux_products* ux_product_* fusion_woo_* \
         fusion_product* fusion_featured_products_slider av_product* et_pb_shop et_pb_wc_* nectar_woo_* \
         edd_* purchase_link downloads wpsc* easycart* table tablepress* table-info wpdatatable* wptb \
         ninja_tables* ninja_table_builder supsystic-tables recent_posts recent-posts recent_projects \
         display-posts related_posts related-posts yarpp catlist ic_add_posts the_grid ess_grid \
         ajax_load_more postgrid post_grid wpv-view pt_view blog_posts nectar_blog nectar_portfolio \
         nectar_post_grid nectar_recent_posts_slider vc_posts_grid vc_posts_slider vc_basic_grid \
         vc_masonry_grid vc_carousel vc_widget_sidebar vc_wp_* et_pb_blog* et_pb_portfolio \
         et_pb_filterable_portfolio et_pb_fullwidth_portfolio et_pb_post_* et_pb_sidebar et_pb_menu \
         et_pb_fullwidth_menu et_pb_fullwidth_post_* fusion_blog fusion_recent_posts fusion_portfolio \
         fusion_post_* fusion_events fusion_menu* fusion_widget* fusion_tb_* av_blog av_postslider \
         av_portfolio av_magazine av_sidebar av_submenu av_comments_list av_post_metadata x_recent_posts \
         bt_bb_latest_posts bt_bb_masonry_post_grid bt_bb_css_post_grid mk_blog* mk_portfolio* \
         mk_custom_sidebar tatsu_blog* ux_menu* ux_sidebar ux_portfolio themify_list_posts \
         themify_layout_part widget sidebar archives sitemap elementor-template block site_reviews* \
         wp_review* tribe_* events_list countdown polldaddy poll crowdsignal",
    ),
];

struct Index {
    whole: HashMap<&'static str, Family>,
    /// The longest first.
    prefixes: Vec<(&'static str, Family)>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { whole: HashMap::new(), prefixes: Vec::new() };
    for (family, names) in TABLE {
        for name in names.split_whitespace() {
            match name.strip_suffix('*') {
                Some(prefix) => index.prefixes.push((prefix, *family)),
                None => drop(index.whole.insert(name, *family)),
            }
        }
    }
    index.prefixes.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
    index
});

/// The family of a name in lower case.
pub(crate) fn family_of(name: &str) -> Family {
    let index = &*INDEX;
    if let Some(family) = index.whole.get(name) {
        return *family;
    }
    let prefix = index.prefixes.iter().find(|(prefix, _)| name.starts_with(prefix));
    prefix.map_or(Family::Unknown, |(_, family)| *family)
}

/// Whether a tag of this name is one without attributes and without an end, too: no word has such a name.
pub(crate) fn is_known_alone(name: &str) -> bool {
    /// Prefixes that variables and words have as well.
    const WEAK: [&str; 9] = ["x_", "dt_", "cz_", "wr_", "su_", "kc_", "ad_", "ads", "pix_"];
    match family_of(name) {
        Family::Unknown | Family::Media | Family::Code | Family::CodeLines | Family::Latex => false,
        _ if matches!(name, "toc" | "addtoany") => true,
        _ if INDEX.whole.contains_key(name) => name.contains(['_', '-']),
        _ => name.contains(['_', '-']) && !WEAK.iter().any(|weak| name.starts_with(weak)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_one_family() {
        for (name, family) in [
            ("vc_row", Family::Layout),
            ("vc_tta_section", Family::Element),
            ("vc_raw_html", Family::Encoded),
            ("nectar_btn", Family::Element),
            ("nectar_icon", Family::Furniture),
            ("milestone", Family::Counter),
            ("contact-form-7", Family::Furniture),
            ("woocommerce_cart", Family::Furniture),
            ("one_half_last", Family::Layout),
            ("gallery", Family::Media),
            ("tide", Family::Unknown),
        ] {
            assert_eq!(family_of(name), family, "{name}");
        }
        let mut names: Vec<_> = TABLE.iter().flat_map(|(_, names)| names.split_whitespace()).collect();
        names.sort_unstable();
        let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn code_is_listed_once() {
        for name in CODE {
            assert!(matches!(family_of(name), Family::Code | Family::CodeLines | Family::Latex), "{name}");
        }
    }

    #[test]
    fn words_are_no_shortcodes() {
        for word in ["row", "share", "map", "button", "title", "image", "table", "icon", "sic", "email"] {
            assert!(!is_known_alone(word), "{word}");
        }
        assert!(is_known_alone("vc_row") && is_known_alone("contact-form-7") && is_known_alone("toc"));
    }
}

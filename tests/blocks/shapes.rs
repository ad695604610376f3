//! WordPress's blocks as its sites render them, each with words of ours.

/// A block's name, what a site renders of it, and the node or the rule that it should become.
pub(crate) type Shape = (&'static str, &'static str, &'static str);

/// The blocks, in the order of WordPress's inserter.
pub(crate) const SHAPES: &[Shape] = &[
    ("paragraph", "<p class='wp-block-paragraph has-drop-cap'>Rain at noon.</p>", "paragraph"),
    ("heading", "<h2 class='wp-block-heading' id='beds'>Beds</h2><p>Six.</p>", "heading, paragraph"),
    (
        "list",
        "<ul class='wp-block-list'><li>Leeks<ul class='wp-block-list'><li>early</li></ul></li></ul>",
        "list",
    ),
    (
        "quote",
        "<blockquote class='wp-block-quote'><p>Mud is patient.</p><cite>A spade</cite></blockquote>",
        "quote",
    ),
    (
        "pullquote",
        "<figure class='wp-block-pullquote'><blockquote><p>Mud is patient.</p><cite>A spade</cite></blockquote></figure>",
        "pull-quote",
    ),
    ("verse", "<pre class='wp-block-verse'>Rain,\nand rain</pre>", "verse"),
    ("preformatted", "<pre class='wp-block-preformatted'>a  <em>b</em>\nc</pre>", "preformatted"),
    (
        "code",
        "<pre class='wp-block-code'><code lang='sql' class='language-sql'>SELECT rain\n  FROM noon;</code></pre>",
        "code",
    ),
    (
        "image",
        "<figure class='wp-block-image size-large'><img src='https://beds.example/a.jpg' alt='A bed' class='wp-image-5'/><figcaption class='wp-element-caption'>In May</figcaption></figure>",
        "figure",
    ),
    (
        "gallery",
        "<figure class='wp-block-gallery has-nested-images'><figure class='wp-block-image'><img src='https://beds.example/a.jpg' alt='A bed'/></figure><figure class='wp-block-image'><img src='https://beds.example/b.jpg' alt='B'/></figure><figcaption class='blocks-gallery-caption'>Both</figcaption></figure>",
        "gallery",
    ),
    (
        "gallery (before 5.9)",
        "<figure class='wp-block-gallery'><ul class='blocks-gallery-grid'><li class='blocks-gallery-item'><figure><img src='https://beds.example/a.jpg' alt='A bed'/></figure></li><li class='blocks-gallery-item'><figure><img src='https://beds.example/b.jpg' alt='B'/></figure></li></ul></figure>",
        "gallery",
    ),
    (
        "audio",
        "<figure class='wp-block-audio'><audio controls src='https://beds.example/rain.mp3'></audio><figcaption class='wp-element-caption'>Rain</figcaption></figure>",
        "media",
    ),
    (
        "video",
        "<figure class='wp-block-video'><video controls poster='https://beds.example/p.jpg' src='https://beds.example/rain.mp4'></video></figure>",
        "media",
    ),
    (
        "file",
        "<div class='wp-block-file'><a id='f' href='https://beds.example/plan.pdf'>The plan</a><a href='https://beds.example/plan.pdf' class='wp-block-file__button' download>Download</a></div>",
        "media",
    ),
    (
        "playlist",
        "<div class='wp-playlist wp-audio-playlist'><script type='application/json'>{\"type\":\"audio\",\"tracks\":[{\"src\":\"https://beds.example/rain.mp3\",\"title\":\"Rain\",\"type\":\"audio/mpeg\"}]}</script></div>",
        "media",
    ),
    (
        "cover",
        "<div class='wp-block-cover'><span class='wp-block-cover__background'></span><img class='wp-block-cover__image-background' src='https://beds.example/a.jpg' alt='A bed'/><div class='wp-block-cover__inner-container'><p>Over it.</p></div></div>",
        "figure, paragraph",
    ),
    (
        "media-text",
        "<div class='wp-block-media-text'><figure class='wp-block-media-text__media'><img src='https://beds.example/a.jpg' alt='A bed'/></figure><div class='wp-block-media-text__content'><p>Beside it.</p></div></div>",
        "figure, paragraph",
    ),
    (
        "columns, column",
        "<div class='wp-block-columns'><div class='wp-block-column'><p>Left.</p></div><div class='wp-block-column'><p>Right.</p></div></div>",
        "paragraph, paragraph",
    ),
    (
        "group, row, stack, grid",
        "<section class='wp-block-group is-layout-grid'><p>Within.</p></section>",
        "paragraph",
    ),
    (
        "buttons, button",
        "<div class='wp-block-buttons'><div class='wp-block-button'><a class='wp-block-button__link wp-element-button' href='https://beds.example/go/'>Go on</a></div></div>",
        "paragraph",
    ),
    (
        "embed (a player)",
        "<figure class='wp-block-embed is-type-video is-provider-youtube'><div class='wp-block-embed__wrapper'><iframe title='Rain falls' src='https://www.youtube.com/embed/abc?feature=oembed'></iframe></div><figcaption class='wp-element-caption'>See it</figcaption></figure>",
        "embed",
    ),
    (
        "embed (a post)",
        "<figure class='wp-block-embed is-type-wp-embed'><div class='wp-block-embed__wrapper'><blockquote class='wp-embedded-content' data-secret='x'><a href='https://beds.example/mud/'>On mud</a></blockquote><iframe class='wp-embedded-content' style='position: absolute; visibility: hidden;' src='https://beds.example/mud/embed/'></iframe></div></figure>",
        "embed",
    ),
    (
        "embed (an address)",
        "<figure class='wp-block-embed is-provider-beds'><div class='wp-block-embed__wrapper'>https://beds.example/mud/</div></figure>",
        "embed",
    ),
    (
        "table",
        "<figure class='wp-block-table'><table><thead><tr><th>Bed</th><th>Crop</th></tr></thead><tbody><tr><td>1</td><td>Leeks</td></tr></tbody></table><figcaption class='wp-element-caption'>Beds</figcaption></figure>",
        "table",
    ),
    (
        "details",
        "<details class='wp-block-details'><summary>How deep?</summary><p>A spade.</p></details>",
        "details",
    ),
    (
        "accordion",
        "<div class='wp-block-accordion'><div class='wp-block-accordion-item'><h3 class='wp-block-accordion-heading'><button class='wp-block-accordion-heading__toggle'><span class='wp-block-accordion-heading__toggle-title'>How deep?</span><span aria-hidden='true'>+</span></button></h3><div class='wp-block-accordion-panel'><p>A spade.</p></div></div></div>",
        "heading, paragraph",
    ),
    (
        "tabs",
        "<div class='wp-block-tabs'><div role='tablist'><button role='tab' aria-controls='t1'>Spring</button></div><div id='t1' role='tabpanel'><p>Sow.</p></div></div>",
        "heading, paragraph",
    ),
    (
        "math",
        "<div class='wp-block-math'><math display='block'><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation encoding='application/x-tex'>x^2</annotation></semantics></math></div>",
        "math",
    ),
    (
        "footnotes",
        "<p>Rain<sup data-fn='n' class='fn'><a href='#n' id='n-link'>1</a></sup></p><ol class='wp-block-footnotes'><li id='n'>At noon. <a href='#n-link' aria-label='Jump to footnote reference 1'>↩︎</a></li></ol>",
        "paragraph with note",
    ),
    ("separator", "<p>a</p><hr class='wp-block-separator'/><p>b</p>", "paragraph, rule, paragraph"),
    ("nextpage", "<p>a</p><!--nextpage--><p>b</p>", "paragraph, page-break, paragraph"),
    ("more", "<p>a</p><!--more Go on--><p>b</p>", "paragraph, paragraph"),
    ("html, freeform, shortcode", "Bare words.", "paragraph"),
    ("subhead, text-columns", "<p class='wp-block-subhead'>Beneath.</p>", "paragraph"),
    ("spacer", "<div style='height:9px' aria-hidden='true' class='wp-block-spacer'></div>", "– (`spacer`)"),
    (
        "social-links",
        "<ul class='wp-block-social-links'><li class='wp-social-link'><a href='https://beds.example/'><svg></svg><span class='screen-reader-text'>Beds</span></a></li></ul>",
        "– (`social-links`)",
    ),
    ("latest-posts", "<ul class='wp-block-latest-posts'><li>x</li></ul>", "– (`site-furniture`)"),
    ("latest-comments", "<ol class='wp-block-latest-comments'><li>x</li></ol>", "– (`site-furniture`)"),
    ("archives", "<ul class='wp-block-archives'><li>x</li></ul>", "– (`site-furniture`)"),
    ("categories", "<ul class='wp-block-categories'><li>x</li></ul>", "– (`site-furniture`)"),
    ("tag-cloud", "<p class='wp-block-tag-cloud'>x</p>", "– (`site-furniture`)"),
    (
        "calendar",
        "<div class='wp-block-calendar'><table><tr><td>1</td></tr></table></div>",
        "– (`site-furniture`)",
    ),
    ("page-list", "<ul class='wp-block-page-list'><li>x</li></ul>", "– (`site-furniture`)"),
    ("navigation", "<nav class='wp-block-navigation'><ul><li>x</li></ul></nav>", "– (`site-furniture`)"),
    ("search", "<form class='wp-block-search'><label>x</label></form>", "– (`site-furniture`)"),
    (
        "query, post-template",
        "<div class='wp-block-query'><ul class='wp-block-post-template'><li>x</li></ul></div>",
        "– (`site-furniture`)",
    ),
    ("terms-query", "<div class='wp-block-terms-query'><ul><li>x</li></ul></div>", "– (`site-furniture`)"),
    ("comments", "<div class='wp-block-comments'><p>x</p></div>", "– (`site-furniture`)"),
    (
        "post-author, post-date, post-title…",
        "<div class='wp-block-post-author'><p>x</p></div>",
        "– (`site-furniture`)",
    ),
    ("post-time-to-read", "<div class='wp-block-post-time-to-read'>1 minute</div>", "– (`site-furniture`)"),
    ("breadcrumbs", "<nav class='wp-block-breadcrumbs'><ol><li>x</li></ol></nav>", "– (`site-furniture`)"),
    (
        "avatar",
        "<div class='wp-block-avatar'><img src='https://beds.example/a.jpg'></div>",
        "– (`site-furniture`)",
    ),
    ("read-more", "<a class='wp-block-read-more' href='https://beds.example/'>x</a>", "– (`site-furniture`)"),
    ("site-title, site-tagline, site-logo", "<p class='wp-block-site-title'>x</p>", "– (`site-furniture`)"),
    (
        "loginout",
        "<div class='wp-block-loginout'><a href='https://beds.example/'>x</a></div>",
        "– (`site-furniture`)",
    ),
    ("rss", "<ul class='wp-block-rss'><li>x</li></ul>", "– (`site-furniture`)"),
];

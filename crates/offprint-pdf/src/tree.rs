//! The logical tree of a post: what a screen reader walks (ISO 32000-1 §14.7, ISO 14289-1).

/// A node of the tree, by its place in [`Tree::nodes`].
pub(crate) type NodeId = u32;

/// A piece of content within a node, by its place in [`Tree::slots`].
pub(crate) type Slot = u32;

/// The slot of what is no content: furniture and ornament.
pub(crate) const ARTIFACT: Slot = u32::MAX;

/// Standard structure types (ISO 32000-1 §14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Sect,
    Div,
    Heading(u8),
    P,
    List,
    Item,
    Label,
    Body,
    BlockQuote,
    Quote,
    Code,
    Table,
    Head,
    Rows,
    Foot,
    Row,
    HeaderCell,
    Cell,
    Caption,
    Figure,
    Formula,
    Link,
    Span,
    Reference,
    Note,
    Toc,
    TocItem,
}

impl Role {
    /// The name in the file.
    pub(crate) fn name(self) -> &'static str {
        const HEADINGS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];
        match self {
            Self::Sect => "Sect",
            Self::Div => "Div",
            Self::Heading(level) => HEADINGS[usize::from(level.clamp(1, 6)) - 1],
            Self::P => "P",
            Self::List => "L",
            Self::Item => "LI",
            Self::Label => "Lbl",
            Self::Body => "LBody",
            Self::BlockQuote => "BlockQuote",
            Self::Quote => "Quote",
            Self::Code => "Code",
            Self::Table => "Table",
            Self::Head => "THead",
            Self::Rows => "TBody",
            Self::Foot => "TFoot",
            Self::Row => "TR",
            Self::HeaderCell => "TH",
            Self::Cell => "TD",
            Self::Caption => "Caption",
            Self::Figure => "Figure",
            Self::Formula => "Formula",
            Self::Link => "Link",
            Self::Span => "Span",
            Self::Reference => "Reference",
            Self::Note => "Note",
            Self::Toc => "TOC",
            Self::TocItem => "TOCI",
        }
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// To an address outside the file.
    Uri(String),
    /// To a place in the same post, by its name.
    Place(String),
    /// To a post of the edition, and its place there; the address is for when it could not be set.
    Entry { entry: usize, place: Option<String>, uri: String },
}

/// What a node has besides its kids.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attributes {
    /// Its language, where that differs.
    pub(crate) language: Option<String>,
    /// What it shows, in words.
    pub(crate) alt: Option<String>,
    /// What an abbreviation stands for.
    pub(crate) expansion: Option<String>,
    /// Where it leads.
    pub(crate) target: Option<Target>,
    /// How a list is numbered: `Disc`, `Decimal`, `LowerAlpha`…
    pub(crate) numbering: Option<&'static str>,
    /// Columns and rows that a cell spans.
    pub(crate) spans: Option<(u32, u32)>,
    /// What a header cell heads: `Column`, `Row`.
    pub(crate) scope: Option<&'static str>,
    /// Its box on its page: left, bottom, right, top, in points from the page's lower left corner.
    pub(crate) bounds: Option<[f32; 4]>,
    /// Whether it stands within a line (ISO 32000-1 §14.8.5.4, `Placement`).
    pub(crate) inline: bool,
}

/// A child of a node.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kid {
    /// Another node.
    Node(NodeId),
    /// Content.
    Slot(Slot),
}

/// A node.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) role: Role,
    pub(crate) kids: Vec<Kid>,
    pub(crate) attributes: Option<Box<Attributes>>,
}

/// Where a slot's content came to stand.
#[derive(Debug, Clone, Default)]
pub(crate) struct SlotContent {
    /// The node that it belongs to.
    pub(crate) node: NodeId,
    /// Page of the post and number of the marked content there, in reading order.
    pub(crate) marks: Vec<(u16, u16)>,
}

/// The tree; node 0 is its root.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    pub(crate) slots: Vec<SlotContent>,
}

impl Tree {
    /// A tree of a root alone.
    pub(crate) fn new(role: Role) -> Self {
        Self { nodes: vec![Node { role, kids: Vec::new(), attributes: None }], slots: Vec::new() }
    }

    /// A new last child.
    pub(crate) fn node(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = self.nodes.len() as NodeId;
        self.nodes.push(Node { role, kids: Vec::new(), attributes: None });
        self.nodes[parent as usize].kids.push(Kid::Node(id));
        id
    }

    /// A new last piece of content.
    pub(crate) fn slot(&mut self, node: NodeId) -> Slot {
        let slot = self.slots.len() as Slot;
        self.slots.push(SlotContent { node, marks: Vec::new() });
        self.nodes[node as usize].kids.push(Kid::Slot(slot));
        slot
    }

    /// The attributes of a node, to be set.
    pub(crate) fn attributes(&mut self, node: NodeId) -> &mut Attributes {
        self.nodes[node as usize].attributes.get_or_insert_default()
    }
}

//! What is seen, as one can ask for it?

use crate::catalogue::Section;
use crate::document::Grouping;
use crate::lang::Lang;
use crate::query::Query;

/// What is seen, as one can ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The filters and the order.
    pub query: Query,
    /// The reader's language.
    pub lang: Lang,
    /// The identifier of the activity that is read.
    pub open: Option<String>,
    /// The identifier of the activity that is selected.
    pub select: Option<String>,
    /// The lens that is read: its section, under which headings.
    pub lens: Option<(Section, Grouping)>,
    /// Whether one pane at a time is shown.
    pub one_pane: bool,
}

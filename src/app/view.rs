//! Which view can be requested?
//!
//! Defines [`View`]: filters, order, language, and what is selected or open, as given on a command line.

use crate::catalogue::Section;
use crate::document::Grouping;
use crate::lang::Lang;
use crate::query::Query;

/// A view of the catalogue, as a command line can describe it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The filters and the order.
    pub query: Query,
    /// The user's language.
    pub lang: Lang,
    /// Identifier of the activity whose sheet is open.
    pub open: Option<String>,
    /// Identifier of the activity selected in the list.
    pub select: Option<String>,
    /// The section and the grouping of the lens, if it is open.
    pub lens: Option<(Section, Grouping)>,
    /// Whether one pane at a time is shown.
    pub one_pane: bool,
}

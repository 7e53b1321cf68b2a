//! Which command opens this view?
//!
//! Captures what the reader shows as a [`View`], prints it as a command line, and switches to another view.

use shlex::try_quote;

use super::mode::Mode;
use super::state::App;
use super::view::View;
use crate::document::Grouping;
use crate::query::Facet;

impl App {
    /// Returns the current view.
    pub fn view(&self) -> View {
        let selected = self.browse.list.record().and_then(|it| self.library().catalogue.activities.get(it));
        let selected = selected.map(|it| it.id.to_string());
        let is_open = self.mode.is_sheet();
        View {
            query: self.query().clone(),
            lang: self.lang(),
            open: selected.clone().filter(|_| is_open),
            select: selected.filter(|_| self.mode.is_list() && self.browse.list.selected > 0),
            lens: self.mode.lens().map(|it| (it.section, it.grouping)),
            one_pane: self.display.is_zoomed,
        }
    }

    /// Returns a command line that opens the current view, quoted for a POSIX shell.
    pub fn command_line(&self) -> String {
        let View { query, lang, open, select, lens, one_pane } = self.view();
        let mut words = vec!["passerelle".to_owned()];
        words.extend(self.host.origin_names.iter().cloned());
        for facet in Facet::ALL {
            let selection = query.selection(facet);
            for (prefix, values) in [("--", &selection.included), ("--not-", &selection.excluded)] {
                for value in values {
                    words.push(format!("{prefix}{}", facet.id()));
                    words.push(value.id(facet, self.library().terms()).into_owned());
                }
            }
        }
        let mut push_option = |name: &str, value: Option<String>| {
            words.extend(value.map(|it| [name.to_owned(), it]).into_iter().flatten());
        };
        push_option("--search", Some(query.search.clone()).filter(|it| !it.is_empty()));
        push_option("--sort", query.sort.map(|it| it.id().to_owned()));
        push_option("--lang", Some(lang.tag().to_owned()));
        push_option("--lens", lens.map(|it| it.0.field().to_owned()));
        push_option("--by", lens.filter(|it| it.1 != Grouping::default()).map(|it| it.1.id().to_owned()));
        push_option("--open", open);
        push_option("--select", select);
        let flags = [
            ("--reverse", query.reversed),
            ("--marked", query.marked_only),
            ("--one-pane", one_pane),
            ("--ascii", self.display.is_ascii),
        ];
        words.extend(flags.into_iter().filter(|it| it.1).map(|it| it.0.to_owned()));
        words.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(" ")
    }

    /// Switches to another view.
    pub(super) fn show_view(&mut self, view: View) {
        self.close_overlay();
        self.display.lang = view.lang;
        self.display.is_zoomed = view.one_pane || self.display.is_zoomed_at_start;
        self.mode = Mode::List;
        self.change_filters(|query| *query = view.query.clone());
        self.settle();
        self.leave_language_without_text();
        self.notice = self.check_search().or(self.notice.take());
        self.browse.list.selected = 0;
        self.open_from_view(&view);
    }
}

/// Quotes a word for a POSIX shell.
pub fn quoted(word: &str) -> String {
    // Quoting fails only for a word with a NUL, which clean text never contains.
    try_quote(word).map(|it| it.into_owned()).unwrap_or_default()
}

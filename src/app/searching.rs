//! Which search is under way? One of a large catalogue takes longer than a frame: it is made outside, and until it is
//! answered what was found before stays on the screen.

use super::notice::Notice;
use super::overlay::Overlay;
use super::prompt::Purpose;
use super::state::App;
use crate::query::{Question, Search, Searched};

impl App {
    /// Drops a search that asks nothing: it would show nowhere. Returns what is to be said of the search; where nothing is
    /// found, that stands in the place of the list.
    pub(super) fn understand_search(&mut self) -> Option<Notice> {
        let Search { clauses, remarks } = Search::new(&self.query().search);
        let is_told = clauses.is_empty() || self.browse.list.record().is_some();
        if clauses.is_empty() {
            self.browse.filters.search("");
        }
        remarks.into_iter().next().filter(|_| is_told).map(Notice::Remark)
    }

    /// Returns whether what is typed into the search has not been answered yet.
    pub fn is_searching(&self) -> bool {
        self.browse.list.answer.is_long(&self.source.library, self.query())
    }

    /// Returns whether the search is being typed.
    pub fn is_typing(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Prompt(prompt)) if prompt.purpose == Purpose::Search)
    }

    /// Returns the question that is to be answered by [`Message::Searched`](super::Message::Searched), if there is any.
    pub fn question(&self) -> Option<Question> {
        let answer = &self.browse.list.answer;
        self.is_searching().then(|| answer.question(&self.source.library, self.query()))
    }

    /// Takes the answer to a question, unless something else is searched by now.
    pub(super) fn searched(&mut self, searched: Searched) {
        self.browse.list.answer.take(searched, &self.source.library, self.browse.filters.query());
    }
}

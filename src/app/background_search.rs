//! Which search is in progress?
//!
//! Searching a large catalogue takes longer than a frame. Such a search runs outside the state, and the previous result
//! stays on the screen until the search is complete.

use super::notice::Notice;
use super::overlay::Overlay;
use super::prompt::Purpose;
use super::state::App;
use crate::query::{PendingSearch, Search, SearchMatches};

impl App {
    /// Clears a search text without any search terms, as no chip would show it. Returns the first remark on it, except
    /// when the list is empty and shows the remarks itself.
    pub(super) fn check_search(&mut self) -> Option<Notice> {
        let Search { clauses, remarks } = Search::new(&self.query().search);
        let is_reported = clauses.is_empty() || self.browse.list.record().is_some();
        if clauses.is_empty() {
            self.browse.filters.query_mut().search.clear();
        }
        remarks.into_iter().next().filter(|_| is_reported).map(|it| Notice::new(it.in_words(self.lang())))
    }

    /// Returns whether the current search text has no answer yet.
    pub fn is_searching(&self) -> bool {
        self.browse.list.answer.may_exceed_frame(&self.source.library, self.query())
    }

    /// Returns whether the search is being typed.
    pub fn is_typing(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Prompt(prompt)) if prompt.purpose == Purpose::Search)
    }

    /// Returns the search to be answered with [`Message::Searched`](super::Message::Searched), if a search is to be
    /// made.
    pub fn pending_search(&self) -> Option<PendingSearch> {
        let answer = &self.browse.list.answer;
        self.is_searching().then(|| answer.pending_search(&self.source.library, self.query()))
    }

    /// Accepts the matches of a background search, unless the search text has changed in the meantime.
    pub(super) fn searched(&mut self, found: SearchMatches) {
        self.browse.list.answer.accept_search(found, &self.source.library, self.browse.filters.query());
    }
}

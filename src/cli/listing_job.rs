//! How are the matching activities written while a file is still being read?
//!
//! Implements `list`, `export` and `lessons`. In the order of the file, activities are written as they are read; in
//! order of relevance, only the matching ones are kept; otherwise the whole catalogue is loaded first.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};

use super::failure::Failure;
use super::filters;
use super::loading::{Progress, Request, Sink, ensure_usable, index_level_for, is_partial, report, warn_of_keyboard};
use crate::catalogue::Activity;
use crate::export::{Listing, describe_query};
use crate::query::{Answer, Delivery, Facet, Library, Query, Sort};
use crate::terminal;

/// A listing that a command writes, and which activities it contains.
pub(super) struct ListingJob<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) listing: Listing,
}

/// State of a listing whose activities are chosen while they are read.
#[derive(Default)]
struct StreamState {
    /// What has been read and not been written or discarded yet.
    library: Library,
    /// Number of activities that have been read.
    count: usize,
    /// The query of the filters, once determined; `Some(None)` if it depends on the rest of the file.
    query: Option<Option<Query>>,
    answer: Option<Answer>,
    has_matches: bool,
    /// The matching activities by rank, if they are written in order of relevance.
    ranked: BTreeMap<u16, Vec<Activity>>,
}

impl StreamState {
    /// Moves the matching activities out of the library.
    fn keep_matching(&mut self, answer: &Answer) {
        let activities = std::mem::take(&mut self.library.catalogue.activities);
        let mut activities: Vec<_> = activities.into_iter().map(Some).collect();
        for &row in &answer.rows {
            let activity = activities.get_mut(row).and_then(Option::take);
            self.ranked.entry(answer.rank(row)).or_default().extend(activity);
        }
    }
}

impl ListingJob<'_> {
    /// Writes the listing; returns whether it is partial.
    pub(super) fn write(&mut self, out: Sink<'_>) -> Result<bool, Failure> {
        if self.can_stream() {
            return self.write_while_reading(out);
        }
        let (library, query, answer) = self.request.load_and_query()?;
        self.listing.filter_description = describe_query(&query, library, self.request.lang);
        self.write_whole(library, &answer.rows, out)
    }

    /// Returns whether the matching activities can be chosen while they are read, without knowing the rest of the
    /// catalogue.
    fn can_stream(&self) -> bool {
        let filters = self.request.filters;
        let order = filters::query_without_facets(filters).order();
        let is_sorted = !matches!(order, Sort::Catalogue | Sort::Relevance) || filters.reverse;
        // Dates without an end extend to the latest year of the whole catalogue.
        let has_dates = filters.facets.iter().any(|it| it.facet == Facet::Date);
        let needs_all = filters.marked || has_dates || self.listing.needs_all();
        matches!(self.request.origins.as_slice(), [origin] if origin.is_one_file()) && !needs_all && !is_sorted
    }

    fn write_whole(&mut self, library: &Library, rows: &[usize], out: Sink<'_>) -> Result<bool, Failure> {
        self.listing.write(library, rows, &mut |text| Ok::<_, Failure>(out(&text)?))?;
        Ok(is_partial(&library.report))
    }

    /// Chooses the matching activities while they are read, and writes them at once or, in order of relevance, at the
    /// end. No others are kept in memory.
    fn write_while_reading(&mut self, out: Sink<'_>) -> Result<bool, Failure> {
        warn_of_keyboard(&self.request.origins, self.request.lang);
        let is_written_at_once = filters::query_without_facets(self.request.filters).order() == Sort::Catalogue;
        // On a terminal, activities that appear as they are read are progress enough.
        let is_watched = io::stderr().is_terminal() && !(is_written_at_once && terminal::is_terminal());
        let (mut state, mut progress) = (StreamState::default(), Progress::new(self.request.lang, is_watched));
        let mut outcome = Ok(());
        Library::stream(self.request.origins.clone(), index_level_for(self.request.filters), &mut |delivery| {
            outcome = self.write_delivery(&mut state, delivery, out);
            progress.update(state.count);
            outcome.is_ok()
        });
        progress.erase();
        outcome?;
        let StreamState { mut library, has_matches, ranked, .. } = state;
        if !has_matches {
            // Everything that was read is still there to explain why.
            ensure_usable(&library)?;
            report(&library, &self.request.origins, self.request.lang);
            let (query, answer) = filters::answer(self.request.filters, &library, self.request.lang)?;
            self.listing.filter_description = describe_query(&query, &library, self.request.lang);
            return self.write_whole(&library, &answer.rows, out);
        }
        let is_begun = ranked.is_empty();
        if let Some(problem) = library.report.incomplete.clone() {
            // The output so far cannot be taken back, but is completed: other programs parse it.
            if is_begun && self.listing.is_streamed() {
                out(&self.listing.end(&library))?;
            }
            return Err(Failure::Incomplete(problem));
        }
        report(&library, &self.request.origins, self.request.lang);
        if !is_begun {
            library.catalogue.activities = ranked.into_values().flatten().collect();
            let rows: Vec<usize> = (0..library.catalogue.activities.len()).collect();
            return self.write_whole(&library, &rows, out);
        }
        out(&self.listing.end(&library))?;
        Ok(is_partial(&library.report))
    }

    fn write_delivery(&mut self, state: &mut StreamState, delivery: Delivery, out: Sink<'_>) -> Result<(), Failure> {
        let library = &mut state.library;
        let before = library.index.len();
        library.receive(delivery);
        state.count += library.index.len() - before;
        if library.index.is_empty() {
            return Ok(());
        }
        // Until the query is final, activities are only collected: the message about an unknown value lists all known
        // ones.
        let query =
            state.query.get_or_insert_with(|| filters::final_query(self.request.filters, library, self.request.lang));
        let Some(query) = query else { return Ok(()) };
        let answer = Answer::new(library, query, self.request.lang, state.answer.take());
        if !answer.rows.is_empty() {
            if !std::mem::replace(&mut state.has_matches, true) {
                filters::warn_of_search_remarks(query, self.request.lang);
                self.listing.filter_description = describe_query(query, library, self.request.lang);
            }
            match query.order() {
                Sort::Relevance => state.keep_matching(&answer),
                _ => out(&self.listing.add(library, &answer.rows)?)?,
            }
        }
        match state.has_matches {
            true => state.library.clear_activities(),
            false => state.answer = Some(answer),
        }
        Ok(())
    }
}

//! What follows from the state?
//!
//! Recomputes the derived state after each message, in a fixed order.

use super::layout::Panes;
use super::lens::Lens;
use super::list::{AnswerKey, VisibleRow};
use super::overlay::Overlay;
use super::pager::{Subject, Version};
use super::prompt::Purpose;
use super::state::{App, HitKey, Pending};
use super::window::LensInput;
use crate::document::{
    Anchor, Block, BlockKind, Document, Found, Needle, Scope, found_in, found_in_names, has_own_hit, missing,
    searchable_parts, sheet, side_by_side,
};
use crate::lang::Lang;
use crate::query::{Answer, Library, Query, Search, Word, has_few_words};
use crate::text::wrap;

/// Columns of a list row before its text: selection, number, mark.
pub const LIST_GUTTER: u16 = 3;
/// Columns of a lens before its text: number, space.
pub const LENS_GUTTER: u16 = 2;

impl App {
    /// Recomputes everything that is derived from the state: the answer, the rows, the texts, the position to show, the
    /// values of a picker.
    pub(super) fn settle(&mut self) {
        self.update_answer();
        let panes = self.panes();
        self.lay_out_list(&panes);
        let second = self.shown_second_language();
        let columns = panes.text.map(|_| usize::from(panes.text_columns(second.is_some())).max(1));
        self.lay_out_sheet(columns, second);
        self.lay_out_lens(columns);
        self.look_for_other_languages(second.is_some());
        if panes.text.is_some() {
            self.pager_mut().scroll_into_view(panes.text_height());
        }
        self.show_pending(panes.text_height());
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            let (browse, lang) = (&self.browse, self.display.lang);
            let (query, list) = (browse.filters.query(), &browse.list);
            let basis = (answer_key(&self.source.library, query, lang), list.generation);
            picker.fill(&self.source.library, query, &list.answer, basis);
        }
    }

    /// Recomputes the answer, the ways out of an empty list, and the view that an empty list leaves.
    pub(super) fn update_answer(&mut self) {
        let is_typing = self.is_typing();
        let (library, browse, lang) = (&self.source.library, &mut self.browse, self.display.lang);
        let query = browse.filters.query();
        (browse.needles, browse.required_needles) = needles(query);
        let key = answer_key(library, query, lang);
        // While a search is typed, the best hit is selected; once the search text is empty or as it was before, the
        // earlier selection comes back. Otherwise the selection stays.
        let keep = match (&self.overlay, self.pending) {
            (_, Some(Pending::Activity(record))) => Some(record),
            (Some(Overlay::Prompt(prompt)), _) if prompt.purpose == Purpose::Search => {
                prompt.selected.filter(|_| prompt.before == query.search || query.search.trim().is_empty())
            }
            // Until the user acts, the first activity stays selected, whatever else arrives.
            _ if !browse.list.has_user_selection => None,
            // After an empty list, the activity selected before it is selected again.
            _ => browse.list.record().or(browse.list.last_record),
        };
        if browse.list.answer.may_exceed_frame(library, query) {
            // The search is made elsewhere; until it is answered, the previous answer stays.
            return;
        }
        let is_new = browse.list.refresh(key, keep, |before| Answer::new(library, query, lang, Some(before)));
        let considers_words =
            !self.source.is_loading && (self.overlay.is_none() || is_typing && has_few_words(library));
        browse.ways_out.find(library, query, &browse.list.answer, lang, is_new, considers_words);
        // An empty list has no sheet to read.
        if browse.list.record().is_none() && self.mode.is_sheet() {
            self.go_to_parent();
        }
    }

    fn lay_out_list(&mut self, panes: &Panes) {
        let Some(body) = panes.list.map(|it| it.body) else { return self.browse.list.visible.clear() };
        let columns = usize::from(body.width.saturating_sub(LIST_GUTTER)).max(1);
        let (library, lang) = (&self.source.library, self.display.lang);
        let (catalogue, needles, others) = (&library.catalogue, &self.browse.needles, self.other_languages());
        let required = &self.browse.required_needles;
        // In ASCII, an ellipsis at each end takes two columns more.
        let snippet_columns = columns.saturating_sub(if self.display.is_ascii { 4 } else { 0 });
        let find = |record: usize| {
            let activity = catalogue.activities.get(record).filter(|_| !needles.is_empty())?;
            let parts = |lang| searchable_parts(catalogue, record, lang);
            let found = found_in(parts(lang), needles, snippet_columns, lang, None);
            let missing = match found {
                Found::Nowhere => needles.clone(),
                _ if required.len() > 1 => missing(parts(lang), required),
                _ => Vec::new(),
            };
            if missing.is_empty() {
                return found.in_body();
            }
            // A word that the text shown does not have says more about why the activity matches than the others.
            let found_in = |it: &Lang| found_in(parts(*it), &missing, snippet_columns, lang, Some(it.tag())).in_body();
            let in_names = || found_in_names(activity, &catalogue.vocabularies, &missing, snippet_columns, lang);
            others.iter().find_map(found_in).or_else(in_names).or(found.in_body())
        };
        let mut snippets = std::mem::take(&mut self.browse.snippets);
        snippets.reset_for((library.revision, self.query().search.clone(), lang, columns));
        let make_row = |row, record: usize, title_lines| {
            let title = catalogue.activities.get(record).filter(|_| title_lines > 0);
            let mut title = title.map(|it| wrap(&it.title.version(lang).tagged(), columns)).unwrap_or_default();
            title.truncate(title_lines);
            VisibleRow { row, record, title, snippet: snippets.get(record, find) }
        };
        let full_body = self.panes_for(self.display.size).list.map_or(body, |it| it.body);
        self.browse.list.lay_out(usize::from(full_body.height), usize::from(full_body.height - body.height), make_row);
        self.browse.snippets = snippets;
    }

    fn lay_out_sheet(&mut self, columns: Option<usize>, second: Option<Lang>) {
        let (library, lang, is_ascii) = (&self.source.library, self.display.lang, self.display.is_ascii);
        let (catalogue, record) = (&library.catalogue, self.browse.list.record());
        let is_shown = self.mode.lens().is_none();
        if let Some(columns) = columns.filter(|_| is_shown) {
            self.browse.sheet.set_columns(columns);
        }
        let subject = Subject::Sheet(record);
        let version = Version { subject, revision: library.revision, lang, second, window: (0, 0) };
        let pager = &mut self.browse.sheet;
        pager.show(version, || {
            let document = match (record, second) {
                (Some(record), Some(second)) => side_by_side(catalogue, record, lang, second),
                (Some(record), None) => sheet(catalogue, record, lang),
                (None, _) => Document::default(),
            };
            if is_ascii { document.in_ascii() } else { document }
        });
        pager.set_search_needles(&self.browse.needles);
    }

    fn lay_out_lens(&mut self, columns: Option<usize>) {
        let Some((lens, input)) = self.any_lens() else { return };
        if let Some(columns) = columns {
            lens.pager.set_columns(columns.saturating_sub(usize::from(LENS_GUTTER)).max(1));
        }
        lens.show(&input);
        lens.update_hit_counts(&input);
    }

    /// Finds out in which other language the text has words that it lacks in this one.
    fn look_for_other_languages(&mut self, is_bilingual: bool) {
        let pager = self.pager();
        let required = match self.mode.lens() {
            None if pager.find_text.is_none() => self.browse.required_needles.clone(),
            _ => Vec::new(),
        };
        let key = HitKey { version: pager.version, needles: pager.needles(), required, others: self.other_languages() };
        if self.browse.hit_key.as_ref() == Some(&key) {
            return;
        }
        let missing = match () {
            // In a long lens, hits are only looked for where it is read.
            () if is_bilingual || !pager.is_fully_laid_out() => Vec::new(),
            () if pager.hits.is_empty() => key.needles.clone(),
            () if key.required.len() > 1 => missing([&pager.document], &key.required),
            () => Vec::new(),
        };
        let mut others = key.others.iter().copied().filter(|_| !missing.is_empty());
        let record = self.browse.list.record();
        self.browse.hit_language = match self.lens() {
            Some((lens, input)) => others.find(|it| lens.has_hits_in(*it, &missing, &input)),
            None => {
                let catalogue = &self.source.library.catalogue;
                record.and_then(|record| others.find(|it| has_own_hit(&sheet(catalogue, record, *it), &missing)))
            }
        };
        self.browse.hit_key = Some(key);
    }

    /// Returns the lens and what it is made from, if the lens has the focus.
    pub(super) fn lens(&mut self) -> Option<(&mut Lens, LensInput<'_>)> {
        self.mode.lens()?;
        self.any_lens()
    }

    /// Returns the lens, even while a sheet covers it, and what it is made from.
    fn any_lens(&mut self) -> Option<(&mut Lens, LensInput<'_>)> {
        let (second_lang, height) = (self.shown_second_language(), self.panes().text_height());
        let list = &self.browse.list;
        let input = LensInput {
            library: &self.source.library,
            rows: &list.answer.rows,
            needles: &self.browse.needles,
            generation: list.generation,
            lang: self.display.lang,
            second_lang,
            is_ascii: self.display.is_ascii,
            // One pane at a time is for those who hear the text, or read one line of it, without the heading above.
            names_activities: self.display.is_zoomed_at_start,
            height,
        };
        self.mode.any_lens_mut().map(|it| (it, input))
    }

    /// Scrolls to the pending position, now that everything is laid out.
    fn show_pending(&mut self, height: usize) {
        // An activity can be selected once the search that lists it has been answered.
        if self.is_searching() && matches!(self.pending, Some(Pending::Activity(_))) {
            return;
        }
        let Some(pending) = self.pending.take() else { return };
        let pager = &mut self.browse.sheet;
        match (pending, self.mode.lens_mut()) {
            (Pending::Hit, Some(lens)) => lens.select_hit(height),
            (Pending::Activity(record), Some(_)) => {
                if let Some((lens, input)) = self.lens() {
                    lens.lay_out_around(|it| it.record == record, &input);
                    lens.select_activity(record, height);
                }
            }
            // The list has selected it already.
            (Pending::Activity(_), None) => {}
            (Pending::Hit, None) => {
                let Some(line) = pager.line_of_hit() else { return };
                let context = 2.min(height / 3);
                pager.go_to(line, line.saturating_sub(context)..line + 1 + context, height);
            }
            (Pending::Section(section), _) => {
                let is_heading = |it: &Block| it.kind == BlockKind::Heading && it.anchor.section == Some(section);
                if let Some(heading) = pager.document.blocks.iter().position(is_heading) {
                    let line = pager.page.line_of(heading, 0);
                    pager.go_to(line, line..line + height, height);
                }
            }
            (Pending::Passage(anchor), _) => self.show_passage(anchor, height),
        }
    }

    /// Goes to a passage of the sheet, with the heading of its section in view if both fit.
    fn show_passage(&mut self, anchor: Anchor, height: usize) {
        let pager = &mut self.browse.sheet;
        let is_in_section = |it: &Block| it.anchor.section == anchor.section;
        let is_content = |it: &Block| {
            !matches!(it.kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Fact | BlockKind::Heading)
        };
        let is_in_passage = |it: &Block| is_in_section(it) && is_content(it) && it.anchor.item == anchor.item;
        let blocks = &pager.document.blocks;
        let (heading, first) = (blocks.iter().position(is_in_section), blocks.iter().position(is_in_passage));
        let (Some(heading), Some(first), Some(last)) = (heading, first, blocks.iter().rposition(is_in_passage)) else {
            return;
        };
        let (top, line, end) =
            (pager.page.line_of(heading, 0), pager.page.line_of(first, 0), pager.page.lines_of(last).end);
        let top = if end <= top + height { top } else { line };
        pager.go_to(line, top..top + height, height);
    }

    /// Returns the language shown beside the first one, if texts are shown in two languages.
    fn shown_second_language(&self) -> Option<Lang> {
        let is_shown = self.display.is_bilingual && self.has_room_for_two_languages(self.display.size);
        is_shown.then(|| self.second_language()).flatten()
    }

    /// Returns whether, on a screen of `size` (columns, lines), the text pane is or would be wide enough for two
    /// languages.
    pub(super) fn has_room_for_two_languages(&self, size: (u16, u16)) -> bool {
        self.panes_for(size).fits_two_languages()
    }
}

/// Returns what the answer to a query depends on.
fn answer_key(library: &Library, query: &Query, lang: Lang) -> AnswerKey {
    let marks_revision = if query.depends_on_marks() { library.marks_revision } else { 0 };
    let (revision, records) = (library.revision, library.index.len());
    AnswerKey { query: query.clone(), lang, revision, records, marks_revision }
}

/// Returns the words of a search as needles to find in documents, and those of them that every match has: one of each
/// group.
fn needles(query: &Query) -> (Vec<Needle>, Vec<Vec<Needle>>) {
    let needle = |it: &Word| Needle { text: it.text.clone(), scope: it.field.map_or(Scope::Record, Scope::Field) };
    let search = Search::new(&query.search);
    let required = search.clauses.iter().filter(|it| it.excluded.is_empty());
    let required = required.map(|it| it.words.iter().map(needle).collect()).collect();
    (search.words().map(needle).collect(), required)
}

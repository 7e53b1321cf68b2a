//! What follows from the state? The only place where derived state is made, in a fixed order.

use super::list::Asking;
use super::reader::Shown;
use super::{App, Overlay, Prompt, Purpose};
use crate::document::{Document, Needle, Scope, lens, lens_side_by_side, sheet, side_by_side};
use crate::query::Answer;

impl App {
    /// Brings everything that follows from the state in line with it: the answer, the texts, their
    /// layout, the views.
    pub(super) fn settle(&mut self) {
        self.answer();
        self.read_selected();
        self.lay_out();
        self.fill_picker();
    }

    fn answer(&mut self) {
        let (library, query, lang) = (&self.library, self.asked.query(), self.lang);
        let markings = if query.marked_only { library.markings } else { 0 };
        let count = (library.revision, library.index.len(), markings);
        let asking = Asking { query: query.clone(), lang, count };
        // While words are typed the best hit is selected, and what was selected before once they are
        // as they were; otherwise what is selected stays selected.
        let keep = match &self.overlay {
            Some(Overlay::Prompt(Prompt { purpose: Purpose::Search, before, selected, .. })) => {
                selected.filter(|_| before.search == query.search)
            }
            _ => self.list.record(),
        };
        self.list.ask(asking, keep, |before| Answer::new(library, query, lang, Some(before)));
    }

    fn read_selected(&mut self) {
        let record = self.list.record();
        let is_bilingual = self.is_bilingual && self.has_room_for_both();
        let (catalogue, lang) = (&self.library.catalogue, self.lang);
        let revision = self.library.revision;
        self.text.show(Shown { record, revision, lang, is_bilingual }, || match record {
            Some(record) if is_bilingual => side_by_side(catalogue, record, lang),
            Some(record) => sheet(catalogue, record, lang),
            None => Document::default(),
        });
        if let Some(open) = &mut self.lens {
            let (rows, generation) = (&self.list.answer.rows, self.list.generation);
            open.show((lang, is_bilingual, generation), |section, grouping| match is_bilingual {
                true => lens_side_by_side(catalogue, rows, section, grouping, lang),
                false => lens(catalogue, rows, section, grouping, lang),
            });
        }
        let words = self.needles();
        self.text.set_words(words.clone());
        if let Some(lens) = &mut self.lens {
            lens.reader.set_words(words);
        }
    }

    /// Returns the words of the search, as they are to be found in texts.
    pub(super) fn needles(&self) -> Vec<Needle> {
        let scope = |field: Option<_>| field.map_or(Scope::Record, Scope::Field);
        let words = self.asked.query().words().into_iter();
        words.map(|it| Needle { text: it.text, scope: scope(it.field) }).collect()
    }

    fn lay_out(&mut self) {
        let panes = self.panes();
        let page = panes.list.map_or(0, |it| usize::from(it.body.height) / panes.lines_per_row());
        self.list.reveal(page.max(1));
        let height = panes.text.map_or(0, |it| usize::from(it.body.height));
        if panes.text.is_none() {
            return;
        }
        let columns = usize::from(panes.measure(self.is_bilingual));
        match &mut self.lens {
            Some(lens) if !lens.is_reading => {
                // The mark beside the selected passage takes two columns.
                lens.reader.set_columns(columns.saturating_sub(2).max(1));
                lens.reader.clamp(height);
                lens.keep_in_view(height);
            }
            _ => {
                self.text.set_columns(columns.max(1));
                let line = self.text.line;
                self.text.reveal(line..line + 1, height);
            }
        }
    }

    fn fill_picker(&mut self) {
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            picker.fill(&self.library, self.asked.query(), &self.list.answer);
        }
    }

    /// Returns whether the text pane is wide enough for two languages.
    pub(super) fn has_room_for_both(&self) -> bool {
        let panes = self.panes();
        panes.text.map_or(panes.area.width.saturating_sub(4), |it| it.body.width) >= super::layout::BILINGUAL
    }
}

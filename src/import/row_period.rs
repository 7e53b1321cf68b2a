//! When did the activity of a row take place?
//!
//! Determines the period of a row from its period column or from its start and end columns.

use super::column_names::Target;
use super::note::KeepReason;
use super::row_importer::RowImporter;
use super::values::{period, span};
use crate::catalogue::record::Str;

impl RowImporter<'_, '_> {
    pub(super) fn period(&mut self) -> Option<Str<'static>> {
        let [stated, start, end] = [Target::Period, Target::Start, Target::End].map(|it| self.row.cell(it));
        // If there is only an end date, the date in the period column is its start.
        let is_start = start.is_empty() && !end.is_empty() && span(stated, end).is_some();
        let [stated, start] = if is_start { ["", stated] } else { [stated, start] };
        // Start and end columns are more precise than a year in the period column.
        let from_span = span(start, end);
        let from_start = || period(start).filter(|_| from_span.is_none());
        let found = from_span.clone().or_else(|| period(stated)).or_else(from_start);
        let mut unknown = Vec::new();
        if period(stated).is_none() && !is_start {
            unknown.push(Target::Period);
        }
        if from_span.is_none() {
            unknown.extend(period(start).is_none().then_some(Target::Start));
            let reason = match (period(start), period(end)) {
                (None, Some(_)) => KeepReason::NoStart,
                (Some(start), Some(end)) if !start.contains('/') && !end.contains('/') => KeepReason::Reversed,
                _ => KeepReason::NotUnderstood,
            };
            self.keep_because(&[Target::End], reason);
        }
        if let Some(start) = period(start).filter(|it| end.is_empty() && stated.is_empty() && !it.contains('/')) {
            self.builder.rows_without_end.get_or_insert((self.row.number, start, 0)).2 += 1;
        }
        self.keep_unknown(&unknown);
        if found.is_some() {
            let start_target = if is_start { Target::Period } else { Target::Start };
            let cells = [(stated, Target::Period), (start, start_target), (end, Target::End)];
            let has_both = from_span.is_some() && !start.is_empty() && !end.is_empty();
            self.keep_additional_text(cells, has_both);
        }
        // A valid value that another column already provides is kept without a note.
        if from_span.is_some() && !is_start {
            self.keep(&[Target::Period]);
        } else if !stated.is_empty() {
            self.keep(&[Target::Start]);
        }
        found.map(|it| Str(it.into()))
    }

    /// Keeps cells that contain more than the resulting period: a remark in brackets, or a span of their own in a start
    /// or end column.
    fn keep_additional_text(&mut self, cells: [(&str, Target); 3], is_span: bool) {
        for (at, (cell, target)) in cells.into_iter().enumerate() {
            let has_remark = |(before, _): (&str, &str)| period(cell).is_none() || period(cell) == period(before);
            let is_own_span = is_span && at > 0 && period(cell).is_some_and(|it| it.contains('/'));
            if is_own_span || cell.split_once('(').is_some_and(has_remark) {
                self.keep(&[target]);
            }
        }
    }
}

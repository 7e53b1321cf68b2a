//! When did the activity of a row take place?
//!
//! Determines the period of a row from its period column or from its start and end columns.

use super::builder::CatalogueBuilder;
use super::column_names::Target;
use super::note::KeepReason;
use super::row::{Row, RowExtras};
use super::values::{period, span};
use crate::catalogue::record::Str;

impl Row<'_> {
    pub(super) fn period(self, builder: &CatalogueBuilder<'_>, extras: &mut RowExtras<'_>) -> Option<Str<'static>> {
        let [stated, start, end] = [Target::Period, Target::Start, Target::End].map(|it| self.cell(builder, &it));
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
            self.keep_because(builder, &[Target::End], reason, extras);
        }
        self.keep_unknown(builder, &unknown, extras);
        if found.is_some() {
            let start_target = if is_start { Target::Period } else { Target::Start };
            let cells = [(stated, Target::Period), (start, start_target), (end, Target::End)];
            let has_both = from_span.is_some() && !start.is_empty() && !end.is_empty();
            self.keep_additional_text(builder, cells, has_both, extras);
        }
        // A valid value that another column already provides is kept without a note.
        if from_span.is_some() && !is_start {
            self.keep(builder, &[Target::Period], extras);
        } else if !stated.is_empty() {
            self.keep(builder, &[Target::Start], extras);
        }
        found.map(|it| Str(it.into()))
    }

    /// Keeps cells that contain more than the resulting period: a remark in brackets, or a span of their own in a start
    /// or end column.
    fn keep_additional_text(
        self,
        builder: &CatalogueBuilder<'_>,
        cells: [(&str, Target); 3],
        is_span: bool,
        extras: &mut RowExtras<'_>,
    ) {
        for (at, (cell, target)) in cells.into_iter().enumerate() {
            let has_remark = |(before, _): (&str, &str)| period(cell).is_none() || period(cell) == period(before);
            let is_own_span = is_span && at > 0 && period(cell).is_some_and(|it| it.contains('/'));
            if is_own_span || cell.split_once('(').is_some_and(has_remark) {
                self.keep(builder, &[target], extras);
            }
        }
    }
}

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
    pub(super) fn period(self, builder: &CatalogueBuilder<'_>, kept: &mut RowExtras<'_>) -> Option<Str<'static>> {
        let [stated, start, end] = [Target::Period, Target::Start, Target::End].map(|it| self.cell(builder, &it));
        // If there is only an end date, the date in the period column is its start.
        let is_start = start.is_empty() && !end.is_empty() && span(stated, end).is_some();
        let [stated, start] = if is_start { ["", stated] } else { [stated, start] };
        // Start and end columns are more precise than a year in the period column.
        let of_span = span(start, end);
        let of_start = || period(start).filter(|_| of_span.is_none());
        let found = of_span.clone().or_else(|| period(stated)).or_else(of_start);
        let mut unknown = Vec::new();
        if period(stated).is_none() && !is_start {
            unknown.push(Target::Period);
        }
        if of_span.is_none() {
            unknown.extend(period(start).is_none().then_some(Target::Start));
            let why = match (period(start), period(end)) {
                (None, Some(_)) => KeepReason::NoStart,
                (Some(start), Some(end)) if !start.contains('/') && !end.contains('/') => KeepReason::Reversed,
                _ => KeepReason::NotUnderstood,
            };
            self.keep_because(builder, &[Target::End], why, kept);
        }
        self.keep_unknown(builder, &unknown, kept);
        if found.is_some() {
            let of_start = if is_start { Target::Period } else { Target::Start };
            let cells = [(stated, Target::Period), (start, of_start), (end, Target::End)];
            let has_both = of_span.is_some() && !start.is_empty() && !end.is_empty();
            self.keep_what_is_more(builder, cells, has_both, kept);
        }
        // A valid value that another column already provides is kept without a note.
        if of_span.is_some() && !is_start {
            self.keep(builder, &[Target::Period], kept);
        } else if !stated.is_empty() {
            self.keep(builder, &[Target::Start], kept);
        }
        found.map(|it| Str(it.into()))
    }

    /// Keeps cells that contain more than the resulting period: a remark in brackets, or a span of their own in a start
    /// or end column.
    fn keep_what_is_more(
        self,
        builder: &CatalogueBuilder<'_>,
        cells: [(&str, Target); 3],
        is_span: bool,
        kept: &mut RowExtras<'_>,
    ) {
        for (at, (cell, target)) in cells.into_iter().enumerate() {
            let has_remark = |(before, _): (&str, &str)| period(cell).is_none() || period(cell) == period(before);
            let is_part = is_span && at > 0 && period(cell).is_some_and(|it| it.contains('/'));
            if is_part || cell.split_once('(').is_some_and(has_remark) {
                self.keep(builder, &[target], kept);
            }
        }
    }
}

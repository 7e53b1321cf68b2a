//! Where does a bracket end?
//!
//! Finds the closing bracket of the innermost open one, or where it should have been: by indentation, the schema and the
//! tokens that follow.

use super::parser::{Open, Parser};
use super::problem::{ProblemKind, Token};
use super::scan::{after_blanks, after_comma, field, indent, word_end};
use crate::catalogue::inner_record_type;

impl Parser<'_> {
    /// Returns whether another element of the innermost bracket follows. If not, reads its closing bracket or reports
    /// it as missing.
    pub(super) fn has_next(&mut self, is_first: bool) -> bool {
        let innermost = self.open.last().copied();
        let closer = innermost.map_or(')', |it| it.closer);
        loop {
            self.skip();
            let next = self.peek();
            let after = if next == Some(',') { after_blanks(self.text, self.at + 1) } else { self.at };
            match next {
                None => {
                    self.end_of_text();
                    return false;
                }
                Some(it) if innermost.is_some_and(|open| open.is_closed_by(it)) => {
                    self.end_value_at(self.at + 1);
                    return false;
                }
                Some(')' | ']' | '}') if self.handle_mismatch(closer) => return false,
                Some(')' | ']' | '}') => {
                    self.report_stray();
                    // A comma after the stray bracket still separates the elements before and after it.
                    self.read_separator(usize::MAX);
                }
                Some(',') if after >= self.text.len() => self.at += 1,
                Some(',') if !self.ends_before(after) && !self.is_outer_line() => {
                    self.report_stray();
                    self.is_after_comma = true;
                }
                Some(it) if it == ',' || self.ends_before(self.at) => {
                    self.report_missing(Token::Close(closer));
                    return false;
                }
                Some(_) => {
                    if !self.is_after_comma && !is_first {
                        self.report_missing(Token::Comma);
                    }
                    return true;
                }
            }
        }
    }

    /// Handles a closing bracket that does not match the innermost open one, and reports what is missing. Returns
    /// whether it ends the innermost bracket; it does not if more elements of that bracket follow.
    fn handle_mismatch(&mut self, closer: char) -> bool {
        let after = after_blanks(self.text, after_comma(self.text, self.at + 1));
        let mut outer = (0..self.open.len()).rev().filter(|&it| self.starts(self.at, &[self.open[it].closer]));
        if outer.any(|it| self.fits_after(it, after)) {
            self.report_missing(Token::Close(closer));
            return true;
        }
        // A surplus bracket: the innermost one continues, or is closed right after it.
        if self.belongs(self.open.len() - 1, after) || self.starts(after, &[closer]) {
            return false;
        }
        self.report(self.at..self.at + 1, ProblemKind::Missing(Token::Close(closer)));
        self.end_value_at(self.at + 1);
        true
    }

    /// Returns whether the token at `at` can follow the closing of the bracket with index `closed`.
    fn fits_after(&self, closed: usize, at: usize) -> bool {
        let is_end = at >= self.text.len();
        match closed.checked_sub(1) {
            Some(enclosing) => is_end || self.starts(at, &[self.open[enclosing].closer]) || self.belongs(enclosing, at),
            // After a comma, only the catalogue can end here.
            None => {
                let is_last = || after_blanks(self.text, at + 1) >= self.text.len();
                is_end || self.starts(at, &[')']) && (!self.text[..at].trim_end().ends_with(',') || is_last())
            }
        }
    }

    /// Returns whether the token at `at` can belong to the bracket with index `open`.
    fn belongs(&self, open: usize, at: usize) -> bool {
        let open = &self.open[open];
        match open.closer {
            ')' => field(self.text, at)
                .is_some_and(|(name, _)| open.record.is_none_or(|it| it.field(&self.text[name]).is_some())),
            ']' => at < self.text.len() && field(self.text, at).is_none() && !self.starts(at, &[')', ']', '}']),
            _ => self.starts(at, &['"']),
        }
    }

    /// Returns whether the cursor is at the first token of its line and that line is indented no further than the one
    /// on which the innermost bracket was opened.
    fn is_outer_line(&self) -> bool {
        let (indentation, is_first) = indent(self.text, self.at);
        is_first && self.open.len() > 1 && self.open.last().is_some_and(|it| indentation <= it.indent)
    }

    /// Returns whether the token at `at` shows that the innermost bracket should have been closed before it.
    fn ends_before(&self, at: usize) -> bool {
        let Some((open, enclosing)) = self.open.split_last() else { return false };
        if at >= self.text.len() {
            return false;
        }
        let Some(outer) = enclosing.last() else { return false };
        let is_outer_line = || matches!(indent(self.text, at), (indentation, true) if indentation <= open.indent);
        let field_name = field(self.text, at).map(|it| &self.text[it.0]);
        let has_field = |it: &Open, name: &str| it.record.is_some_and(|it| it.field(name).is_some());
        let is_outer_field = |name: &str| enclosing.iter().any(|it| has_field(it, name));
        match open.closer {
            ')' => match field_name {
                Some(name) if has_field(open, name) => false,
                Some(name) => is_outer_field(name) && is_outer_line(),
                // The next item or entry of the enclosing list or map.
                None if outer.closer == ']' => self.is_record(at) && !self.is_other_record(at, outer),
                None => outer.closer == '}' && self.is_quoted_key(at),
            },
            ']' => field_name.is_some_and(|name| {
                let is_item_field = open.inner.and_then(|it| it.record()).is_some_and(|it| it.field(name).is_some());
                // On a line of its own even an unknown field, which may be misspelt.
                if is_item_field {
                    is_outer_field(name) && is_outer_line()
                } else {
                    is_outer_field(name) || is_outer_line()
                }
            }),
            _ => match field_name {
                Some(name) if is_outer_field(name) => open.inner.is_none() || is_outer_line(),
                Some(_) => false,
                None if outer.closer == ']' => self.starts(at, &['{']),
                None => outer.closer == '}' && open.inner.is_none() && self.is_key_of_container(at),
            },
        }
    }

    /// Returns whether the record at `at` is of another type than the items of a list.
    fn is_other_record(&self, at: usize, list: &Open) -> bool {
        let (found, item) =
            (inner_record_type(&self.text[at..word_end(self.text, at)]), list.inner.and_then(|it| it.record()));
        found.zip(item).is_some_and(|(found, item)| found.name != item.name)
    }

    /// Returns whether a key in quotation marks begins at `at`: a colon follows the closing mark.
    pub(super) fn is_quoted_key(&self, at: usize) -> bool {
        let Some(rest) = self.text[at..].strip_prefix('"') else { return false };
        let start = &rest[..rest.floor_char_boundary(200)];
        let Some(end) = start.find(['"', '\n']).filter(|it| start[*it..].starts_with('"')) else { return false };
        let next = after_blanks(self.text, at + end + 2);
        self.starts(next, &[':'])
    }

    /// Returns whether a quoted key begins at `at` whose value is a map or a record.
    fn is_key_of_container(&self, at: usize) -> bool {
        if !self.is_quoted_key(at) {
            return false;
        }
        let end = self.text[at + 1..].find('"').map_or(at, |it| at + it + 2);
        let value = after_blanks(self.text, after_blanks(self.text, end) + 1);
        self.starts(value, &['{', '(']) || self.is_record(value)
    }
}

//! Where did a mended text stand before it was mended?

use std::ops::Range;

/// A text whose characters know where they stood in another one. All places are in bytes.
#[derive(Debug, Default)]
pub(super) struct Traced {
    text: String,
    /// In the order of their places, none of them empty.
    runs: Vec<Run>,
}

/// Characters that stood together, or that stand for something else.
#[derive(Clone, Debug)]
struct Run {
    at: usize,
    /// Where they stood, or what they stand for.
    origin: Range<usize>,
    is_new: bool,
}

impl Traced {
    /// Returns a text that stood at a place.
    pub(super) fn new(text: &str, start: usize) -> Self {
        Self::run(text, start..start + text.len(), false)
    }

    /// Returns a text that stands for what stood in a range.
    pub(super) fn standing_for(text: &str, origin: Range<usize>) -> Self {
        Self::run(text, origin, true)
    }

    fn run(text: &str, origin: Range<usize>, is_new: bool) -> Self {
        let run = Run { at: 0, origin, is_new };
        Self { text: text.to_owned(), runs: if text.is_empty() { Vec::new() } else { vec![run] } }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Returns where something stood.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        let start = match self.runs.partition_point(|it| it.at <= range.start).checked_sub(1) {
            Some(index) if self.end(index) > range.start => self.before(index, range.start),
            Some(index) => self.runs[index].origin.end,
            None => 0,
        };
        let end = match self.runs.partition_point(|it| it.at < range.end).checked_sub(1) {
            Some(index) if self.runs[index].is_new => self.runs[index].origin.end,
            Some(index) => self.before(index, range.end),
            None => start,
        };
        start..end.max(start)
    }

    /// Returns where the characters stand now that stood from a place on, where others stood before them.
    pub(super) fn seam(&self, origin: usize) -> Option<usize> {
        self.runs.iter().find(|it| !it.is_new && it.origin.start == origin).map(|it| it.at)
    }

    /// Returns a part.
    pub(super) fn slice(&self, range: Range<usize>) -> Self {
        let mut slice = Self { text: self.text[range.clone()].to_owned(), runs: Vec::new() };
        let first = self.runs.partition_point(|it| it.at <= range.start).saturating_sub(1);
        for index in first..self.runs.len() {
            let (start, end) = (self.runs[index].at.max(range.start), self.end(index).min(range.end));
            if start >= range.end {
                break;
            }
            if start < end {
                let Run { ref origin, is_new, .. } = self.runs[index];
                let origin = if is_new { origin.clone() } else { self.before(index, start)..self.before(index, end) };
                slice.runs.push(Run { at: start - range.start, origin, is_new });
            }
        }
        slice
    }

    /// Adds a text behind this one.
    pub(super) fn push(&mut self, other: Self) {
        let start = self.len();
        self.text.push_str(&other.text);
        self.runs.extend(other.runs.into_iter().map(|it| Run { at: start + it.at, ..it }));
    }

    /// Puts a text in the place of what stands in a range.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        let rest = self.slice(range.end..self.len());
        let new = Self::standing_for(text, self.origin(range.clone()));
        *self = self.slice(0..range.start);
        self.push(new);
        self.push(rest);
    }

    /// Returns as many blanks in its place.
    pub(super) fn blank(self) -> Self {
        Self { text: " ".repeat(self.len()), runs: self.runs }
    }

    /// Returns where a run ends.
    fn end(&self, index: usize) -> usize {
        self.runs.get(index + 1).map_or(self.len(), |it| it.at)
    }

    /// Returns where a place in a run, or its end, was before.
    fn before(&self, index: usize, at: usize) -> usize {
        let run = &self.runs[index];
        if run.is_new { run.origin.start } else { run.origin.start + (at - run.at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_text_as_it_was() {
        let mut text = Traced::new("abcdefgh", 10);
        text.replace(2..5, "");
        text.replace(0..0, "123");
        assert_eq!(text.as_str(), "123abfgh");
        assert_eq!(text.origin(4..5), 11..12);
        assert_eq!(text.origin(4..6), 11..16);
        assert_eq!(text.origin(5..8), 15..18);
        assert_eq!(text.origin(0..2), 10..10);
        text.replace(5..8, "x");
        assert_eq!((text.as_str(), text.origin(5..6), text.origin(6..6)), ("123abx", 15..18, 18..18));
    }

    #[test]
    fn parts_put_together_again_are_the_text_as_it_was() {
        let whole = Traced::new("Année: [1, 2]", 0);
        let (mut frame, inside) = (whole.slice(0..9), whole.slice(9..13));
        frame.push(whole.slice(13..14));
        assert_eq!((frame.as_str(), frame.seam(13)), ("Année: []", Some(9)));
        frame.replace(0..6, "year");
        let seam = frame.seam(13).unwrap();
        let mut again = frame.slice(0..seam);
        again.push(inside);
        again.push(frame.slice(seam..frame.len()));
        assert_eq!(again.as_str(), "year: [1, 2]");
        assert_eq!((again.origin(0..1), again.origin(7..8), again.origin(11..12)), (0..6, 9..10, 13..14));
        again.replace(5..12, "0");
        assert_eq!(again.seam(13), None);
    }
}

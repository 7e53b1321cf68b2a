//! What of a value is so long that it is mended apart from the rest?

use std::ops::Range;

use crate::catalogue::node::{Node, Part, Shape};

/// A list, a map or a text that is long. All ranges are bytes of the text around it.
pub(super) struct Long {
    /// What stands between its brackets or quotation marks.
    pub(super) inside: Range<usize>,
    /// Its items or entries; a text has none.
    pub(super) parts: Vec<Part>,
}

/// Returns what is longer than some bytes in the value in a range of a text, in the order written: that value
/// itself, or fields of it, and of its fields; not what is inside of these again.
pub(super) fn long(text: &str, range: Range<usize>, most: usize) -> Vec<Long> {
    let mut found = Vec::new();
    find(text, range, most, &mut found);
    found
}

fn find(text: &str, range: Range<usize>, most: usize, found: &mut Vec<Long>) {
    if range.len() <= most {
        return;
    }
    let node = Node::new(text, range);
    match node.shape {
        Shape::Record => node.parts.into_iter().for_each(|it| find(text, it.value, most, found)),
        Shape::List | Shape::Map => {
            found.push(Long { inside: node.range.start + 1..node.range.end - 1, parts: node.parts });
        }
        Shape::Leaf => {
            let written = &text[node.range.clone()];
            if let (true, Some(open), Some(close)) =
                (written.starts_with(['"', 'r']), written.find('"'), written.rfind('"'))
                && open < close
            {
                found.push(Long { inside: node.range.start + open + 1..node.range.start + close, parts: Vec::new() });
            }
        }
    }
}

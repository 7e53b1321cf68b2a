//! How is a document written as Markdown?
//!
//! Writes documents as CommonMark.

use super::block::{Block, BlockKind, Document};
use crate::lang::Lang;
use crate::text::list_marker;

/// Returns a document as Markdown, with interface words in a language. Special characters in its texts are escaped.
pub fn markdown(document: &Document, lang: Lang) -> String {
    let mut text = String::new();
    let mut open_list = None;
    for block in &document.blocks {
        let content = inline(block);
        let is_item = !block.marker.trim().is_empty() && matches!(block.kind, BlockKind::Body | BlockKind::Fact);
        let continues_list = is_item && open_list == Some(block.kind);
        if !text.is_empty() && !continues_list {
            text.push('\n');
        }
        match block.kind {
            BlockKind::Title => text.push_str(&format!("# {content}\n")),
            BlockKind::Heading => text.push_str(&format!("## {content}\n")),
            BlockKind::Subtitle | BlockKind::Remark => text.push_str(&format!("*{content}*\n")),
            BlockKind::Label => text.push_str(&format!("**{}{content}**\n", escape(&block.marker))),
            BlockKind::Fact => {
                let (name, colon) = (escape(block.marker.trim()), lang.words().colon);
                text.push_str(&format!("- {name}{colon} {}\n", indented(&content)));
            }
            BlockKind::Body if is_item => {
                let number = match block.marker.trim() {
                    "•" => String::new(),
                    number => escape(number) + " ",
                };
                text.push_str(&format!("- {number}{}\n", indented(&content)));
            }
            BlockKind::Body => text.push_str(&format!("{content}\n")),
        }
        open_list = is_item.then_some(block.kind);
    }
    text
}

/// Returns the content of a list item, with all lines but the first indented.
fn indented(content: &str) -> String {
    content.replace('\n', "\n  ").replace("\n  \n", "\n\n")
}

/// Returns a block's text with its web address as an autolink.
fn inline(block: &Block) -> String {
    let text = &block.text;
    let escaped = |range| escape(&block.original(range));
    match &block.link {
        None => escaped(0..text.len()),
        Some(link) => {
            // Angle brackets cannot occur in an autolink.
            let address = text[link.clone()].replace('<', "%3C").replace('>', "%3E");
            format!("{}<{address}>{}", escaped(0..link.start), escaped(link.end..text.len()))
        }
    }
}

/// Escapes special characters. Paragraph breaks become empty lines, and lists stay lists.
pub fn escape(text: &str) -> String {
    let (mut escaped, mut is_in_list) = (String::with_capacity(text.len()), false);
    for (at, line) in text.split('\n').enumerate() {
        let marker = list_marker(line).filter(|_| text.contains('\n'));
        if at > 0 {
            escaped.push_str(if is_in_list && marker.is_some() { "\n" } else { "\n\n" });
        }
        is_in_list = marker.is_some();
        let (item, words) = line.split_at(marker.unwrap_or(0));
        escaped.push_str(&item.replace('•', "-"));
        escape_line(words, &mut escaped);
    }
    escaped
}

fn escape_line(line: &str, escaped: &mut String) {
    let (mut start, hashes_start) = (0, line.trim_end_matches('#').len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, byte) in line.bytes().enumerate() {
        let needs_escape = match byte {
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'&' | b'|' | b'~' | b'$' => true,
            // At the end of a heading, they would be read as its closing sequence.
            b'#' if at >= hashes_start => true,
            b'#' | b'+' | b'-' | b'=' => at == 0,
            b'.' | b')' => at > 0 && at == digits,
            _ => false,
        };
        if needs_escape {
            escaped.extend([&line[start..at], "\\"]);
            start = at;
        }
    }
    escaped.push_str(&line[start..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_syntax_in_text_is_escaped() {
        assert_eq!(escape("# not a heading"), "\\# not a heading");
        assert_eq!(escape("1. not a list, *not* <b>bold</b>"), "1\\. not a list, \\*not\\* \\<b\\>bold\\</b\\>");
        assert_eq!(escape("in C# and F#, then C ##"), "in C# and F#, then C \\#\\#");
        assert_eq!(escape("a ~~b~~ $c$"), "a \\~\\~b\\~\\~ \\$c\\$");
        assert_eq!(escape("one\n- two\n- *three*\nfour"), "one\n\n- two\n- \\*three\\*\n\nfour");
        assert_eq!(escape("- one line"), "\\- one line");
        assert_eq!(escape(".net and (1) a)"), ".net and (1) a)");
        assert_eq!(escape("12) a"), "12\\) a");
        assert_eq!(escape("mid-word, 2.5 and a - b"), "mid-word, 2.5 and a - b");
    }
}

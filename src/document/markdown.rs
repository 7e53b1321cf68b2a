//! How is a document written as Markdown?
//!
//! Writes documents as CommonMark.

use super::block::{Block, BlockKind, Document};
use crate::lang::Lang;
use crate::text::{has_byte, list_marker};

/// Returns a document as Markdown, with interface words in a language. Special characters in its texts are escaped.
pub fn markdown(document: &Document, lang: Lang) -> String {
    let mut markdown = String::new();
    write_markdown(document, lang, &mut markdown);
    markdown
}

/// Writes a document as Markdown, with interface words in a language. Special characters in its texts are escaped.
pub fn write_markdown(document: &Document, lang: Lang, markdown: &mut String) {
    let mut open_list = None;
    for (at, block) in document.blocks.iter().enumerate() {
        let marker = block.marker.trim();
        let is_item = block.is_item();
        let continues_list = is_item && open_list == Some(block.kind);
        if at > 0 && !continues_list {
            markdown.push('\n');
        }
        let (start, end) = match block.kind {
            BlockKind::Title => ("# ", ""),
            BlockKind::Heading => ("## ", ""),
            BlockKind::Subtitle | BlockKind::Remark => ("*", "*"),
            BlockKind::Label => ("**", "**"),
            BlockKind::Body if !is_item => ("", ""),
            BlockKind::Fact | BlockKind::Body => ("- ", ""),
        };
        markdown.push_str(start);
        match block.kind {
            BlockKind::Label => write_escaped(&block.marker, "", markdown),
            BlockKind::Fact => {
                write_escaped(marker, "", markdown);
                markdown.extend([lang.words().colon, " "]);
            }
            BlockKind::Body if is_item && marker != "•" => {
                write_escaped(marker, "", markdown);
                markdown.push(' ');
            }
            _ => {}
        }
        write_inline(block, if is_item { "  " } else { "" }, markdown);
        markdown.extend([end, "\n"]);
        open_list = is_item.then_some(block.kind);
    }
}

/// Writes a block's text with its web address as an autolink. All lines but the first are indented.
fn write_inline(block: &Block, indent: &str, markdown: &mut String) {
    let link = block.link.clone().unwrap_or_default();
    if !link.is_empty() {
        write_escaped(&block.original(0..link.start), indent, markdown);
        // Angle brackets cannot occur in an autolink.
        let address = block.text[link.clone()].replace('<', "%3C").replace('>', "%3E");
        markdown.extend(["<", &address, ">"]);
    }
    write_escaped(&block.original(link.end..block.text.len()), indent, markdown);
}

/// Escapes special characters. Paragraph breaks become empty lines, and lists stay lists.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    write_escaped(text, "", &mut escaped);
    escaped
}

/// Writes a text as [`escape`] returns it, with all lines but the first indented.
fn write_escaped(text: &str, indent: &str, markdown: &mut String) {
    let is_one_line = !text.contains('\n');
    let mut is_in_list = false;
    for (at, line) in text.split('\n').enumerate() {
        let marker = if is_one_line { None } else { list_marker(line) };
        if at > 0 {
            markdown.push_str(if is_in_list && marker.is_some() { "\n" } else { "\n\n" });
            markdown.push_str(if line.is_empty() { "" } else { indent });
        }
        is_in_list = marker.is_some();
        let (item, words) = line.split_at(marker.unwrap_or(0));
        markdown.push_str(&item.replace('•', "-"));
        write_escaped_line(words, markdown);
    }
}

fn write_escaped_line(line: &str, markdown: &mut String) {
    // At the end of a heading, they would be read as its closing sequence.
    let (line, hashes) = line.split_at(line.trim_end_matches('#').len());
    // At the beginning of a line, these would be read as the marker of a heading or a list.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let has_marker = match line.as_bytes().get(digits) {
        Some(b'.' | b')') => digits > 0,
        Some(b'#' | b'+' | b'-' | b'=') => digits == 0,
        _ => false,
    };
    let (number, words) = line.split_at(if has_marker { digits } else { 0 });
    markdown.extend([number, if has_marker { "\\" } else { "" }]);
    let is_special =
        |byte| matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'&' | b'|' | b'~' | b'$');
    let mut start = 0;
    if has_byte(words, is_special) {
        for (at, _) in words.bytes().enumerate().filter(|it| is_special(it.1)) {
            markdown.extend([&words[start..at], "\\"]);
            start = at;
        }
    }
    markdown.push_str(&words[start..]);
    hashes.bytes().for_each(|_| markdown.push_str("\\#"));
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

//! How is a document written for browsers and paper?
//!
//! Writes documents as a single HTML page without scripts, styled for the screen and for printing.

use std::cmp::Reverse;
use std::ops::Range;

use super::block::{AnnotatedText, Block, BlockKind, Document};
use crate::catalogue::Section;
use crate::lang::{Lang, primary};
use crate::text::{has_byte, list_marker};

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 Georgia, 'Times New Roman', serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; font-family: system-ui, sans-serif; }
h2 { margin-top: 3rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem; }
dt { font-weight: bold; }
dd { margin: 0; }
.place, .remark, .silence { opacity: .8; font-style: italic; }
a { color: inherit; }
ul.written, .numbered { list-style: none; }
.provenance { font-weight: bold; margin-bottom: 0; }
.provenance + p { margin-top: 0; }
@page { size: A4; margin: 18mm 17mm; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; line-height: 1.45; }
  h1, h2, h3, .provenance { break-after: avoid; }
  h1 { font-size: 1.5rem; margin: 0 0 .6rem; }
  h2 { font-size: 1.2rem; margin: 1.4rem 0 .2rem; }
  h3 { font-size: 1rem; margin: .8rem 0 .1rem; }
  p, ul, dl { margin: .2rem 0 .4rem; }
  p, li, dd { orphans: 3; widows: 3; }
  li, dl, .provenance + p { break-inside: avoid; }
  .silence { break-before: avoid; }
  footer { break-inside: avoid; }
}
";

/// Returns the beginning of a page: its title, and notes before the articles. The page is in the language of the
/// interface; if the user reads texts in another one, titles of activities, texts and items of lists have a `lang`
/// attribute, but not what mixes names with words of the interface.
pub fn html_start(title: AnnotatedText, notes: Vec<AnnotatedText>, lang: Lang) -> String {
    let title = Block::new(BlockKind::Title, title);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n",
        lang.interface_tag()
    );
    write_element("title", [""; 2], &mut html, |html| escape(&title.text, html));
    html.extend(["<style>\n", STYLE, "</style>\n</head>\n<body>\n<header>\n"]);
    write_element("h1", [DIR_AUTO, ""], &mut html, |html| write_inline(&title, 0..title.text.len(), html));
    write_notes(notes, &mut html);
    html.push_str("</header>\n<main>\n");
    html
}

/// Returns the end of a page, with some lines in its footer.
pub fn html_end(footer: Vec<AnnotatedText>) -> String {
    let mut html = "</main>\n<footer>\n".to_owned();
    write_notes(footer, &mut html);
    html.push_str("</footer>\n</body>\n</html>\n");
    html
}

fn write_notes(texts: Vec<AnnotatedText>, html: &mut String) {
    texts.into_iter().for_each(|it| write_paragraphs(&Block::new(BlockKind::Body, it), "", html));
}

/// Writes a document in the user's language as an article of a page.
pub fn write_article(document: &Document, lang: Lang, html: &mut String) {
    html.push_str("<article>\n");
    write_blocks(document, "h3", lang, html);
    html.push_str("</article>\n");
}

/// Returns a document in the user's language as sections of a page.
pub fn section(document: &Document, lang: Lang) -> String {
    let mut html = String::new();
    write_blocks(document, "h2", lang, &mut html);
    html
}

/// Writes the blocks of a document; `heading` is the element used for headings.
fn write_blocks(document: &Document, heading: &str, lang: Lang, html: &mut String) {
    let mut lang_attribute = String::new();
    if primary(lang.tag()) != lang.interface_tag() {
        write_attribute(" lang", lang.tag(), &mut lang_attribute);
    }
    let write_list_tag = |slash: &str, kind: Option<BlockKind>, html: &mut String| {
        if let Some(kind) = kind {
            html.extend(["<", slash, if kind == BlockKind::Fact { "dl" } else { "ul" }, ">\n"]);
        }
    };
    let mut open_list = None;
    for block in &document.blocks {
        let list = block.is_item().then_some(block.kind);
        if list != open_list {
            write_list_tag("/", open_list, html);
            write_list_tag("", list, html);
            open_list = list;
        }
        // References mix titles with words of the interface: their language is that of the page.
        let is_text = block.anchor.section != Some(Section::Sources);
        write_block(block, heading, if is_text { &lang_attribute } else { "" }, html);
    }
    write_list_tag("/", open_list, html);
}

/// Attribute that lets a text take its direction from its first strong character, as right-to-left languages need.
const DIR_AUTO: &str = " dir=\"auto\"";

/// Writes a block. `tag` is the `lang` attribute of texts whose language is not that of the page, else empty.
fn write_block(block: &Block, heading: &str, tag: &str, html: &mut String) {
    let marker = block.marker.trim();
    let write_text = |html: &mut String| write_inline(block, 0..block.text.len(), html);
    match block.kind {
        BlockKind::Title => write_element("h2", [DIR_AUTO, tag], html, write_text),
        BlockKind::Subtitle => write_element("p", [" class=\"place\"", DIR_AUTO], html, write_text),
        BlockKind::Heading => write_element(heading, [DIR_AUTO, ""], html, write_text),
        BlockKind::Fact => {
            write_element("dt", [""; 2], html, |html| escape(marker, html));
            write_element("dd", [DIR_AUTO, ""], html, write_text);
        }
        BlockKind::Label => write_element("p", [" class=\"provenance\"", DIR_AUTO], html, |html| {
            write_marker(marker, html);
            write_text(html);
        }),
        BlockKind::Remark => write_element("p", [" class=\"silence\"", ""], html, write_text),
        BlockKind::Body if marker.is_empty() => write_paragraphs(block, tag, html),
        BlockKind::Body => {
            let is_numbered = marker != "•";
            html.push_str(if is_numbered { "<li class=\"numbered\"" } else { "<li" });
            html.extend([DIR_AUTO, tag, ">"]);
            write_marker(if is_numbered { marker } else { "" }, html);
            // A single paragraph needs no element of its own in a list item.
            if block.text.contains('\n') || list_marker(&block.text).is_some() {
                write_paragraphs(block, "", html);
            } else {
                write_text(html);
            }
            html.push_str("</li>\n");
        }
    }
}

/// Writes the marker before a text, and a space after it.
fn write_marker(marker: &str, html: &mut String) {
    if !marker.is_empty() {
        escape(marker, html);
        html.push(' ');
    }
}

/// Writes an element and a line break. Each attribute is empty or begins with a space.
fn write_element(name: &str, attributes: [&str; 2], html: &mut String, write_content: impl FnOnce(&mut String)) {
    html.extend(["<", name]);
    html.extend(attributes);
    html.push('>');
    write_content(html);
    html.extend(["</", name, ">\n"]);
}

/// Writes the paragraphs and lists of a text. List items keep their markers as written, numbers included.
fn write_paragraphs(block: &Block, tag: &str, html: &mut String) {
    let (mut start, mut is_in_list) = (0, false);
    for text in block.text.split('\n') {
        let is_item = list_marker(text).is_some();
        html.push_str(match (is_in_list, is_item) {
            (false, true) => "<ul class=\"written\">\n",
            (true, false) => "</ul>\n",
            _ => "",
        });
        is_in_list = is_item;
        let (name, range) = (if is_item { "li" } else { "p" }, start..start + text.len());
        write_element(name, [DIR_AUTO, tag], html, |html| write_inline(block, range, html));
        start += text.len() + 1;
    }
    html.push_str(if is_in_list { "</ul>\n" } else { "" });
}

/// Writes a byte range of a block's text, with elements for languages, remarks and the link.
fn write_inline(block: &Block, range: Range<usize>, html: &mut String) {
    let opening = |start: &str, value: &str, end: &str| {
        let mut opening = String::new();
        write_attribute(start, value, &mut opening);
        opening + end
    };
    let foreign = block.foreign.iter().map(|(it, tag)| (it.clone(), opening("span lang", tag, DIR_AUTO), "span"));
    let remarks = block.remarks.iter().map(|it| (it.clone(), "span class=\"remark\"".to_owned(), "span"));
    let link = block.link.iter().map(|it| (it.clone(), opening("a href", &block.original(it.clone()), ""), "a"));
    let mut elements: Vec<Element> = foreign.chain(remarks).chain(link).collect();
    elements.sort_by_key(|(it, ..)| (it.start, Reverse(it.end)));
    write_elements(range, &elements, &|it, html| escape(&block.original(it), html), html);
}

/// Writes an attribute with its value.
fn write_attribute(name: &str, value: &str, html: &mut String) {
    html.extend([name, "=\""]);
    escape(value, html);
    html.push('"');
}

/// Byte range of an element, its opening tag without brackets, and its name.
type Element = (Range<usize>, String, &'static str);

/// Writes a range of a text with its elements nested. One that would extend beyond the element around it is cut off.
fn write_elements(
    range: Range<usize>,
    mut elements: &[Element],
    write_text: &dyn Fn(Range<usize>, &mut String),
    html: &mut String,
) {
    let mut at = range.start;
    while let [(part, opening, name), rest @ ..] = elements {
        let part = part.start.max(at)..part.end.min(range.end);
        let nested = rest.iter().take_while(|(it, ..)| it.start < part.end).count();
        if !part.is_empty() {
            write_text(at..part.start, html);
            html.extend(["<", opening, ">"]);
            write_elements(part.clone(), &rest[..nested], write_text, html);
            html.extend(["</", name, ">"]);
            at = part.end;
        }
        elements = &rest[nested..];
    }
    write_text(at..range.end, html);
}

/// Writes a text escaped for HTML content and attribute values. Line breaks become spaces.
fn escape(text: &str, html: &mut String) {
    if !has_byte(text, |it| matches!(it, b'&' | b'<' | b'>' | b'"' | b'\n')) {
        return html.push_str(text);
    }
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\n' => " ",
            _ => continue,
        };
        html.extend([&text[start..at], reference]);
        start = at + 1;
    }
    html.push_str(&text[start..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_special_characters_are_escaped() {
        let mut html = String::new();
        escape("<script>\"\n&", &mut html);
        assert_eq!(html, "&lt;script&gt;&quot; &amp;");
    }

    #[test]
    fn address_in_a_later_paragraph_is_linked() {
        let text = "One.\nSee https://example.org/é";
        let start = text.find("https").unwrap_or_default();
        let block = Block { link: Some(start..text.len()), ..Block::new(BlockKind::Body, text) };
        let link = "<a href=\"https://example.org/é\">https://example.org/é</a>";
        let paragraphs = |block: &Block| {
            let mut html = String::new();
            write_paragraphs(block, "", &mut html);
            html
        };
        assert_eq!(paragraphs(&block), format!("<p dir=\"auto\">One.</p>\n<p dir=\"auto\">See {link}</p>\n"));
        let foreign = Block { foreign: vec![(start - 4..text.len(), "it".to_owned())], ..block };
        let second = format!("<p dir=\"auto\"><span lang=\"it\" dir=\"auto\">See {link}</span></p>");
        assert!(paragraphs(&foreign).ends_with(&(second + "\n")), "{}", paragraphs(&foreign));
    }

    #[test]
    fn elements_are_nested_or_consecutive_never_overlapping() {
        let element = |range: Range<usize>, name: &'static str| (range, name.to_owned(), name);
        let html = |elements: &[Element]| {
            let mut html = String::new();
            write_elements(0..6, elements, &|it, html| html.push_str(&"abcdef"[it]), &mut html);
            html
        };
        assert_eq!(html(&[element(1..3, "i"), element(3..4, "b")]), "a<i>bc</i><b>d</b>ef");
        assert_eq!(html(&[element(1..5, "i"), element(1..3, "b"), element(3..4, "u")]), "a<i><b>bc</b><u>d</u>e</i>f");
        assert_eq!(html(&[element(1..3, "i"), element(2..5, "b")]), "a<i>b<b>c</b></i>def");
        assert_eq!(html(&[element(4..9, "i")]), "abcd<i>ef</i>");
        assert_eq!(html(&[element(2..2, "i"), element(2..4, "b")]), "ab<b>cd</b>ef");
    }
}

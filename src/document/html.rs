//! How is a document written for browsers and paper?
//!
//! Writes documents as a single HTML page without scripts, styled for the screen and for printing.

use std::cmp::Reverse;
use std::fmt::{self, Display, Write};
use std::ops::Range;

use super::block::{AnnotatedText, Block, BlockKind, Document};
use crate::catalogue::Section;
use crate::lang::{Lang, primary};
use crate::text::list_marker;

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
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<header>\n<h1 dir=\"auto\">{}</h1>\n{}</header>\n<main>\n",
        lang.interface_tag(),
        Escaped(&title.text),
        Inline::whole(&title),
        paragraphs(notes),
    )
}

/// Returns the end of a page, with some lines in its footer.
pub fn html_end(footer: Vec<AnnotatedText>) -> String {
    format!("</main>\n<footer>\n{}</footer>\n</body>\n</html>\n", paragraphs(footer))
}

fn paragraphs(texts: Vec<AnnotatedText>) -> String {
    texts.into_iter().map(|it| Paragraphs { block: &Block::new(BlockKind::Body, it), tag: "" }.to_string()).collect()
}

/// Returns the opening tag of a list on a line of its own, or the closing one if `slash` is `/`; empty without a name.
fn list_tag(slash: &str, name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("<{slash}{name}>\n") }
}

/// Returns a document in the user's language as an article of a page.
pub fn article(document: &Document, lang: Lang) -> String {
    format!("<article>\n{}</article>\n", Blocks { document, heading: "h3", lang })
}

/// Returns a document in the user's language as sections of a page.
pub fn section(document: &Document, lang: Lang) -> String {
    Blocks { document, heading: "h2", lang }.to_string()
}

/// The blocks of a document as HTML, with the element used for headings.
struct Blocks<'a> {
    document: &'a Document,
    heading: &'static str,
    lang: Lang,
}

impl Display for Blocks<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The list that is open.
        let mut open = "";
        let is_other_language = primary(self.lang.tag()) != self.lang.interface_tag();
        let lang_attribute =
            if is_other_language { format!(" lang=\"{}\"", Escaped(self.lang.tag())) } else { String::new() };
        for block in &self.document.blocks {
            let needed = match block.kind {
                BlockKind::Fact => "dl",
                BlockKind::Body if !block.marker.trim().is_empty() => "ul",
                _ => "",
            };
            if needed != open {
                write!(out, "{}{}", list_tag("/", open), list_tag("", needed))?;
                open = needed;
            }
            // References mix titles with words of the interface: their language is that of the page.
            let is_text = block.anchor.section != Some(Section::Sources);
            write_block(block, self.heading, if is_text { &lang_attribute } else { "" }, out)?;
        }
        out.write_str(&list_tag("/", open))
    }
}

/// Writes a block. `tag` is the `lang` attribute of texts whose language is not that of the page, else empty.
///
/// `dir="auto"` lets each text take its direction from its first strong character, as right-to-left languages need.
fn write_block(block: &Block, heading: &str, tag: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (marker, text) = (Escaped(block.marker.trim()), Inline::whole(block));
    match block.kind {
        BlockKind::Title => writeln!(out, "<h2 dir=\"auto\"{tag}>{text}</h2>"),
        BlockKind::Subtitle => writeln!(out, "<p class=\"place\" dir=\"auto\">{text}</p>"),
        BlockKind::Heading => writeln!(out, "<{heading} dir=\"auto\">{text}</{heading}>"),
        BlockKind::Fact => writeln!(out, "<dt>{marker}</dt>\n<dd dir=\"auto\">{text}</dd>"),
        BlockKind::Label => {
            let space = if marker.0.is_empty() { "" } else { " " };
            writeln!(out, "<p class=\"provenance\" dir=\"auto\">{marker}{space}{text}</p>")
        }
        BlockKind::Remark => writeln!(out, "<p class=\"silence\">{text}</p>"),
        BlockKind::Body if marker.0.is_empty() => Paragraphs { block, tag }.fmt(out),
        BlockKind::Body => {
            match marker.0 {
                "•" => write!(out, "<li dir=\"auto\"{tag}>")?,
                _ => write!(out, "<li class=\"numbered\" dir=\"auto\"{tag}>{marker} ")?,
            }
            // A single paragraph needs no element of its own in a list item.
            if block.text.contains('\n') || list_marker(&block.text).is_some() {
                Paragraphs { block, tag: "" }.fmt(out)?;
            } else {
                text.fmt(out)?;
            }
            out.write_str("</li>\n")
        }
    }
}

/// The paragraphs and lists of a text as HTML. List items keep their markers as written, numbers included.
struct Paragraphs<'a> {
    block: &'a Block,
    tag: &'a str,
}

impl Display for Paragraphs<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { block, tag } = self;
        let (mut start, mut is_in_list) = (0, false);
        for text in block.text.split('\n') {
            let marker = list_marker(text);
            out.write_str(match (is_in_list, marker.is_some()) {
                (false, true) => "<ul class=\"written\">\n",
                (true, false) => "</ul>\n",
                _ => "",
            })?;
            is_in_list = marker.is_some();
            let (name, range) = (if is_in_list { "li" } else { "p" }, start..start + text.len());
            writeln!(out, "<{name} dir=\"auto\"{tag}>{}</{name}>", Inline { block, range })?;
            start += text.len() + 1;
        }
        out.write_str(if is_in_list { "</ul>\n" } else { "" })
    }
}

/// A byte range of a block's text as HTML, with elements for languages, remarks and the link.
struct Inline<'a> {
    block: &'a Block,
    range: Range<usize>,
}

impl<'a> Inline<'a> {
    fn whole(block: &'a Block) -> Self {
        Self { block, range: 0..block.text.len() }
    }
}

impl Display for Inline<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let block = self.block;
        let foreign = block
            .foreign
            .iter()
            .map(|(it, tag)| (it.clone(), format!("span lang=\"{}\" dir=\"auto\"", Escaped(tag)), "span"));
        let remarks = block.remarks.iter().map(|it| (it.clone(), "span class=\"remark\"".to_owned(), "span"));
        let link_tag = |it: &Range<usize>| format!("a href=\"{}\"", Escaped(&block.original(it.clone())));
        let link = block.link.iter().map(|it| (it.clone(), link_tag(it), "a"));
        let mut elements: Vec<Element> = foreign.chain(remarks).chain(link).collect();
        elements.sort_by_key(|(it, ..)| (it.start, Reverse(it.end)));
        let text = |it, out: &mut dyn Write| write!(out, "{}", Escaped(&block.original(it)));
        write_elements(self.range.clone(), &elements, &text, out)
    }
}

/// Byte range of an element, its opening tag without brackets, and its name.
type Element = (Range<usize>, String, &'static str);

/// Writes a range of a text with its elements nested. One that would extend beyond the element around it is cut off.
fn write_elements(
    range: Range<usize>,
    mut elements: &[Element],
    text: &dyn Fn(Range<usize>, &mut dyn Write) -> fmt::Result,
    out: &mut dyn Write,
) -> fmt::Result {
    let mut at = range.start;
    while let [(part, opening, name), rest @ ..] = elements {
        let part = part.start.max(at)..part.end.min(range.end);
        let nested = rest.iter().take_while(|(it, ..)| it.start < part.end).count();
        if !part.is_empty() {
            text(at..part.start, out)?;
            write!(out, "<{opening}>")?;
            write_elements(part.clone(), &rest[..nested], text, out)?;
            write!(out, "</{name}>")?;
            at = part.end;
        }
        elements = &rest[nested..];
    }
    text(at..range.end, out)
}

/// A text escaped for HTML content and attribute values. Line breaks become spaces.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut start = 0;
        for (at, byte) in self.0.bytes().enumerate() {
            let reference = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\n' => " ",
                _ => continue,
            };
            out.write_str(&self.0[start..at])?;
            out.write_str(reference)?;
            start = at + 1;
        }
        out.write_str(&self.0[start..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_special_characters_are_escaped() {
        assert_eq!(Escaped("<script>\"\n&").to_string(), "&lt;script&gt;&quot; &amp;");
    }

    #[test]
    fn address_in_a_later_paragraph_is_linked() {
        let text = "One.\nSee https://example.org/é";
        let start = text.find("https").unwrap_or_default();
        let block = Block { link: Some(start..text.len()), ..Block::new(BlockKind::Body, text) };
        let link = "<a href=\"https://example.org/é\">https://example.org/é</a>";
        let paragraphs = |block: &Block| Paragraphs { block, tag: "" }.to_string();
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
            write_elements(0..6, elements, &|it, out| out.write_str(&"abcdef"[it]), &mut html).unwrap();
            html
        };
        assert_eq!(html(&[element(1..3, "i"), element(3..4, "b")]), "a<i>bc</i><b>d</b>ef");
        assert_eq!(html(&[element(1..5, "i"), element(1..3, "b"), element(3..4, "u")]), "a<i><b>bc</b><u>d</u>e</i>f");
        assert_eq!(html(&[element(1..3, "i"), element(2..5, "b")]), "a<i>b<b>c</b></i>def");
        assert_eq!(html(&[element(4..9, "i")]), "abcd<i>ef</i>");
        assert_eq!(html(&[element(2..2, "i"), element(2..4, "b")]), "ab<b>cd</b>ef");
    }
}

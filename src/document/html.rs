//! How is a document written for a browser and for paper? As one page of HTML, without scripts.

use std::cmp::Reverse;
use std::ops::Range;

use super::block::{Block, Document, Role, Words};
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

/// Returns the beginning of a page, with its title and what is to be said before the articles that follow. Its language is
/// that of the interface: texts in another one say so.
pub fn html_start(title: Words, notes: Vec<Words>, lang: Lang) -> String {
    let title = Block::new(Role::Title, title);
    let (name, title) = (escape(&title.text), inline(&title, 0..title.text.len()));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{name}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<header>\n<h1 dir=\"auto\">{title}</h1>\n",
        lang.interface_tag()
    );
    page.extend(lines(notes));
    page.push_str("</header>\n<main>\n");
    page
}

/// Returns the end of a page, with some lines at its foot.
pub fn html_end(foot: Vec<Words>) -> String {
    format!("</main>\n<footer>\n{}</footer>\n</body>\n</html>\n", lines(foot).collect::<String>())
}

fn lines(of: Vec<Words>) -> impl Iterator<Item = String> {
    of.into_iter().map(|it| paragraphs(&Block::new(Role::Body, it), ""))
}

/// What is open while the blocks of an article are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Facts,
    Items,
}

impl Open {
    fn opening(self) -> &'static str {
        match self {
            Open::Facts => "<dl>\n",
            Open::Items => "<ul>\n",
            Open::Nothing => "",
        }
    }

    fn closing(self) -> &'static str {
        match self {
            Open::Facts => "</dl>\n",
            Open::Items => "</ul>\n",
            Open::Nothing => "",
        }
    }
}

/// Returns a document in a reader's language as an article of a page.
pub fn article(document: &Document, lang: Lang) -> String {
    format!("<article>\n{}</article>\n", blocks(document, "h3", lang))
}

/// Returns a document in a reader's language as sections of a page.
pub fn section(document: &Document, lang: Lang) -> String {
    blocks(document, "h2", lang)
}

/// Returns the blocks of a document, those that are headings as some element.
fn blocks(document: &Document, heading: &str, lang: Lang) -> String {
    let mut page = String::new();
    let mut open = Open::Nothing;
    let is_other = primary(lang.tag()) != lang.interface_tag();
    let other = if is_other { format!(" lang=\"{}\"", escape(lang.tag())) } else { String::new() };
    for block in &document.blocks {
        let wanted = match block.role {
            Role::Fact => Open::Facts,
            Role::Body if !block.marker.trim().is_empty() => Open::Items,
            _ => Open::Nothing,
        };
        if wanted != open {
            page.push_str(open.closing());
            page.push_str(wanted.opening());
            open = wanted;
        }
        // What is neither in the language of the interface nor said by it.
        let is_text = block.anchor.section != Some(Section::Sources);
        write_block(block, heading, if is_text { &other } else { "" }, &mut page);
    }
    page.push_str(open.closing());
    page
}

/// Each text takes its direction from its first letter: of right-to-left languages as of others. `tag` says of an element in
/// which language it is, where that is not the one of the page.
fn write_block(block: &Block, heading: &str, tag: &str, page: &mut String) {
    let line = || inline(block, 0..block.text.len());
    let marker = escape(block.marker.trim());
    page.push_str(&match block.role {
        Role::Title => format!("<h2 dir=\"auto\"{tag}>{}</h2>\n", line()),
        Role::Subtitle => format!("<p class=\"place\" dir=\"auto\">{}</p>\n", line()),
        Role::Heading => format!("<{heading} dir=\"auto\">{}</{heading}>\n", line()),
        Role::Fact => format!("<dt>{marker}</dt>\n<dd dir=\"auto\">{}</dd>\n", line()),
        Role::Provenance => {
            format!("<p class=\"provenance\" dir=\"auto\">{}</p>\n", format!("{marker} {}", line()).trim_start())
        }
        Role::Silence => format!("<p class=\"silence\">{}</p>\n", line()),
        Role::Body if marker.is_empty() => paragraphs(block, tag),
        Role::Body => {
            let (class, number) = match marker.as_str() {
                "•" => ("", String::new()),
                number => (" class=\"numbered\"", format!("{number} ")),
            };
            let text = paragraphs(block, "");
            // One paragraph needs no element of its own in an item.
            let text = text
                .strip_prefix("<p dir=\"auto\">")
                .and_then(|it| it.strip_suffix("</p>\n"))
                .filter(|it| !it.contains("<p "))
                .map(str::to_owned)
                .unwrap_or(text);
            format!("<li{class} dir=\"auto\"{tag}>{number}{text}</li>\n")
        }
    });
}

/// Returns the paragraphs of a text, and its lists: as they are written, numbers included.
fn paragraphs(block: &Block, tag: &str) -> String {
    let (mut html, mut start, mut is_in_list) = (String::new(), 0, false);
    for text in block.text.split('\n') {
        let marker = list_marker(text);
        html.push_str(match (is_in_list, marker.is_some()) {
            (false, true) => "<ul class=\"written\">\n",
            (true, false) => "</ul>\n",
            _ => "",
        });
        is_in_list = marker.is_some();
        let name = if is_in_list { "li" } else { "p" };
        html.push_str(&format!("<{name} dir=\"auto\"{tag}>{}</{name}>\n", inline(block, start..start + text.len())));
        start += text.len() + 1;
    }
    html + if is_in_list { "</ul>\n" } else { "" }
}

/// Returns some bytes of a block's text with what is known of them: their language, that they are a
/// remark, or an address.
fn inline(block: &Block, range: Range<usize>) -> String {
    let text = |range: &Range<usize>| escape(&block.written(range.clone())).replace('\n', " ");
    let foreign = block
        .foreign
        .iter()
        .map(|(it, tag)| (it.clone(), format!("span lang=\"{}\" dir=\"auto\"", escape(tag)), "span"));
    let remarks = block.remarks.iter().map(|it| (it.clone(), "span class=\"remark\"".to_owned(), "span"));
    let link = block.link.iter().map(|it| (it.clone(), format!("a href=\"{}\"", text(it)), "a"));
    let mut marked: Vec<Marked> = foreign.chain(remarks).chain(link).collect();
    marked.sort_by_key(|(it, ..)| (it.start, Reverse(it.end)));
    elements(range, &marked, &text)
}

/// A part of a text, the tag that opens its element, the name of the element.
type Marked = (Range<usize>, String, &'static str);

/// Returns a range of a text with the elements of its parts, one inside the other.
fn elements(range: Range<usize>, mut marked: &[Marked], text: &dyn Fn(&Range<usize>) -> String) -> String {
    let (mut html, mut at) = (String::new(), range.start);
    while let [(part, opening, name), rest @ ..] = marked {
        let part = part.start.max(at)..part.end.min(range.end);
        let inside = rest.iter().take_while(|(it, ..)| it.start < part.end).count();
        if !part.is_empty() {
            let words = elements(part.clone(), &rest[..inside], text);
            html.push_str(&format!("{}<{opening}>{words}</{name}>", text(&(at..part.start))));
            at = part.end;
        }
        marked = &rest[inside..];
    }
    html + &text(&(at..range.end))
}

/// Escapes what HTML would obey, in text and in attributes.
fn escape(text: &str) -> String {
    let (mut escaped, mut start) = (String::with_capacity(text.len()), 0);
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        escaped.push_str(&text[start..at]);
        escaped.push_str(reference);
        start = at + 1;
    }
    escaped + &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_obeyed() {
        assert_eq!(escape("<script>\"&"), "&lt;script&gt;&quot;&amp;");
    }

    #[test]
    fn an_address_in_a_later_paragraph_is_the_link() {
        let text = "One.\nSee https://example.org/é";
        let start = text.find("https").unwrap_or_default();
        let block = Block { link: Some(start..text.len()), ..Block::new(Role::Body, text) };
        let link = "<a href=\"https://example.org/é\">https://example.org/é</a>";
        assert_eq!(paragraphs(&block, ""), format!("<p dir=\"auto\">One.</p>\n<p dir=\"auto\">See {link}</p>\n"));
        let foreign = Block { foreign: vec![(start - 4..text.len(), "it".to_owned())], ..block };
        let second = format!("<p dir=\"auto\"><span lang=\"it\" dir=\"auto\">See {link}</span></p>");
        assert!(paragraphs(&foreign, "").ends_with(&(second + "\n")), "{}", paragraphs(&foreign, ""));
    }

    #[test]
    fn elements_stand_one_inside_or_one_behind_the_other() {
        let part = |range: Range<usize>, name: &'static str| (range, name.to_owned(), name);
        let html = |marked: &[Marked]| elements(0..6, marked, &|it| "abcdef"[it.clone()].to_owned());
        assert_eq!(html(&[part(1..3, "i"), part(3..4, "b")]), "a<i>bc</i><b>d</b>ef");
        assert_eq!(html(&[part(1..5, "i"), part(1..3, "b"), part(3..4, "u")]), "a<i><b>bc</b><u>d</u>e</i>f");
        assert_eq!(html(&[part(1..3, "i"), part(2..5, "b")]), "a<i>b<b>c</b></i>def");
        assert_eq!(html(&[part(4..9, "i")]), "abcd<i>ef</i>");
        assert_eq!(html(&[part(2..2, "i"), part(2..4, "b")]), "ab<b>cd</b>ef");
    }
}

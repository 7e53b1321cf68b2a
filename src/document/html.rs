//! How is a document written for a browser and for paper? As one page of HTML, without scripts.

use super::block::{Block, Document, Role};
use crate::lang::Lang;

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 Georgia, 'Times New Roman', serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; font-family: system-ui, sans-serif; }
h2 { margin-top: 3rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: bold; }
dd { margin: 0; }
.place, .remark, .silence { opacity: .8; font-style: italic; }
.provenance { font-weight: bold; margin-bottom: 0; }
.provenance + p { margin-top: 0; }
@media print {
  body { max-width: none; margin: 0; font-size: 11pt; }
  article { break-before: page; }
  article:first-of-type { break-before: auto; }
  h2, h3, .provenance { break-after: avoid; }
}
";

/// Returns documents as one page, each an article of its own, under a title.
pub fn html(title: &str, about: Option<&str>, documents: &[Document], foot: &[String], lang: Lang) -> String {
    let title = escape(title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<header>\n<h1>{title}</h1>\n",
        lang.tag()
    );
    if let Some(about) = about {
        page.push_str(&format!("<p>{}</p>\n", escape(about)));
    }
    page.push_str("</header>\n<main>\n");
    documents.iter().for_each(|it| article(it, &mut page));
    page.push_str("</main>\n<footer>\n");
    foot.iter().for_each(|line| page.push_str(&format!("<p>{}</p>\n", escape(line))));
    page.push_str("</footer>\n</body>\n</html>\n");
    page
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

fn article(document: &Document, page: &mut String) {
    page.push_str("<article>\n");
    let mut open = Open::Nothing;
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
        write_block(block, page);
    }
    page.push_str(open.closing());
    page.push_str("</article>\n");
}

fn write_block(block: &Block, page: &mut String) {
    let (text, remark) = block.text.split_at(block.remark.min(block.text.len()));
    let lang = block.language.as_ref().map(|it| format!(" lang=\"{}\"", escape(it))).unwrap_or_default();
    let remark = match remark.trim() {
        "" => String::new(),
        remark => format!(" <span class=\"remark\">{}</span>", escape(remark)),
    };
    let paragraphs: Vec<String> = text.split('\n').map(escape).collect();
    let inside = |text: String| if lang.is_empty() { text } else { format!("<span{lang}>{text}</span>") };
    let line = inside(paragraphs.join(" "));
    let marker = escape(block.marker.trim());
    page.push_str(&match block.role {
        Role::Title => format!("<h2>{line}{remark}</h2>\n"),
        Role::Subtitle => format!("<p class=\"place\">{line}</p>\n"),
        Role::Heading => format!("<h3>{line}</h3>\n"),
        Role::Fact => format!("<dt>{marker}</dt>\n<dd>{line}</dd>\n"),
        Role::Provenance => format!("<p class=\"provenance\">{marker} {line}</p>\n"),
        Role::Silence => format!("<p class=\"silence\">{line}</p>\n"),
        Role::Body if marker.is_empty() => {
            let paragraphs: Vec<String> = paragraphs.into_iter().map(inside).collect();
            format!("<p>{}{remark}</p>\n", paragraphs.join("</p>\n<p>"))
        }
        Role::Body => {
            let name = if marker == "•" { String::new() } else { format!("<b>{marker}</b> ") };
            format!("<li>{name}{line}{remark}</li>\n")
        }
    });
}

/// Escapes what HTML would obey, in text and in attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_obeyed() {
        assert_eq!(escape("<script>\"&"), "&lt;script&gt;&quot;&amp;");
    }
}

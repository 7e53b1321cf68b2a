//! What does a citation look like?
//!
//! Formats entries as plain text, by ISO 690, in BibTeX and in RIS.

use super::cite::{CiteStyle, Entry};
use crate::text::Clean;

impl Entry<'_> {
    pub(super) fn write(&self, style: CiteStyle) -> String {
        match style {
            CiteStyle::Plain => self.plain(),
            CiteStyle::Iso690 => self.iso690(),
            CiteStyle::Bibtex => self.bibtex(),
            CiteStyle::Ris => self.ris(),
        }
    }

    fn plain(&self) -> String {
        let isbn = self.isbn.map(|it| format!("ISBN\u{a0}{it}"));
        let doi = self.doi.map(|it| format!("DOI\u{a0}{it}"));
        let parts = [self.host, self.city, self.publisher, self.year.as_deref(), doi.as_deref(), isbn.as_deref()];
        let about = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let title = match self.host {
            Some(_) => self.lang.words().quoted(&self.title),
            None => self.title.clone(),
        };
        let and = self.lang.words().semicolon;
        let authors = self.authors.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(and);
        let first =
            [authors, title, about].into_iter().filter(|it| !it.is_empty()).map(with_full_stop).collect::<Vec<_>>();
        let url = self.url.map(|it| format!("{it}{}", self.day_of_access()));
        let lines = std::iter::once(first.join(" ")).chain(url);
        lines.chain(self.notes.iter().cloned()).map(|line| line + "\n").collect()
    }

    /// Formats the entry by ISO 690: authors, title, in: host item, place, publisher, year, date of access, ISBN, DOI,
    /// address, notes.
    fn iso690(&self) -> String {
        let (words, colon) = (&self.lang.words().cite, self.lang.words().colon);
        let title = match self.url {
            Some(_) => format!("{} [{}]", self.title, words.online),
            None => self.title.clone(),
        };
        let place = [self.city, self.publisher].into_iter().flatten().collect::<Vec<_>>().join(&format!("{colon} "));
        let publication: Vec<&str> = [place.as_str(), self.year.as_deref().unwrap_or_default()]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect();
        let publication = format!("{}{}", publication.join(", "), self.day_of_access());
        let mut parts: Vec<String> = Vec::new();
        parts.extend(Some(self.iso690_names()).filter(|it| !it.is_empty()));
        parts.push(title);
        parts.extend(self.host.map(|it| format!("{}{colon} {it}", words.host)));
        parts.extend(Some(publication.trim_start().to_owned()).filter(|it| !it.is_empty()));
        parts.extend(self.isbn.map(|it| format!("ISBN\u{a0}{it}")));
        parts.extend(self.doi.map(|it| format!("DOI\u{a0}{it}")));
        parts.extend(self.url.map(|it| format!("{}{colon} {it}", words.available)));
        parts.extend(self.notes.iter().cloned());
        parts.into_iter().map(with_full_stop).collect::<Vec<_>>().join(" ") + "\n"
    }

    /// Returns the date of access in square brackets, or an empty string if it is not known.
    fn day_of_access(&self) -> String {
        let day = self.accessed.map(|it| it.in_words(self.lang));
        day.map(|it| format!(" [{} {it}]", self.lang.words().cite.accessed)).unwrap_or_default()
    }

    /// Returns the authors as required by ISO 690, the family names in capitals.
    fn iso690_names(&self) -> String {
        let name = |it: &Clean| match it.split_once(", ") {
            Some((family, given)) => format!("{}, {given}", family.to_uppercase()),
            None => it.to_string(),
        };
        let names: Vec<String> = self.authors.iter().map(name).collect();
        match names.as_slice() {
            [first @ .., last] if !first.is_empty() => {
                format!("{}{}{last}", first.join(", "), self.lang.words().and)
            }
            names => names.concat(),
        }
    }

    fn bibtex(&self) -> String {
        let kind = if self.isbn.is_some() { "book" } else { "misc" };
        let (last, first) = self.notes.split_last().map_or(("", &[][..]), |(last, first)| (last.as_str(), first));
        let notes = first.iter().cloned().map(|it| with_full_stop(it) + " ").collect::<String>() + last;
        // Styles do not print the `publisher` of `@misc`, so it is repeated in this field.
        let published = self.host.or(self.publisher.filter(|_| self.isbn.is_none()));
        let authors = self.authors.iter().map(|it| bibtex_name(it)).collect::<Vec<_>>().join(" and ");
        let accessed = self.accessed.map(|it| it.to_string());
        let fields = [
            ("author", Some(authors.as_str()).filter(|it| !it.is_empty())),
            ("title", Some(self.title.as_str())),
            ("howpublished", published),
            ("address", self.city),
            ("publisher", self.publisher),
            ("year", self.year.as_deref()),
            ("doi", self.doi),
            ("isbn", self.isbn),
            ("url", self.url),
            ("urldate", accessed.as_deref()),
            ("note", Some(notes.as_str()).filter(|it| !it.is_empty())),
            ("language", self.language),
        ];
        let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let field = |(name, it)| match name {
            // Styles that convert titles to lower case leave text in inner braces unchanged.
            "title" => format!("  {name} = {{{{{}}}}}", escape_tex(name, it)),
            "author" => format!("  {name} = {{{it}}}"),
            _ => format!("  {name} = {{{}}}", escape_tex(name, it)),
        };
        let fields: Vec<String> = fields.map(field).collect();
        format!("@{kind}{{{},\n{}\n}}\n", self.key, fields.join(",\n"))
    }

    /// Formats the entry in RIS, one tag and value per line. Sheets of a catalogue and works with an address are
    /// electronic.
    fn ris(&self) -> String {
        let kind = match (self.isbn, self.host.or(self.url)) {
            (Some(_), _) => "BOOK",
            (None, Some(_)) => "ELEC",
            (None, None) => "GEN",
        };
        let accessed = self.accessed.map(|it| it.to_string().replace('-', "/"));
        let begin = [("TY", Some(kind)), ("ID", Some(self.key.as_str()))];
        let authors = self.authors.iter().map(|it| ("AU", Some(it.as_str())));
        let fields = begin.into_iter().chain(authors).chain([
            ("TI", Some(self.title.as_str())),
            ("T2", self.host),
            ("CY", self.city),
            ("PB", self.publisher),
            ("PY", self.year.as_deref()),
            ("DO", self.doi),
            ("SN", self.isbn),
            ("UR", self.url),
            ("Y2", accessed.as_deref()),
        ]);
        let notes = self.notes.iter().map(|it| ("N1", it.as_str()));
        let ending = [("LA", self.language), ("ER", Some(""))].into_iter().filter_map(|(tag, it)| Some((tag, it?)));
        let fields = fields.filter_map(|(tag, value)| Some((tag, value?))).chain(notes).chain(ending);
        // A value must be on one line: what follows a line break could be read as another tag.
        fields.map(|(tag, value)| format!("{tag}  - {}\r\n", value.replace('\n', " "))).collect()
    }
}

/// Adds a full stop to a part of a citation, unless it already ends a sentence.
fn with_full_stop(part: String) -> String {
    if part.trim_end_matches(['”', '»', ' ', '\u{a0}']).ends_with(['.', '?', '!', '…']) {
        part
    } else {
        part + "."
    }
}

/// Formats an author for BibTeX. A name not of the form `family, given` is that of an organisation: braces keep it
/// together, whatever words it contains.
fn bibtex_name(name: &str) -> String {
    let escaped = escape_tex("author", name);
    let is_person = name.split_once(", ").is_some_and(|(family, given)| {
        !family.is_empty() && !given.contains(',') && !name.split_whitespace().any(|it| it.eq_ignore_ascii_case("and"))
    });
    if is_person { escaped } else { format!("{{{escaped}}}") }
}

/// Escapes the characters that BibTeX and TeX interpret. BibTeX counts braces even after a backslash, so they become
/// commands; in addresses, which TeX reads verbatim, they are percent-encoded.
fn escape_tex(name: &str, value: &str) -> String {
    if matches!(name, "url" | "doi") {
        return value.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C");
    }
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '$' | '&' | '#' | '%' | '_' => escaped.extend(['\\', character]),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            _ => escaped.push(character),
        }
    }
    escaped
}

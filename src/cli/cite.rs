//! How is an activity cited, with the sources its facts come from?

use super::arguments::CiteStyle;
use super::failure::Failure;
use super::reader::position;
use crate::catalogue::{Activity, Catalogue, Header, Source};
use crate::lang::Lang;
use crate::query::Library;

/// Returns citations of activities in a style, each with the attribution that the catalogue asks for.
pub(super) fn cite(library: &Library, ids: &[String], style: CiteStyle, lang: Lang) -> Result<String, Failure> {
    let mut cited: Vec<String> = Vec::new();
    for id in ids {
        if let Some(activity) = library.catalogue.activities.get(position(library, id)?) {
            cited.push(Citation::new(&library.catalogue, activity, lang).write(style));
        }
    }
    Ok(cited.join("\n"))
}

/// What a citation is made of.
struct Citation<'a> {
    activity: &'a Activity,
    title: &'a str,
    place: String,
    catalogue: &'a str,
    attribution: Option<&'a str>,
    licence: Option<&'a str>,
    publisher: Option<&'a str>,
    year: Option<String>,
    url: Option<&'a str>,
    accessed: Option<&'a str>,
    lang: Lang,
}

impl<'a> Citation<'a> {
    fn new(catalogue: &'a Catalogue, activity: &'a Activity, lang: Lang) -> Self {
        let header: Option<&Header> = catalogue.headers.get(activity.header);
        let terms = &catalogue.vocabularies.sources;
        // The first source is cited; mixing what several say would cite none of them.
        let source: Option<&Source> = activity.sources.first().and_then(|&at| terms.get(at));
        let place = &activity.place;
        Self {
            activity,
            title: activity.title.get(lang),
            place: format!("{}, {}", place.name.get(lang), place.country.name(lang)),
            catalogue: header.map(|it| it.title.get(lang)).unwrap_or_default(),
            attribution: header.and_then(|it| it.attribution.as_ref()).map(|it| it.get(lang)),
            licence: header.and_then(|it| it.licence.as_deref()),
            publisher: source.and_then(|it| it.publisher.as_ref()).map(|it| it.get(lang)),
            year: source.and_then(|it| it.year).map(|it| it.to_string()),
            url: source.and_then(|it| it.url.as_deref()),
            accessed: source.and_then(|it| it.accessed.as_deref()),
            lang,
        }
    }

    fn write(&self, style: CiteStyle) -> String {
        match style {
            CiteStyle::Plain => self.plain(),
            CiteStyle::Iso690 => self.iso690(),
            CiteStyle::Bibtex => self.bibtex(),
            CiteStyle::Ris => self.ris(),
        }
    }

    fn plain(&self) -> String {
        let quoted = (self.lang.words().quoted)(self.title);
        let mut text = format!("{quoted}, {}. {}.\n", self.place, self.catalogue);
        for line in [self.url, self.attribution, self.licence].into_iter().flatten() {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// ISO 690: title, in: host item, publisher, year, date of access, address.
    fn iso690(&self) -> String {
        let (words, colon) = (&self.lang.words().cite, self.lang.words().colon);
        let mut parts = vec![format!("{}, {}", self.title, self.place)];
        parts.push(format!("{}{colon} {} [{}]", words.host, self.catalogue, words.online));
        let publication: Vec<&str> = self.publisher.into_iter().chain(self.year.as_deref()).collect();
        if !publication.is_empty() {
            parts.push(publication.join(", "));
        }
        parts.extend(self.accessed.map(|it| format!("[{} {it}]", words.accessed)));
        parts.extend(self.url.map(|it| format!("{}{colon} {it}", words.available)));
        parts.extend(self.attribution.map(|it| it.trim_end_matches('.').to_owned()));
        parts.join(". ") + ".\n"
    }

    fn bibtex(&self) -> String {
        let fields = [
            ("title", Some(self.title)),
            ("howpublished", Some(self.catalogue)),
            ("address", Some(self.place.as_str())),
            ("publisher", self.publisher),
            ("year", self.year.as_deref()),
            ("url", self.url),
            ("urldate", self.accessed),
            ("note", self.attribution),
            ("language", Some(self.lang.tag())),
        ];
        let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let fields: Vec<String> = fields.map(|(name, it)| format!("  {name} = {{{}}}", tex(name, it))).collect();
        format!("@misc{{{},\n{}\n}}\n", self.activity.id, fields.join(",\n"))
    }

    fn ris(&self) -> String {
        let accessed = self.accessed.map(|it| it.replace('-', "/"));
        let fields = [
            ("TY", Some("GEN")),
            ("ID", Some(self.activity.id.as_str())),
            ("TI", Some(self.title)),
            ("T2", Some(self.catalogue)),
            ("CY", Some(self.place.as_str())),
            ("PB", self.publisher),
            ("PY", self.year.as_deref()),
            ("UR", self.url),
            ("Y2", accessed.as_deref()),
            ("N1", self.attribution),
            ("LA", Some(self.lang.tag())),
            ("ER", Some("")),
        ];
        fields.into_iter().filter_map(|(tag, value)| Some(format!("{tag}  - {}\r\n", value?))).collect()
    }
}

/// Escapes what BibTeX and TeX would obey; addresses stay as they are.
fn tex(name: &str, value: &str) -> String {
    if name == "url" {
        return value.replace(['{', '}'], "");
    }
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => escaped.extend(['\\', character]),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            _ => escaped.push(character),
        }
    }
    escaped
}

//! Where did the activity of a row take place?
//!
//! Determines the places of a row and the country of each.

use super::builder::CatalogueBuilder;
use super::column_names::Target;
use super::countries::{countries, country_name};
use super::note::{KeepReason, Note};
use super::row::{Row, RowExtras};
use super::terms::text;
use super::values::{coordinates, pair};
use super::words::FromWord;
use crate::catalogue::record::{PlaceRecord, Str, TextRecord};
use crate::catalogue::{Country, PlaceKind};

impl Row<'_> {
    /// Returns the countries named in a row, each with the part of it that is meant, if any; reports an unknown country
    /// and returns `None`.
    fn countries(
        self,
        builder: &CatalogueBuilder<'_>,
        places: usize,
        kept: &mut RowExtras<'_>,
    ) -> Option<Vec<(Country, Option<String>)>> {
        let mut found: Vec<(Country, Option<String>)> = Vec::new();
        for (column, (_, cell)) in self.cells(builder, &Target::Country).into_iter().enumerate() {
            let named = match countries(cell) {
                Ok(named) => named,
                Err(unknown) => {
                    kept.notes.push(Note::NoCountry(self.number, unknown));
                    return None;
                }
            };
            // One country for each place may repeat a country. Otherwise a repetition, by code or in another language,
            // is the same country.
            let is_one_each = column == 0 && places > 1 && named.len() == places;
            // A cell with more than the countries themselves is kept as well.
            if named.iter().any(|it| it.has_remark || it.part.is_some() && places > 0) {
                self.keep(builder, &[Target::Country], kept);
            }
            for it in named {
                if !it.is_exact {
                    kept.notes.push(Note::Country(self.number, it.written, it.country));
                }
                // Several parts of a country are several places, if no other places are named.
                let is_same = |part: &Option<String>| {
                    !is_one_each && (places > 0 || part.is_none() || it.part.is_none() || *part == it.part)
                };
                match found.iter_mut().find(|(country, part)| *country == it.country && is_same(part)) {
                    Some((_, part)) => *part = part.take().or(it.part),
                    None => found.push((it.country, it.part)),
                }
            }
        }
        Some(found)
    }

    /// Returns the places of a row, and remembers its countries for the rows below; `None` if no country is known.
    pub(super) fn places(
        self,
        builder: &mut CatalogueBuilder<'_>,
        kept: &mut RowExtras<'_>,
    ) -> Option<Vec<PlaceRecord<'static>>> {
        let is_named = !self.cell(builder, &Target::Country).is_empty();
        let places = self.named_places(builder, kept);
        builder.note_country(places.as_deref().unwrap_or_default(), is_named);
        places
    }

    fn named_places(
        self,
        builder: &CatalogueBuilder<'_>,
        kept: &mut RowExtras<'_>,
    ) -> Option<Vec<PlaceRecord<'static>>> {
        let (mut names_of, are_apart) = self.names_of_places(builder);
        let mut countries = self.countries(builder, names_of.len(), kept)?;
        // A place may be followed by its country: `Lyon, France`, `Lyon (FR)`.
        let behind: Vec<Option<Country>> = match countries.is_empty() || are_apart {
            true => names_of.iter_mut().map(remove_country).collect(),
            false => Vec::new(),
        };
        if are_apart {
            self.keep_others(builder, &mut countries, &behind, kept);
        }
        let last =
            countries.last().map(|it| it.0).or(builder.given.country).or(behind.iter().flatten().last().copied());
        if last.is_none() || countries.is_empty() && behind.iter().all(Option::is_none) {
            kept.notes.extend(self.missing_country_note(builder, last));
        }
        self.keep_if_uneven(builder, [names_of.len(), countries.len()], kept);
        let last = last?;
        let count = names_of.len().max(countries.len()).max(1);
        let mut names_of = names_of.into_iter();
        let positions = self.positions(builder, kept);
        let kinds = self.kinds_of_places(builder, kept);
        let place = |number: usize| {
            let otherwise = || (behind.get(number).copied().flatten().unwrap_or(last), None);
            let (country, part) = countries.get(number).cloned().unwrap_or_else(otherwise);
            let whole = (names_of.len() == 0 && part.is_none()).then_some(PlaceKind::Country);
            let named = || text("", &part.unwrap_or_else(|| country_name(country, &builder.language)));
            let name = names_of.next().unwrap_or_else(named);
            let aliases = if number == 0 { self.aliases(builder) } else { Vec::new() };
            let kind = kinds.get(number).copied().flatten().or(whole);
            let at = positions.get(number).copied().flatten();
            PlaceRecord { name, aliases, country: Str(country.code().into()), kind, at }
        };
        Some((0..count).map(place).collect())
    }

    /// Drops the countries of a row whose places name their own; keeps the country cell if it names yet another one.
    fn keep_others(
        self,
        builder: &CatalogueBuilder<'_>,
        countries: &mut Vec<(Country, Option<String>)>,
        behind: &[Option<Country>],
        kept: &mut RowExtras<'_>,
    ) {
        if countries.iter().any(|it| !behind.contains(&Some(it.0))) {
            self.keep(builder, &[Target::Country], kept);
        }
        countries.clear();
    }

    /// Returns the aliases of the first place.
    fn aliases(self, builder: &CatalogueBuilder<'_>) -> Vec<Str<'static>> {
        let cells = self.cells(builder, &Target::Aliases);
        cells.iter().flat_map(|it| (builder.values)(it.1)).map(|it| Str(it.into())).collect()
    }

    /// Keeps the country cell if there are several countries, but not one for each place: which place is in which is
    /// then a guess.
    fn keep_if_uneven(self, builder: &CatalogueBuilder<'_>, [places, countries]: [usize; 2], kept: &mut RowExtras<'_>) {
        if places > 1 && countries > 1 && places != countries {
            self.keep_because(builder, &[Target::Country], KeepReason::Uneven, kept);
        }
    }

    /// Returns the names of the places, and whether one cell contained several, each with its country.
    fn names_of_places(self, builder: &CatalogueBuilder<'_>) -> (Vec<TextRecord<'static>>, bool) {
        let names_of = self.texts(builder, &Target::Place, builder.places);
        if names_of.len() != 1 {
            return (names_of, false);
        }
        let names_of: Vec<_> = names_of.into_iter().flat_map(with_countries_apart).collect();
        let are_apart = names_of.len() > 1;
        (names_of, are_apart)
    }

    /// Returns the note for a row without a country, by whether one is given and whether a row above has one; `None` if
    /// nothing needs to be reported.
    fn missing_country_note(self, builder: &CatalogueBuilder<'_>, given: Option<Country>) -> Option<Note> {
        Some(match (given, &builder.countries_above) {
            (None, None) => Note::NoCountry(self.number, String::new()),
            (None, Some(above)) => Note::NoCountryBelow(self.number, above.clone()),
            (Some(given), Some(_)) => Note::CountryGiven(self.number, given.code()),
            (Some(_), None) => return None,
        })
    }

    fn kinds_of_places(self, builder: &CatalogueBuilder<'_>, kept: &mut RowExtras<'_>) -> Vec<Option<PlaceKind>> {
        let words = self.cell(builder, &Target::PlaceKinds).split(';').map(str::trim);
        let kinds: Vec<Option<PlaceKind>> = words.clone().map(FromWord::read).collect();
        if words.zip(&kinds).any(|(word, kind)| !word.is_empty() && kind.is_none()) {
            self.keep_unknown(builder, &[Target::PlaceKinds], kept);
        }
        kinds
    }

    fn positions(self, builder: &CatalogueBuilder<'_>, kept: &mut RowExtras<'_>) -> Vec<Option<(f64, f64)>> {
        let degrees = |target| self.cell(builder, target).split(';').map(str::to_owned).collect::<Vec<_>>();
        let both = self.cell(builder, &Target::Coordinates);
        let [latitudes, longitudes] = [degrees(&Target::Latitude), degrees(&Target::Longitude)];
        let positions: Vec<_> = match both.is_empty() {
            false => vec![pair(both)],
            true => latitudes.iter().zip(&longitudes).map(|(north, east)| coordinates(north, east)).collect(),
        };
        let targets = [Target::Coordinates, Target::Latitude, Target::Longitude];
        let is_understood = positions.iter().any(Option::is_some);
        if !is_understood && targets.iter().any(|it| !self.cell(builder, it).is_empty()) {
            self.keep_unknown(builder, &targets, kept);
        }
        if !both.is_empty() && is_understood {
            self.keep(builder, &targets[1..], kept);
        }
        positions
    }
}

/// Splits a name that contains several places, each followed by its country: `Lyon (FR), Torino (IT)`.
fn with_countries_apart(name: TextRecord<'static>) -> Vec<TextRecord<'static>> {
    let TextRecord::Plain(written) = &name else { return vec![name] };
    let has_country = |it: &&str| split_country(it).is_some_and(|(place, _)| place != it.trim());
    let parts = |sign: char| written.split(sign).map(str::trim).collect::<Vec<_>>();
    let parts = ['/', ','].map(parts).into_iter().find(|it| it.len() > 1 && it.iter().all(&has_country));
    parts.map_or_else(|| vec![text("", written)], |it| it.into_iter().map(|it| text("", it)).collect())
}

/// Removes the country from a place name, in each language, and returns it; `None` if the name has no country.
fn remove_country(name: &mut TextRecord<'static>) -> Option<Country> {
    let cut = |text: &mut Str<'static>| {
        let (place, found) = split_country(text)?;
        *text = Str(place.into());
        Some(found)
    };
    match name {
        TextRecord::Plain(text) => cut(text),
        TextRecord::ByLanguage(versions) => versions.iter_mut().filter_map(|(_, it)| cut(it)).next_back(),
    }
}

/// Splits a text into a place and the country that follows or precedes it; a country alone is both. Returns `None` if
/// there is no country, or no place beside it.
fn split_country(written: &str) -> Option<(String, Country)> {
    if let Some(country) = Country::from_name_or_code(written) {
        return Some((written.to_owned(), country));
    }
    let in_brackets = || written.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    let signs = [",", "/", " - ", " – "];
    let mut parts = in_brackets()
        .into_iter()
        .chain(signs.iter().filter_map(|it| written.rsplit_once(it)))
        .chain(signs.iter().filter_map(|it| written.split_once(it)).map(|(country, place)| (place, country)));
    let of = |(place, country): (&str, &str)| Some((place.trim().to_owned(), Country::from_name_or_code(country)?));
    parts.find_map(of).filter(|(place, _)| !place.is_empty())
}

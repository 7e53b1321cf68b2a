//! Where did the activity of a row take place?
//!
//! Determines the places of a row and the country of each.

use super::column_names::Target;
use super::countries::{countries, country_name};
use super::note::{KeepReason, Note};
use super::row_importer::RowImporter;
use super::terms::text;
use super::values::{coordinate_pair, coordinates};
use super::words::FromWord;
use crate::catalogue::record::{PlaceRecord, Str, TextRecord};
use crate::catalogue::{Country, PlaceKind};

impl RowImporter<'_, '_> {
    /// Returns the countries named in a row, each with the part of it that is meant, if any; reports an unknown country
    /// and returns `None`.
    fn countries(&mut self, places: usize) -> Option<Vec<(Country, Option<String>)>> {
        let mut found: Vec<(Country, Option<String>)> = Vec::new();
        for (column, (_, cell)) in self.row.cells(Target::Country).into_iter().enumerate() {
            let named = match countries(cell) {
                Ok(named) => named,
                Err(unknown) => {
                    self.notes.push(Note::NoCountry(self.row.number, unknown));
                    return None;
                }
            };
            // One country for each place may repeat a country. Otherwise a repetition, by code or in another language,
            // is the same country.
            let is_one_per_place = column == 0 && places > 1 && named.len() == places;
            // A cell with more than the countries themselves is kept as well.
            if named.iter().any(|it| it.has_remark || it.part.is_some() && places > 0) {
                self.keep(&[Target::Country]);
            }
            for it in named {
                if !it.is_exact {
                    self.notes.push(Note::Country(self.row.number, it.written, it.country));
                }
                // Several parts of a country are several places, if no other places are named.
                let is_same_part = |part: &Option<String>| {
                    !is_one_per_place && (places > 0 || part.is_none() || it.part.is_none() || *part == it.part)
                };
                match found.iter_mut().find(|(country, part)| *country == it.country && is_same_part(part)) {
                    Some((_, part)) => *part = part.take().or(it.part),
                    None => found.push((it.country, it.part)),
                }
            }
        }
        Some(found)
    }

    /// Returns the places of a row, and remembers its countries for the rows below; `None` if no country is known.
    pub(super) fn places(&mut self) -> Option<Vec<PlaceRecord<'static>>> {
        let is_named = !self.row.cell(Target::Country).is_empty();
        let places = self.named_places();
        self.builder.remember_countries(places.as_deref().unwrap_or_default(), is_named);
        places
    }

    /// Returns whether a row names no place, so that its countries stand for one.
    pub(super) fn is_without_place(&self, places: &[PlaceRecord<'_>]) -> bool {
        self.place_names().0.is_empty() && places.iter().all(|it| it.kind == Some(PlaceKind::Country))
    }

    fn named_places(&mut self) -> Option<Vec<PlaceRecord<'static>>> {
        let (mut names, have_own_countries) = self.place_names();
        let mut countries = self.countries(names.len())?;
        // A place may be followed by its country: `Lyon, France`, `Lyon (FR)`.
        let own_countries: Vec<Option<Country>> = match countries.is_empty() || have_own_countries {
            true => names.iter_mut().map(remove_country).collect(),
            false => Vec::new(),
        };
        if have_own_countries {
            self.drop_row_countries(&mut countries, &own_countries);
        }
        let last_own = own_countries.iter().flatten().last().copied();
        let fallback = countries.last().map(|it| it.0).or(self.builder.options.country).or(last_own);
        if fallback.is_none() || countries.is_empty() && own_countries.iter().all(Option::is_none) {
            self.notes.extend(self.missing_country_note(fallback));
        }
        self.keep_if_uneven([names.len(), countries.len()]);
        let fallback = fallback?;
        let count = names.len().max(countries.len()).max(1);
        let mut names = names.into_iter();
        let positions = self.positions();
        let kinds = self.kinds_of_places();
        let place = |number: usize| {
            let without_named = || (own_countries.get(number).copied().flatten().unwrap_or(fallback), None);
            let (country, part) = countries.get(number).cloned().unwrap_or_else(without_named);
            let whole_country = (names.len() == 0 && part.is_none()).then_some(PlaceKind::Country);
            let default_name = || text("", &part.unwrap_or_else(|| country_name(country, &self.row.layout.language)));
            let name = names.next().unwrap_or_else(default_name);
            let aliases = if number == 0 { self.aliases() } else { Vec::new() };
            let kind = kinds.get(number).copied().flatten().or(whole_country);
            let at = positions.get(number).copied().flatten();
            PlaceRecord { name, aliases, country: Str(country.code().into()), kind, at }
        };
        Some((0..count).map(place).collect())
    }

    /// Drops the countries of a row whose places name their own; keeps the country cell if it names yet another one.
    fn drop_row_countries(
        &mut self,
        countries: &mut Vec<(Country, Option<String>)>,
        own_countries: &[Option<Country>],
    ) {
        if countries.iter().any(|it| !own_countries.contains(&Some(it.0))) {
            self.keep(&[Target::Country]);
        }
        countries.clear();
    }

    /// Returns the aliases of the first place.
    fn aliases(&self) -> Vec<Str<'static>> {
        let cells = self.row.cells(Target::Aliases);
        cells.iter().flat_map(|it| (self.row.layout.split_names)(it.1)).map(|it| Str(it.into())).collect()
    }

    /// Keeps the country cell if there are several countries, but not one for each place: which place is in which is
    /// then a guess.
    fn keep_if_uneven(&mut self, [places, countries]: [usize; 2]) {
        if places > 0 && countries > 1 && places != countries {
            self.keep_because(&[Target::Country], KeepReason::UnevenCountries);
        }
    }

    /// Returns the names of the places, and whether one cell contained several, each with its country.
    fn place_names(&self) -> (Vec<TextRecord<'static>>, bool) {
        let names = self.row.texts(Target::Place, self.row.layout.split_places);
        if names.len() != 1 {
            return (names, false);
        }
        let names: Vec<_> = names.into_iter().flat_map(split_places).collect();
        let have_own_countries = names.len() > 1;
        (names, have_own_countries)
    }

    /// Returns the note for a row without a country, by whether one is given and whether a row above has one; `None` if
    /// nothing needs to be reported.
    fn missing_country_note(&self, fallback: Option<Country>) -> Option<Note> {
        Some(match (fallback, &self.builder.countries_above) {
            (None, None) => Note::NoCountry(self.row.number, String::new()),
            (None, Some(above)) => Note::NoCountryBelow(self.row.number, above.clone()),
            (Some(given), Some(_)) => Note::CountryGiven(self.row.number, given.code()),
            (Some(_), None) => return None,
        })
    }

    fn kinds_of_places(&mut self) -> Vec<Option<PlaceKind>> {
        let words = self.row.cell(Target::PlaceKinds).split(';').map(str::trim);
        let kinds: Vec<Option<PlaceKind>> = words.clone().map(FromWord::read).collect();
        if words.zip(&kinds).any(|(word, kind)| !word.is_empty() && kind.is_none()) {
            self.keep_unknown(&[Target::PlaceKinds]);
        }
        kinds
    }

    fn positions(&mut self) -> Vec<Option<(f64, f64)>> {
        let degrees = |target| self.row.cell(target).split(';').map(str::to_owned).collect::<Vec<_>>();
        let combined = self.row.cell(Target::Coordinates);
        let [latitudes, longitudes] = [degrees(Target::Latitude), degrees(Target::Longitude)];
        let positions: Vec<_> = match combined.is_empty() {
            false => vec![coordinate_pair(combined)],
            true => latitudes.iter().zip(&longitudes).map(|(north, east)| coordinates(north, east)).collect(),
        };
        let targets = [Target::Coordinates, Target::Latitude, Target::Longitude];
        let is_understood = positions.iter().any(Option::is_some);
        if !is_understood && targets.iter().any(|it| !self.row.cell(*it).is_empty()) {
            self.keep_unknown(&targets);
        }
        if !combined.is_empty() && is_understood {
            self.keep(&targets[1..]);
        }
        positions
    }
}

/// Splits a name that contains several places, each followed by its country: `Lyon (FR), Torino (IT)`.
fn split_places(name: TextRecord<'static>) -> Vec<TextRecord<'static>> {
    let TextRecord::Plain(written) = &name else { return vec![name] };
    let has_country = |it: &&str| split_country(it).is_some_and(|(place, _)| place != it.trim());
    let split_at = |separator: char| written.split(separator).map(str::trim).collect::<Vec<_>>();
    let parts = ['/', ','].map(split_at).into_iter().find(|it| it.len() > 1 && it.iter().all(&has_country));
    parts.map_or_else(|| vec![text("", written)], |it| it.into_iter().map(|it| text("", it)).collect())
}

/// Removes the country from a place name, in each language, and returns it; `None` if the name has no country.
fn remove_country(name: &mut TextRecord<'static>) -> Option<Country> {
    let remove_from = |text: &mut Str<'static>| {
        let (place, found) = split_country(text)?;
        *text = Str(place.into());
        Some(found)
    };
    match name {
        TextRecord::Plain(text) => remove_from(text),
        TextRecord::ByLanguage(versions) => versions.iter_mut().filter_map(|(_, it)| remove_from(it)).next_back(),
    }
}

/// Splits a text into a place and the country that follows or precedes it; a country alone is both. Returns `None` if
/// there is no country, or no place beside it.
fn split_country(written: &str) -> Option<(String, Country)> {
    if let Some(country) = Country::from_name_or_code(written) {
        return Some((written.to_owned(), country));
    }
    let in_brackets = || written.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    let separators = [",", "/", " - ", " – "];
    let mut parts = in_brackets()
        .into_iter()
        .chain(separators.iter().filter_map(|it| written.rsplit_once(it)))
        .chain(separators.iter().filter_map(|it| written.split_once(it)).map(|(country, place)| (place, country)));
    let parse = |(place, country): (&str, &str)| Some((place.trim().to_owned(), Country::from_name_or_code(country)?));
    parts.find_map(parse).filter(|(place, _)| !place.is_empty())
}

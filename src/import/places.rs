//! Where was it, by a row of a table? Places, and the country of each.

use super::building::Building;
use super::names::Target;
use super::note::Note;
use super::row::Row;
use super::terms::text;
use super::values::{coordinates, country, country_name, is_part_of, names, pair};
use super::words::place_kind;
use crate::catalogue::record::{Entries, PlaceRecord, Str, TextRecord};
use crate::catalogue::{Country, PlaceKind};

impl Row<'_> {
    /// Returns the countries that are named, each as it is written; nothing where one is unknown.
    fn countries(self, building: &Building<'_>, notes: &mut Vec<Note>) -> Option<Vec<(Country, String)>> {
        let mut countries = Vec::new();
        let cells = self.cells(building, &Target::Country);
        // One name may have a comma or a stroke in it.
        let parts = |cell: &str| match Country::named(cell) {
            Some(_) => vec![cell.to_owned()],
            None => names(&cell.replace([',', '/'], ";")),
        };
        let each = cells.iter().enumerate().flat_map(|(at, it)| parts(it.1).into_iter().map(move |it| (at, it)));
        for (column, written) in each {
            match country(&written) {
                // Another column may say the same again, by its code or in another language.
                Some((found, _)) if column > 0 && countries.iter().any(|it: &(Country, String)| it.0 == found) => {}
                Some((found, is_exact)) => {
                    if !is_exact {
                        notes.push(Note::Country(self.number, written.clone(), found.code()));
                    }
                    countries.push((found, written));
                }
                None => {
                    notes.push(Note::NoCountry(self.number, written));
                    return None;
                }
            }
        }
        Some(countries)
    }

    /// Returns where it was; nothing where no country is known.
    pub(super) fn places(
        self,
        building: &Building<'_>,
        extra: &mut Entries<'static, TextRecord<'static>>,
        notes: &mut Vec<Note>,
    ) -> Option<Vec<PlaceRecord<'static>>> {
        let mut names_of = self.texts(building, &Target::Place, names);
        let countries = self.countries(building, notes)?;
        // A country may stand behind a place: `Lyon, France`, `Lyon (FR)`.
        let behind: Vec<Option<Country>> = match countries.is_empty() {
            true => names_of.iter_mut().map(take_country).collect(),
            false => Vec::new(),
        };
        let last =
            countries.last().map(|it| it.0).or(building.given.country).or(behind.iter().flatten().last().copied());
        let Some(last) = last else {
            notes.push(Note::NoCountry(self.number, String::new()));
            return None;
        };
        let count = names_of.len().max(countries.len()).max(1);
        let mut names_of = names_of.into_iter();
        let positions = self.positions(building, extra, notes);
        let kinds = self.kinds_of_places(building, extra, notes);
        let cells = self.cells(building, &Target::Aliases);
        let aliases: Vec<String> = cells.iter().flat_map(|it| names(it.1)).collect();
        let places = (0..count).map(|number| {
            let otherwise = || (behind.get(number).copied().flatten().unwrap_or(last), "");
            let (country, written) = countries.get(number).map_or_else(otherwise, |it| (it.0, it.1.as_str()));
            let is_part = is_part_of(country, written);
            let whole = (names_of.len() == 0 && !is_part).then_some(PlaceKind::Country);
            let named = || if is_part { written.to_owned() } else { country_name(country, &building.language) };
            let name = names_of.next().unwrap_or_else(|| text("", &named()));
            let aliases = aliases.iter().filter(|_| number == 0).map(|it| Str(it.clone().into())).collect();
            let kind = kinds.get(number).copied().flatten().or(whole);
            let at = positions.get(number).copied().flatten();
            PlaceRecord { name, aliases, country: Str(country.code().into()), kind, at }
        });
        Some(places.collect())
    }

    fn kinds_of_places(
        self,
        building: &Building<'_>,
        extra: &mut Entries<'static, TextRecord<'static>>,
        notes: &mut Vec<Note>,
    ) -> Vec<Option<PlaceKind>> {
        let words = self.cell(building, &Target::PlaceKinds).split(';').map(str::trim);
        let kinds: Vec<Option<PlaceKind>> = words.clone().map(place_kind).collect();
        if words.zip(&kinds).any(|(word, kind)| !word.is_empty() && kind.is_none()) {
            self.keep_unknown(building, &[Target::PlaceKinds], extra, notes);
        }
        kinds
    }

    fn positions(
        self,
        building: &Building<'_>,
        extra: &mut Entries<'static, TextRecord<'static>>,
        notes: &mut Vec<Note>,
    ) -> Vec<Option<(f64, f64)>> {
        let degrees = |target| self.cell(building, target).split(';').map(str::to_owned).collect::<Vec<_>>();
        let both = self.cell(building, &Target::Coordinates);
        let [latitudes, longitudes] = [degrees(&Target::Latitude), degrees(&Target::Longitude)];
        let positions: Vec<_> = match both.is_empty() {
            false => vec![pair(both)],
            true => latitudes.iter().zip(&longitudes).map(|(north, east)| coordinates(north, east)).collect(),
        };
        let targets = [Target::Coordinates, Target::Latitude, Target::Longitude];
        let is_understood = positions.iter().any(Option::is_some);
        if !is_understood && targets.iter().any(|it| !self.cell(building, it).is_empty()) {
            self.keep_unknown(building, &targets, extra, notes);
        }
        positions
    }
}

/// Takes the country that stands behind a place out of its name, in each language.
fn take_country(name: &mut TextRecord<'static>) -> Option<Country> {
    let cut = |text: &mut Str<'static>| {
        let (place, found) = behind(text)?;
        *text = Str(place.into());
        Some(found)
    };
    match name {
        TextRecord::Plain(text) => cut(text),
        TextRecord::ByLanguage(versions) => versions.iter_mut().filter_map(|(_, it)| cut(it)).next_back(),
    }
}

/// Returns a place and the country that stands behind it.
fn behind(written: &str) -> Option<(String, Country)> {
    let in_brackets = written.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    let (place, found) = in_brackets.or_else(|| written.rsplit_once(','))?;
    let found = Country::named(found)?;
    (!place.trim().is_empty()).then(|| (place.trim().to_owned(), found))
}

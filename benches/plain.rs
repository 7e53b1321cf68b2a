//! How fast is RON alone?
//!
//! Plain structs of the same catalogue, deserialised by `ron` for comparison.

// Most fields are only deserialised.
#![allow(dead_code)]

use std::collections::HashMap;

use serde::Deserialize;

type Text = HashMap<String, String>;

#[derive(Deserialize)]
pub(crate) struct Catalogue {
    format: u32,
    id: String,
    language: String,
    title: Text,
    licence: String,
    sources: HashMap<String, Source>,
    organisations: HashMap<String, Organisation>,
    themes: HashMap<String, Text>,
    kinds: HashMap<String, Text>,
    activities: Vec<Activity>,
}

impl Catalogue {
    pub(crate) fn has_activities(&self) -> bool {
        !self.activities.is_empty()
    }
}

#[derive(Deserialize)]
struct Source {
    title: Text,
    year: u16,
}

#[derive(Deserialize)]
struct Organisation {
    name: Text,
    short: String,
}

#[derive(Deserialize)]
struct Activity {
    id: String,
    title: Text,
    place: Place,
    lead: Text,
    #[serde(default)]
    experts: Vec<String>,
    #[serde(default)]
    themes: Vec<String>,
    #[serde(default)]
    kinds: Vec<String>,
    period: Option<String>,
    summary: Text,
    aims: Text,
    actions: Vec<Text>,
    results: Vec<Text>,
    lessons: Vec<Lesson>,
    sources: Vec<String>,
}

#[derive(Deserialize)]
struct Place {
    name: Text,
    country: String,
    kind: Kind,
}

#[derive(Deserialize)]
enum Kind {
    City,
}

#[derive(Deserialize)]
struct Lesson {
    basis: Basis,
    kind: LessonKind,
    text: Text,
    sources: Vec<String>,
}

#[derive(Deserialize)]
enum Basis {
    Stated,
    Drawn,
}

#[derive(Deserialize)]
enum LessonKind {
    Success,
    Obstacle,
    Advice,
    Question,
}

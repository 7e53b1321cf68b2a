//! What was asked, and what answers it? The same for the screen and for every command.

mod answer;
mod bitmap;
mod counts;
mod facet;
mod index;
mod library;
mod name;
mod search;

pub use answer::{Answer, Criterion, Query, Selection, Sort};
pub use counts::{Count, counts, drops, without};
pub use facet::{Facet, Value};
pub use index::Index;
pub use library::{Delivery, Library};
pub use name::{Unknown, resolve};
pub use search::{Term, terms};

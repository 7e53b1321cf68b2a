//! How do names stay unique?
//!
//! Keeps a set of names, and appends a number to a name that is already in it.

use hashbrown::{HashMap, HashSet};

/// A set of names in use.
#[derive(Debug, Default)]
pub struct UniqueNames {
    taken: HashSet<String>,
    /// Next number to try, by the name to which it is appended.
    next: HashMap<String, usize>,
}

impl UniqueNames {
    /// Adds a name; returns whether it was unused.
    pub fn insert(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Adds and returns an unused name: the given one, or that with the separator and a number from 2 on.
    pub fn insert_unique(&mut self, name: &str, separator: char) -> String {
        if self.insert(name) {
            return name.to_owned();
        }
        let next = self.next.entry(name.to_owned()).or_insert(2);
        loop {
            let numbered = format!("{name}{separator}{next}");
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_names_get_the_next_free_number() {
        let mut names = UniqueNames::default();
        assert!(names.insert("a-3") && !names.insert("a-3"));
        let unused = ["a", "a", "a", "b", "a-2"].map(|it| names.insert_unique(it, '-'));
        assert_eq!(unused, ["a", "a-2", "a-4", "b", "a-2-2"]);
    }
}

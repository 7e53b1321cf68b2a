//! How do names stay different from one another? By numbers behind those that are there already.

use std::collections::{HashMap, HashSet};

/// Names of which no two are the same.
#[derive(Debug, Default)]
pub struct UniqueNames {
    taken: HashSet<String>,
    /// The number from which one is looked for, by the name that it is put behind.
    next: HashMap<String, usize>,
}

impl UniqueNames {
    /// Takes a name; returns whether nothing had it.
    pub fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Takes a name and returns it: the given one, or with a number behind it, from 2 on.
    pub fn unused(&mut self, name: &str, separator: char) -> String {
        if self.take(name) {
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
    fn a_name_that_is_taken_gets_the_next_number() {
        let mut names = UniqueNames::default();
        assert!(names.take("a-3") && !names.take("a-3"));
        let unused = ["a", "a", "a", "b", "a-2"].map(|it| names.unused(it, '-'));
        assert_eq!(unused, ["a", "a-2", "a-4", "b", "a-2-2"]);
    }
}

//! Which records? One bit for each.

/// A set of record numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bitmap(Vec<u64>);

impl Bitmap {
    /// Returns the set of every record below `count`.
    pub(super) fn full(count: usize) -> Self {
        let mut words = vec![u64::MAX; count.div_ceil(64)];
        if let Some(last) = words.last_mut().filter(|_| !count.is_multiple_of(64)) {
            *last = (1 << (count % 64)) - 1;
        }
        Self(words)
    }

    pub(super) fn insert(&mut self, record: usize) {
        let word = record / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (record % 64);
    }

    /// Adds a record, or takes it out.
    pub(super) fn set(&mut self, record: usize, is_in: bool) {
        self.insert(record);
        if !is_in {
            self.0[record / 64] &= !(1 << (record % 64));
        }
    }

    pub(super) fn contains(&self, record: usize) -> bool {
        self.0.get(record / 64).is_some_and(|word| word >> (record % 64) & 1 == 1)
    }

    /// Adds the records of another set, each `by` further.
    pub(super) fn extend_shifted(&mut self, other: &Bitmap, by: usize) {
        other.iter().for_each(|record| self.insert(record + by));
    }

    pub(super) fn union(&mut self, other: &Bitmap) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(mine, its)| *mine |= its);
    }

    pub(super) fn intersect(&mut self, other: &Bitmap) {
        let its = other.0.iter().copied().chain(std::iter::repeat(0));
        self.0.iter_mut().zip(its).for_each(|(mine, its)| *mine &= its);
    }

    pub(super) fn subtract(&mut self, other: &Bitmap) {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, its)| *mine &= !its);
    }

    /// Returns how many records two sets share.
    pub(super) fn count_shared(&self, other: &Bitmap) -> usize {
        self.0.iter().zip(&other.0).map(|(mine, its)| (mine & its).count_ones() as usize).sum()
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Returns the records, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            std::iter::successors(Some(word), |&rest| (rest != 0).then(|| rest & (rest - 1)))
                .take_while(|&rest| rest != 0)
                .map(move |rest| at * 64 + rest.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn bitmap(set: &BTreeSet<usize>) -> Bitmap {
        let mut bitmap = Bitmap::default();
        set.iter().for_each(|&it| bitmap.insert(it));
        bitmap
    }

    proptest! {
        #[test]
        fn a_bitmap_is_a_set(one in proptest::collection::btree_set(0usize..200, 0..40), other in proptest::collection::btree_set(0usize..200, 0..40)) {
            let (a, b) = (bitmap(&one), bitmap(&other));
            prop_assert_eq!(a.iter().collect::<BTreeSet<_>>(), one.clone());
            prop_assert_eq!(a.count_shared(&b), one.intersection(&other).count());
            let mut union = a.clone();
            union.union(&b);
            prop_assert_eq!(union.count(), one.union(&other).count());
            let mut both = a.clone();
            both.intersect(&b);
            prop_assert_eq!(both.iter().collect::<BTreeSet<_>>(), one.intersection(&other).copied().collect());
            let mut rest = a.clone();
            rest.subtract(&b);
            prop_assert_eq!(rest.iter().collect::<BTreeSet<_>>(), one.difference(&other).copied().collect());
            prop_assert!(one.iter().all(|&it| a.contains(it)));
        }

        #[test]
        fn a_full_one_holds_everything_below(count in 0usize..200) {
            prop_assert_eq!(Bitmap::full(count).iter().collect::<Vec<_>>(), (0..count).collect::<Vec<_>>());
        }
    }
}

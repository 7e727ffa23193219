//! Where auto-paging has been, to tell when a server leads it round.

/// One cursor of those that were passed, a later one after 1, 2, 4, … pages: a round of any length is
/// met, in memory that does not grow (Brent's way to find a cycle).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Trail {
    marked: String,
    /// How many pages were passed since.
    passed: u64,
    /// After how many the next cursor is marked.
    until: u64,
}

impl Trail {
    /// Goes on to a cursor; `None` if it was passed before.
    pub(crate) fn to(&self, cursor: &str) -> Option<Trail> {
        if self.marked == cursor {
            return None;
        }
        let passed = self.passed.saturating_add(1);
        Some(if passed >= self.until {
            let until = self.until.saturating_mul(2).max(1);
            Trail { marked: cursor.to_owned(), passed: 0, until }
        } else {
            Trail { passed, ..self.clone() }
        })
    }

    /// Reads a trail that a host kept; `None` for any other text.
    pub(crate) fn read(text: &str) -> Option<Trail> {
        let (passed, rest) = text.split_once(' ')?;
        let (until, marked) = rest.split_once(' ')?;
        Some(Trail { passed: passed.parse().ok()?, until: until.parse().ok()?, marked: marked.to_owned() })
    }

    /// Writes the trail for a host to keep.
    pub(crate) fn text(&self) -> String {
        format!("{} {} {}", self.passed, self.until, self.marked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_round_is_met_and_no_straight_way_is_taken_for_one() {
        for (before, round) in [(0, 1), (0, 2), (1, 2), (5, 3), (40, 17), (3, 1000)] {
            let mut trail = Trail::default();
            let end = (0..).find(|step| {
                let at = if *step < before { *step } else { before + (*step - before) % round };
                match trail.to(&at.to_string()) {
                    Some(next) => trail = Trail::read(&next.text()).unwrap(),
                    None => return true,
                }
                false
            });
            assert!(end.unwrap() <= 4 * (before + round), "{before} {round} {end:?}");
        }
        let mut trail = Trail::default();
        (0..100_000).for_each(|at| trail = trail.to(&at.to_string()).unwrap());
    }
}

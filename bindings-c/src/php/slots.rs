//! How PHP's `unserialize` counts values, so that one can be named again.

/// How many values were written, and which of them the first empty map was.
///
/// All empty maps of an answer are one object in PHP, as none of them is ever changed or shown: PHP makes the first,
/// which takes it longer than most of the other values, and names it for the others.
#[derive(Clone, Copy, Default)]
pub(super) struct Slots {
    taken: usize,
    nothing: Option<usize>,
}

impl Slots {
    /// Begins inside of so many values.
    pub(super) fn inside(taken: usize) -> Slots {
        Slots { taken, nothing: None }
    }

    /// Counts a value. The names of members and the numbers of items are none.
    #[inline]
    pub(super) fn take(&mut self) {
        self.taken += 1;
    }

    /// Says that the value that was counted last is an empty map. Returns which value the first of them was, if
    /// this is not the first.
    #[inline]
    pub(super) fn nothing(&mut self) -> Option<usize> {
        let first = self.nothing;
        self.nothing = first.or(Some(self.taken));
        first
    }
}

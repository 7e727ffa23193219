//! Room to write into: bytes that are there already, so that a short text is two moves and no call.

/// The longest text, and the longest number, that is copied as so many bytes whatever its length.
const SHORT: usize = 32;

/// What is written of a short text, at most.
const WRITTEN: usize = SHORT + b"s:00:\"\";".len();

/// How much room is made at a time: what a processor still has at hand when it is written to.
const STEP: usize = 1024;

/// How many digits are kept for an array's length, which is known at its end only.
const LENGTH_DIGITS: usize = 5;

/// The end of a vector, with room behind it; without the room once it is dropped.
pub(super) struct Room<'v> {
    bytes: &'v mut Vec<u8>,
    at: usize,
}

impl<'v> Room<'v> {
    /// Begins at the end of a vector; there will be room for whatever is written.
    pub(super) fn new(bytes: &'v mut Vec<u8>) -> Room<'v> {
        let at = bytes.len();
        Room { bytes, at }
    }

    /// Writes bytes as they are.
    #[inline]
    pub(super) fn put(&mut self, bytes: &[u8]) {
        if self.bytes.len() - self.at < bytes.len() {
            self.grow(bytes.len());
        }
        self.bytes[self.at..][..bytes.len()].copy_from_slice(bytes);
        self.at += bytes.len();
    }

    /// Writes a text of so many bytes from there.
    #[inline]
    pub(super) fn text(&mut self, source: &[u8], from: usize, length: usize) {
        let (tens, ones) = ((length / 10) as u8, (length % 10) as u8);
        let head = [b's', b':', b'0'.wrapping_add(tens), b'0' + ones, b':', b'"'];
        if !self.short(head, source, from, length, *b"\";") {
            self.long_text(source, from, length);
        }
    }

    /// Writes an integer whose digits are so many bytes from there.
    #[inline]
    pub(super) fn number(&mut self, source: &[u8], from: usize, length: usize) {
        if !self.short(*b"i:", source, from, length, *b";") {
            self.put(b"i:");
            self.put(&source[from..from + length]);
            self.put(b";");
        }
    }

    /// Writes an integer.
    #[inline]
    pub(super) fn integer(&mut self, number: usize) {
        self.put(b"i:");
        self.digits(number);
        self.put(b";");
    }

    /// Opens an array, whose length `close` will write; returns its place.
    #[inline]
    pub(super) fn open(&mut self) -> usize {
        let at = self.at;
        self.put(b"a:00000:{");
        at
    }

    /// Closes the array that was opened there; `None` where its length has more digits than were kept for it.
    #[inline]
    pub(super) fn close(&mut self, at: usize, length: usize) -> Option<()> {
        let mut left = length;
        for digit in self.bytes[at..][2..][..LENGTH_DIGITS].iter_mut().rev() {
            if left == 0 {
                break;
            }
            *digit = b'0' + (left % 10) as u8;
            left /= 10;
        }
        self.put(b"}");
        (left == 0).then_some(())
    }

    /// Throws away all that was written from there on.
    #[inline]
    pub(super) fn undo(&mut self, at: usize) {
        self.at = at;
    }

    /// Writes so many bytes from there, if they are few, between a head and a tail.
    #[inline]
    fn short<const H: usize, const T: usize>(
        &mut self,
        head: [u8; H],
        source: &[u8],
        from: usize,
        length: usize,
        tail: [u8; T],
    ) -> bool {
        let Some(short) = source.get(from..).and_then(<[u8]>::first_chunk::<SHORT>) else { return false };
        if length > SHORT {
            return false;
        }
        if self.bytes.len() - self.at < WRITTEN {
            self.grow(WRITTEN);
        }
        let Some(to) = self.bytes[self.at..].first_chunk_mut::<WRITTEN>() else { return false };
        to[..H].copy_from_slice(&head);
        // What is copied too much is written over.
        to[H..H + SHORT].copy_from_slice(short);
        to[H + length..H + length + T].copy_from_slice(&tail);
        self.at += H + length + T;
        true
    }

    #[inline(never)]
    fn long_text(&mut self, source: &[u8], from: usize, length: usize) {
        self.put(b"s:");
        if length < 10 {
            self.put(b"0");
        }
        self.digits(length);
        self.put(b":\"");
        self.put(&source[from..from + length]);
        self.put(b"\";");
    }

    fn digits(&mut self, number: usize) {
        self.put(super::decimal(number as u64, &mut [0; 20]));
    }

    #[cold]
    fn grow(&mut self, wanted: usize) {
        self.bytes.resize(self.at + wanted.max(STEP) + WRITTEN, 0);
    }
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        self.bytes.truncate(self.at);
    }
}

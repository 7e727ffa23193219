//! The large parts of an event, noted while it is read through, for hosts that read them when they are asked for.

/// Bytes of a text.
pub(super) type Span = std::ops::Range<usize>;

/// The least size of a part that is noted, in bytes. Where such a part is read after all, having set it aside
/// costs Node about a quarter of the time that its reading takes; of smaller ones the share is larger.
pub(super) const LEAST: usize = 4 << 10;

/// How many parts are noted at most, as each further member of the object is held against all of them.
const MOST: usize = 16;

/// A member of an event's `data.object` whose value is a large list or map.
///
/// The text with `null` in place of each part's value, and then the value put back under the part's name,
/// is the event as it is read whole. Where a name is given twice the last counts, here as in every reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The bytes of its name, without the quotes. There are no escapes among them.
    pub name: Span,
    /// The bytes of its value, from bracket to bracket.
    pub value: Span,
}

/// The parts of a text that is being read through.
///
/// A name with an escape may be any name: it gives no part, and whatever was noted before it may count no more.
pub(super) struct Noted<'t> {
    text: &'t [u8],
    least: usize,
    parts: Vec<Part>,
}

impl<'t> Noted<'t> {
    pub(super) fn new(text: &'t str, least: usize) -> Noted<'t> {
        Noted { text: text.as_bytes(), least, parts: Vec::new() }
    }

    /// Takes the name of a member outside of the object, and says whether it leads on to the object.
    pub(super) fn leads_on(&mut self, name: Span, wanted: &[u8]) -> bool {
        let name = &self.text[name];
        let found = name == wanted;
        if !self.parts.is_empty() && (found || name.contains(&b'\\')) {
            self.parts.clear();
        }
        found
    }

    /// Takes a member of the object.
    pub(super) fn take(&mut self, name: Span, value: Span) {
        let (text, spelt) = (self.text, &self.text[name.clone()]);
        if !self.parts.is_empty() {
            let escaped = spelt.contains(&b'\\');
            self.parts.retain(|part| !escaped && text[part.name.clone()] != *spelt);
        }
        let large = value.len() >= self.least && matches!(text[value.start], b'{' | b'[');
        if large && self.parts.len() < MOST && !spelt.contains(&b'\\') && spelt != b"__proto__" {
            self.parts.push(Part { name, value });
        }
    }

    pub(super) fn parts(self) -> Vec<Part> {
        self.parts
    }
}

//! The objects of a page in rows of values, for hosts whose JSON reader takes longer for a name than for a value.

use std::mem;

use super::super::strict::Head;
use super::{Scan, take};

/// Reads a text through that is one object, as [`object`](super::object) does, and returns it in [`Rows`] too, if it is a page
/// that comes to some.
pub(in super::super) fn page(text: &str) -> Option<(Head<'_>, Option<String>)> {
    let mut scan = Scan::new(text);
    if scan.next()? != b'{' {
        return None;
    }
    let mut head = Head::default();
    let mut rows = None;
    scan.map(0, &mut |scan, name, first| {
        let name = &text[name];
        let from = scan.at - 1;
        if name == "data" && first == b'[' {
            rows.insert(Rows::new(text)).list(scan)?;
        } else {
            scan.value(first, 1)?;
            rows = rows.take().filter(|_| name != "data");
        }
        let escaped = mem::take(&mut scan.escaped);
        take(&mut head, name, &text[from..scan.at], escaped)
    })?;
    scan.end()?;
    Some((head, rows.and_then(Rows::into_text)))
}

/// A page whose objects after the first are given by their values alone, where they have the first's members.
///
/// It is one JSON text; [`crate::bridge::Client::call_rows`] says how it is read.
struct Rows<'t> {
    text: &'t str,
    /// The members of the first object, and where it and the last one end.
    first: Option<(Template<'t>, usize, usize)>,
    rows: Vec<u8>,
}

/// The members of an object, in their order; never none.
struct Template<'t> {
    members: Vec<Member<'t>>,
    /// What stands behind the last value.
    end: &'t str,
}

struct Member<'t> {
    /// Its name as it stands in the text, with the quotes around it.
    name: &'t str,
    /// All that stands before its value since the value before.
    lead: &'t str,
    /// Its members, if it is an object.
    inside: Option<Template<'t>>,
}

/// How deep objects are given by their values; deeper ones are values.
const LEVELS: u32 = 3;

/// How many members an object has at most that gives a template, as each is held against all before it.
const MOST: usize = 100;

/// More bytes than most values have.
const SHORT: usize = 32;

impl<'t> Rows<'t> {
    fn new(text: &'t str) -> Rows<'t> {
        // Values are about half of what servers write.
        let mut rows = Vec::with_capacity(text.len() / 2);
        rows.extend(br#"{"rows":["#);
        Rows { text, first: None, rows }
    }

    /// Reads the rest of the page's list through.
    fn list(&mut self, scan: &mut Scan<'t>) -> Option<()> {
        let mut template = None;
        let (mut index, mut first_ends, mut last_ends) = (0, 0, 0);
        scan.list(1, &mut |scan, first| {
            match &template {
                Some(template) => self.member(scan, template, first, 2)?,
                None if index == 0 && first == b'{' => template = Template::read(scan, self.text, 2, LEVELS)?,
                None => scan.value(first, 2)?,
            }
            index += 1;
            last_ends = scan.at;
            if index == 1 {
                first_ends = last_ends;
            }
            Some(())
        })?;
        self.first = template.filter(|_| index > 1).map(|template| (template, first_ends, last_ends));
        Some(())
    }

    /// Returns the page in rows, if it came to some.
    fn into_text(self) -> Option<String> {
        let (template, first_ends, last_ends) = self.first?;
        let mut text = self.rows;
        // The comma behind the last value.
        text.pop();
        text.extend(br#"],"members":"#);
        template.write(&mut text);
        for part in [r#","page":"#, &self.text[..first_ends], &self.text[last_ends..], "}"] {
            text.extend_from_slice(part.as_bytes());
        }
        String::from_utf8(text).ok()
    }

    /// Reads an object through that may have a template's members, or whatever stands there in its place.
    fn member(&mut self, scan: &mut Scan<'t>, template: &Template<'t>, first: u8, open: u32) -> Option<()> {
        let (from, length) = (scan.at, self.rows.len());
        if first == b'{' {
            self.rows.extend(b"0,");
            if self.values(scan, template, open + 1).is_some() {
                return Some(());
            }
            // Once more from its beginning: it has other members, or is no JSON.
            scan.at = from;
            self.rows.truncate(length);
        }
        self.rows.extend(b"1,");
        self.value(scan, first, open)
    }

    /// Reads the rest of an object through that has a template's members; `None` if it has others.
    fn values(&mut self, scan: &mut Scan<'t>, template: &Template<'t>, open: u32) -> Option<()> {
        for Member { lead, inside, .. } in &template.members {
            scan.passage(lead.as_bytes())?;
            let first = scan.byte()?;
            match inside {
                Some(inside) => self.member(scan, inside, first, open)?,
                None => self.value(scan, first, open)?,
            }
        }
        scan.passage(template.end.as_bytes())
    }

    fn value(&mut self, scan: &mut Scan<'t>, first: u8, open: u32) -> Option<()> {
        let value = scan.span(first, open)?;
        let end = self.rows.len() + value.len();
        match self.text.as_bytes()[value.start..].first_chunk::<SHORT>() {
            // Copied with what stands behind it, as a call that copies just so many bytes takes longer.
            Some(more) if value.len() < SHORT => self.rows.extend_from_slice(more),
            _ => self.rows.extend_from_slice(&self.text.as_bytes()[value]),
        }
        self.rows.truncate(end);
        self.rows.push(b',');
        Some(())
    }
}

impl<'t> Template<'t> {
    /// Reads the rest of an object through; it is a template if every reader of JSON finds its members in this order.
    fn read(scan: &mut Scan<'t>, text: &'t str, open: u32, levels: u32) -> Option<Option<Template<'t>>> {
        let mut members: Vec<Member<'_>> = Vec::new();
        let (mut plain, mut from) = (true, scan.at);
        scan.map(open, &mut |scan, name, first| {
            let lead = &text[from..scan.at - 1];
            let inside = if first == b'{' && levels > 1 {
                Template::read(scan, text, open + 1, levels - 1)?
            } else {
                scan.value(first, open + 1)?;
                None
            };
            let name = &text[name.start - 1..=name.end];
            plain = plain
                && is_plain(name)
                && members.len() < MOST
                && members.iter().all(|member| member.name != name);
            if plain {
                members.push(Member { name, lead, inside });
            }
            from = scan.at;
            Some(())
        })?;
        plain &= !members.is_empty();
        Some(plain.then(|| Template { members, end: &text[from..scan.at] }))
    }

    /// Writes a map of the members' names, with `0` for a value and such a map for an object.
    fn write(&self, out: &mut Vec<u8>) {
        for (index, Member { name, inside, .. }) in self.members.iter().enumerate() {
            out.push(if index == 0 { b'{' } else { b',' });
            out.extend_from_slice(name.as_bytes());
            out.push(b':');
            match inside {
                Some(inside) => inside.write(out),
                None => out.push(b'0'),
            }
        }
        out.push(b'}');
    }
}

impl Scan<'_> {
    /// Reads those very bytes, which are many, as they stand in a text of the same kind.
    #[inline]
    fn passage(&mut self, wanted: &[u8]) -> Option<()> {
        let found = self.text.get(self.at..self.at + wanted.len())?;
        // Eight at a time, as a call that compares them takes longer than that.
        let (some, all) = (found.as_chunks::<8>().0, wanted.as_chunks::<8>().0);
        let same = match (found.last_chunk::<8>(), wanted.last_chunk::<8>()) {
            (Some(last), Some(end)) => last == end && some.iter().zip(all).all(|(one, other)| one == other),
            _ => found == wanted,
        };
        self.at += wanted.len();
        same.then_some(())
    }
}

/// Says whether a name is what it looks like and keeps its place: JavaScript moves numbers to the front, and an escape
/// may spell any name.
fn is_plain(name: &str) -> bool {
    !name.as_bytes()[1].is_ascii_digit() && !name.contains('\\') && name != r#""__proto__""#
}

#[cfg(test)]
pub(super) mod tests;

//! Handles: tickets into a table, so that a stale one is told from a live one.
//!
//! A ticket travels as a pointer, for the sake of C's type checks, but is never followed. It holds
//! the place in the table, the generation of that place, and the kind of thing, so that a freed
//! handle, a handle of the other kind and plain garbage are all refused.

use std::collections::VecDeque;
use std::ptr;
use std::sync::{Arc, PoisonError, RwLock};

use nextgen::bridge;

use crate::reply::Reply;

/// A client: an API key, options and kept-alive connections. Safe to use from many threads at once.
#[derive(Debug)]
pub struct ClientHandle {
    _opaque: (),
}

/// What a function brought back, success or error. The texts read from it belong to it.
#[derive(Debug)]
pub struct ReplyHandle {
    _opaque: (),
}

/// Every live client.
pub(crate) static CLIENTS: Table<bridge::Client> = Table::new(1);

/// Every live reply.
pub(crate) static REPLIES: Table<Reply> = Table::new(2);

/// How a ticket is laid out: 24 bits of place, 37 of generation, 3 of kind.
const PLACE_BITS: u32 = 24;
const KIND_BITS: u32 = 3;
const GENERATIONS: usize = 1 << (usize::BITS - PLACE_BITS - KIND_BITS);

const _: () = assert!(usize::BITS == 64, "a ticket needs 64 bits");

/// The live things of one kind.
pub(crate) struct Table<T> {
    kind: usize,
    slots: RwLock<Slots<T>>,
}

struct Slots<T> {
    entries: Vec<Entry<T>>,
    /// Places to use again, the longest unused first, so that generations last.
    free: VecDeque<usize>,
}

struct Entry<T> {
    generation: usize,
    value: Option<Arc<T>>,
}

impl<T> Table<T> {
    const fn new(kind: usize) -> Self {
        Table { kind, slots: RwLock::new(Slots { entries: Vec::new(), free: VecDeque::new() }) }
    }

    /// Takes a thing in and returns its ticket; null when 16 million are alive already.
    pub(crate) fn insert<H>(&self, value: T) -> *mut H {
        let value = Some(Arc::new(value));
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        let place = match slots.free.pop_front() {
            Some(place) => place,
            None if slots.entries.len() < 1 << PLACE_BITS => {
                slots.entries.push(Entry { generation: 0, value: None });
                slots.entries.len() - 1
            }
            None => return ptr::null_mut(),
        };
        let entry = &mut slots.entries[place];
        entry.value = value;
        let ticket = (entry.generation << PLACE_BITS | place) << KIND_BITS | self.kind;
        ptr::without_provenance_mut(ticket)
    }

    /// Returns the thing that a ticket stands for, if it is alive.
    pub(crate) fn get<H>(&self, handle: *const H) -> Option<Arc<T>> {
        let (place, generation) = self.read(handle.addr())?;
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        let entry = slots.entries.get(place).filter(|entry| entry.generation == generation)?;
        entry.value.clone()
    }

    /// Takes a thing out, so that its ticket is never good again.
    pub(crate) fn remove<H>(&self, handle: *mut H) -> Option<Arc<T>> {
        let (place, generation) = self.read(handle.addr())?;
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        let entry = slots.entries.get_mut(place).filter(|entry| entry.generation == generation)?;
        let value = entry.value.take()?;
        entry.generation = (generation + 1) % GENERATIONS;
        slots.free.push_back(place);
        Some(value)
    }

    fn read(&self, ticket: usize) -> Option<(usize, usize)> {
        let place = ticket >> KIND_BITS & ((1 << PLACE_BITS) - 1);
        let generation = ticket >> (KIND_BITS + PLACE_BITS);
        (ticket & ((1 << KIND_BITS) - 1) == self.kind).then_some((place, generation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_good_until_it_is_given_back() {
        let table = Table::new(1);
        let first: *mut ClientHandle = table.insert("first");
        assert_eq!(table.get(first).as_deref(), Some(&"first"));
        assert_eq!(table.remove(first).as_deref(), Some(&"first"));
        assert_eq!(table.remove(first), None);
        let second: *mut ClientHandle = table.insert("second");
        assert_ne!(first, second);
        assert_eq!(table.get(first), None);
        assert_eq!(table.get(second).as_deref(), Some(&"second"));
    }

    #[test]
    fn other_kinds_and_garbage_are_refused() {
        let (table, other) = (Table::new(1), Table::<&str>::new(2));
        let handle: *mut ClientHandle = table.insert("x");
        assert_eq!(other.get(handle), None);
        for garbage in [0, 1, 7, 8, usize::MAX, handle.addr() + 8, handle.addr() ^ 1] {
            let garbage: *mut ClientHandle = ptr::without_provenance_mut(garbage);
            assert_eq!(table.get(garbage).filter(|_| garbage != handle), None);
        }
    }
}

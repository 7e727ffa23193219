//! The bytes between ureq and TLS: output held back until it is worth a record, input watched.

use ureq::unversioned::transport::Buffers;

use super::super::Phase;
use super::exchange::Exchange;
use super::framing::Framing;

/// The room for input, and the least room for output. It bounds the head of an answer and each
/// header of a request; it is also the most that one TLS record carries.
pub(super) const ROOM: usize = 16 << 10;

/// ureq's buffers for one connection.
#[derive(Debug, Default)]
pub(super) struct Buffered {
    output: Vec<u8>,
    /// How much of `output` waits to be sent.
    held: usize,
    input: Vec<u8>,
    start: usize,
    end: usize,
    progress: bool,
    framing: Framing,
}

impl Buffered {
    /// Keeps the next `amount` bytes of output for sending.
    pub(super) fn hold(&mut self, amount: usize) {
        self.held += amount;
    }

    /// Returns what waits to be sent.
    pub(super) fn held(&self) -> &[u8] {
        &self.output[..self.held]
    }

    /// Notes that everything held was sent.
    pub(super) fn sent(&mut self) {
        self.held = 0;
    }

    /// Readies the buffers for the next answer.
    pub(super) fn begin(&mut self) {
        self.framing = Framing::default();
    }

    pub(super) fn framing(&self) -> &Framing {
        &self.framing
    }
}

impl Buffers for Buffered {
    fn output(&mut self) -> &mut [u8] {
        // ureq writes head and body apart; both go out together, the body behind the head.
        if self.output.len() < self.held + ROOM {
            self.output.resize(self.held + ROOM, 0);
        }
        &mut self.output[self.held..]
    }

    fn input(&self) -> &[u8] {
        &self.input[self.start..self.end]
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        if self.input.is_empty() {
            self.input.resize(ROOM, 0);
        }
        if self.start > 0 {
            self.input.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        &mut self.input[self.end..]
    }

    fn input_appended(&mut self, amount: usize) {
        self.end += amount;
    }

    fn input_consume(&mut self, amount: usize) {
        self.progress = amount > 0;
        if amount == 0 {
            return;
        }
        let exchange = Exchange::current();
        if let Err((reason, message)) = self.framing.consume(&self.input[self.start..self.start + amount]) {
            exchange.fail(reason, message);
        }
        if self.framing.is_in_body() {
            exchange.enter_phase(Phase::Receive);
        }
        self.start += amount;
    }

    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        // Bodies have a known length, for which ureq uses the output alone.
        let _ = self.output();
        (&mut [], &mut self.output[self.held..])
    }

    fn can_use_input(&self) -> bool {
        self.start < self.end && self.progress
    }
}

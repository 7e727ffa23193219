//! Random keys and delays, from the system's generator.

use crate::error::{Error, ErrorKind};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Returns a random UUID (version 4), the idempotency key of a POST whose caller gave none.
pub(super) fn uuid() -> Result<String, Error> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(|fault| {
        let text = format!("The system gives no random numbers, so no idempotency key can be made: {fault}. Nothing was sent.");
        Error::new(ErrorKind::Internal, text)
    })?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut uuid = String::with_capacity(36);
    for (index, byte) in bytes.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        uuid.push(char::from(HEX[usize::from(byte >> 4)]));
        uuid.push(char::from(HEX[usize::from(byte & 15)]));
    }
    Ok(uuid)
}

/// Returns a random number in [0, 1), for the spread of delays.
pub(super) fn fraction() -> f64 {
    // Without random numbers all clients wait the same, middling time: a worse spread, but no harm.
    getrandom::u32().map_or(0.5, |number| f64::from(number) / (f64::from(u32::MAX) + 1.0))
}

//! The statuses that functions return: one for each kind of error.

use nextgen::ErrorKind;

/// It worked.
pub const NEXTGEN_OK: i32 = 0;
/// The SDK met a fault of its own.
pub const NEXTGEN_ERROR: i32 = 1;
/// The server is at fault, or the answer is no API answer.
pub const NEXTGEN_ERROR_API: i32 = 2;
/// There is no API key, or not a valid one (401).
pub const NEXTGEN_ERROR_AUTHENTICATION: i32 = 3;
/// This API key may not do that (403).
pub const NEXTGEN_ERROR_PERMISSION: i32 = 4;
/// The request is wrong, or names what does not exist (400, 404, or refused before sending).
pub const NEXTGEN_ERROR_INVALID_REQUEST: i32 = 5;
/// The parameters were right but the card was declined (402).
pub const NEXTGEN_ERROR_CARD: i32 = 6;
/// The idempotency key was used with other parameters, or is in use at this moment (400, 409).
pub const NEXTGEN_ERROR_IDEMPOTENCY: i32 = 7;
/// Too many requests (429).
pub const NEXTGEN_ERROR_RATE_LIMIT: i32 = 8;
/// No complete answer came: the network, TLS or a proxy failed, or the call was stopped.
pub const NEXTGEN_ERROR_API_CONNECTION: i32 = 9;
/// No complete answer came in time.
pub const NEXTGEN_ERROR_API_TIMEOUT: i32 = 10;
/// A webhook's signature does not prove that NextGen sent it.
pub const NEXTGEN_ERROR_SIGNATURE_VERIFICATION: i32 = 11;
/// A webhook is signed rightly but its body is no event.
pub const NEXTGEN_ERROR_INVALID_PAYLOAD: i32 = 12;
/// An option, an argument or a handle cannot be used.
pub const NEXTGEN_ERROR_CONFIGURATION: i32 = 13;

/// Returns the status that stands for a kind of error.
pub(crate) fn of(kind: ErrorKind) -> i32 {
    match kind {
        ErrorKind::Internal => NEXTGEN_ERROR,
        ErrorKind::Api => NEXTGEN_ERROR_API,
        ErrorKind::Authentication => NEXTGEN_ERROR_AUTHENTICATION,
        ErrorKind::Permission => NEXTGEN_ERROR_PERMISSION,
        ErrorKind::InvalidRequest => NEXTGEN_ERROR_INVALID_REQUEST,
        ErrorKind::Card => NEXTGEN_ERROR_CARD,
        ErrorKind::Idempotency => NEXTGEN_ERROR_IDEMPOTENCY,
        ErrorKind::RateLimit => NEXTGEN_ERROR_RATE_LIMIT,
        ErrorKind::ApiConnection => NEXTGEN_ERROR_API_CONNECTION,
        ErrorKind::ApiTimeout => NEXTGEN_ERROR_API_TIMEOUT,
        ErrorKind::SignatureVerification => NEXTGEN_ERROR_SIGNATURE_VERIFICATION,
        ErrorKind::InvalidPayload => NEXTGEN_ERROR_INVALID_PAYLOAD,
        ErrorKind::Configuration => NEXTGEN_ERROR_CONFIGURATION,
    }
}

//! The kinds of error: one list, from which every language's classes are written.

/// What kind of error happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A fault in the SDK itself; the root of the classes in other languages.
    Internal,
    /// The server is at fault, or the answer is no API answer.
    Api,
    /// There is no API key, or not a valid one (401).
    Authentication,
    /// This API key may not do that (403).
    Permission,
    /// The request is wrong, or names what does not exist (400, 404).
    InvalidRequest,
    /// The parameters were right but the card was declined (402).
    Card,
    /// The idempotency key was used with other parameters, or is in use at this moment (400, 409).
    Idempotency,
    /// Too many requests (429).
    RateLimit,
    /// No complete answer came: the network, TLS or a proxy failed.
    ApiConnection,
    /// No complete answer came in time.
    ApiTimeout,
    /// A webhook's signature does not prove that NextGen sent it.
    SignatureVerification,
    /// A webhook is signed rightly but its body is no event.
    InvalidPayload,
    /// The client cannot be made or used as it was configured.
    Configuration,
}

impl ErrorKind {
    /// Every kind, a parent before its children.
    pub const ALL: &'static [ErrorKind] = &[
        ErrorKind::Internal,
        ErrorKind::Api,
        ErrorKind::Authentication,
        ErrorKind::Permission,
        ErrorKind::InvalidRequest,
        ErrorKind::Card,
        ErrorKind::Idempotency,
        ErrorKind::RateLimit,
        ErrorKind::ApiConnection,
        ErrorKind::ApiTimeout,
        ErrorKind::SignatureVerification,
        ErrorKind::InvalidPayload,
        ErrorKind::Configuration,
    ];

    /// Returns the name of the class in languages that have one: `CardError`.
    pub fn class(self) -> &'static str {
        match self {
            ErrorKind::Internal => "NextGenError",
            ErrorKind::Api => "APIError",
            ErrorKind::Authentication => "AuthenticationError",
            ErrorKind::Permission => "PermissionError",
            ErrorKind::InvalidRequest => "InvalidRequestError",
            ErrorKind::Card => "CardError",
            ErrorKind::Idempotency => "IdempotencyError",
            ErrorKind::RateLimit => "RateLimitError",
            ErrorKind::ApiConnection => "APIConnectionError",
            ErrorKind::ApiTimeout => "APITimeoutError",
            ErrorKind::SignatureVerification => "SignatureVerificationError",
            ErrorKind::InvalidPayload => "InvalidPayloadError",
            ErrorKind::Configuration => "ConfigurationError",
        }
    }

    /// Returns the kind that a handler may catch in place of this one; `None` for the root.
    pub fn parent(self) -> Option<ErrorKind> {
        match self {
            ErrorKind::Internal => None,
            ErrorKind::ApiTimeout => Some(ErrorKind::ApiConnection),
            ErrorKind::InvalidPayload => Some(ErrorKind::SignatureVerification),
            ErrorKind::Api
            | ErrorKind::Authentication
            | ErrorKind::Permission
            | ErrorKind::InvalidRequest
            | ErrorKind::Card
            | ErrorKind::Idempotency
            | ErrorKind::RateLimit
            | ErrorKind::ApiConnection
            | ErrorKind::SignatureVerification
            | ErrorKind::Configuration => Some(ErrorKind::Internal),
        }
    }

    /// Returns what the kind means, as one whole sentence.
    pub fn doc(self) -> &'static str {
        match self {
            ErrorKind::Internal => {
                "The root of all errors of the SDK; itself raised only for a fault in the SDK."
            }
            ErrorKind::Api => "The server is at fault, or the answer is no API answer.",
            ErrorKind::Authentication => "There is no API key, or not a valid one (401).",
            ErrorKind::Permission => "This API key may not do that (403).",
            ErrorKind::InvalidRequest => {
                "The request is wrong, or names what does not exist (400, 404, or refused before sending)."
            }
            ErrorKind::Card => "The parameters were right but the card was declined (402).",
            ErrorKind::Idempotency => {
                "The idempotency key was used with other parameters, or is in use at this moment (400, 409)."
            }
            ErrorKind::RateLimit => "Too many requests (429).",
            ErrorKind::ApiConnection => "No complete answer came: the network, TLS or a proxy failed.",
            ErrorKind::ApiTimeout => "No complete answer came in time.",
            ErrorKind::SignatureVerification => "A webhook's signature does not prove that NextGen sent it.",
            ErrorKind::InvalidPayload => "A webhook is signed rightly but its body is no event.",
            ErrorKind::Configuration => "The client cannot be made or used as it was configured.",
        }
    }

    /// Says whether this kind is `other`, or a child of it.
    pub fn is_a(self, other: ErrorKind) -> bool {
        self == other || self.parent().is_some_and(|parent| parent.is_a(other))
    }
}

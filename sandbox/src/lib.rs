//! The NextGen API in test mode.

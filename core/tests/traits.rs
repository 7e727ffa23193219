//! What programs that share a client between threads, box errors and print what they hold rely on.

use std::error::Error as StdError;
use std::fmt::Debug;

use nextgen::{
    Answer, AutoPaging, Charge, Client, CreateCharge, Error, Event, Listing, RequestOptions, Verifier,
    webhook,
};

#[test]
fn what_users_hold_can_be_shared_and_printed() {
    fn shared<T: Send + Sync + Debug + 'static>() {}
    fn copied<T: Clone>() {}
    shared::<Client>();
    shared::<RequestOptions>();
    shared::<CreateCharge>();
    shared::<Answer<Charge>>();
    shared::<Listing<Charge>>();
    shared::<AutoPaging<Charge>>();
    shared::<Event>();
    shared::<Verifier>();
    shared::<webhook::Secrets>();
    shared::<Error>();
    copied::<Client>();
    copied::<Error>();
    copied::<Answer<Charge>>();
}

#[test]
fn an_error_goes_through_the_question_mark_into_a_box() {
    fn fails() -> Result<(), Box<dyn StdError + Send + Sync>> {
        Client::new("")?;
        Ok(())
    }
    assert!(fails().unwrap_err().downcast::<Error>().is_ok());
}

//! What programs that share a client between threads, box errors and print what they hold rely on.

use std::error::Error as StdError;
use std::fmt::Debug;

use nextgen::{
    Answer, AutoPaging, Charge, Client, CreateCharge, Error, Event, Listing, RequestOptions, Verifier,
    model::{self, Object, WebhookEndpoint},
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

#[test]
fn what_is_printed_of_a_secret_is_its_end() {
    let text = r#"{"id":"we_1","object":"webhook_endpoint","secret":"whsec_0123456789abcdefé12"}"#;
    let endpoint: WebhookEndpoint = serde_json::from_str(text).unwrap();
    assert_eq!(endpoint.secret.as_deref(), Some("whsec_0123456789abcdefé12"));
    let shown = format!("{endpoint:?} {:?}", Object::WebhookEndpoint(Box::new(endpoint.clone())));
    assert_eq!(shown.matches("…fé12").count(), 2, "{shown}");
    assert!(!shown.contains("whsec_") && shown.contains(r#"id: "we_1""#), "{shown}");
    assert_eq!(serde_json::to_value(&endpoint).unwrap()["secret"], "whsec_0123456789abcdefé12");
    assert_eq!([model::shown("abcd"), model::shown("é"), model::shown("")], ["…abcd", "…é", "…"]);
    assert!(model::is_secret("secret") && !model::is_secret("id"));
}

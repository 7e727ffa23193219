//! Verifying a webhook beside the hash alone.

use std::hint::black_box;

use hmac::{Hmac, KeyInit, Mac};
use nextgen::{Verifier, Webhook};
use sha2::Sha256;

use crate::{Outcome, cpu};

const SECRET: &str = "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH";
const NOW: u64 = 1_763_900_000;

/// Prints what verification costs over the bare `hmac` and `sha2` crates on the same bytes.
pub(crate) fn compare() -> Outcome<()> {
    println!("Webhook verification, CPU per payload (median of 15 alternating runs)");
    for size in [1 << 10, 16 << 10, 256 << 10] {
        let payload = format!(r#"{{"id":"evt_1","object":"event","data":"{}"}}"#, "x".repeat(size - 43));
        let payload = payload.as_bytes();
        let header = Webhook::generate_test_header(payload, SECRET, Some(NOW))?;
        let verifier = Verifier::new(SECRET).now(NOW);
        let calls = (64 << 20) / size / 8;
        let (mut bare, mut ours, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..15 {
            let hash = per_call(calls, || {
                let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes())?;
                mac.update(b"1763900000.");
                mac.update(black_box(payload));
                black_box(mac.finalize().into_bytes());
                Ok(())
            })?;
            let verified = per_call(calls, || Ok(verifier.verify_header(black_box(payload), &header)?))?;
            bare.push(hash);
            ours.push(verified);
            ratios.push(verified / hash);
        }
        println!(
            "  {:>4} KB   hmac+sha2 {:7.2} us   verify {:7.2} us   {:.3} of the hash",
            size >> 10,
            cpu::median(&mut bare),
            cpu::median(&mut ours),
            cpu::median(&mut ratios)
        );
    }
    Ok(())
}

fn per_call(calls: usize, mut call: impl FnMut() -> Outcome<()>) -> Outcome<f64> {
    let begun = cpu::nanoseconds()?;
    for _ in 0..calls {
        call()?;
    }
    Ok((cpu::nanoseconds()? - begun) as f64 / 1e3 / calls as f64)
}

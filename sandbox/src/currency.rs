//! Currencies of ISO 4217: how many decimals they have, and the smallest amount to charge.

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Currency {
    /// The code in lower case.
    pub(crate) code: &'static str,
    /// How many decimals an amount has: 2 for usd, 0 for jpy, 3 for kwd.
    pub(crate) decimals: u32,
    /// The smallest charge in minor units: half a US dollar, or near it.
    pub(crate) minimum: i64,
}

impl Currency {
    /// Finds a currency by its code, in either case.
    pub(crate) fn find(code: &str) -> Option<Self> {
        let code = code.to_ascii_lowercase();
        CURRENCIES.iter().find_map(|(decimals, group)| {
            let (code, minimum) = group.iter().find(|(known, _)| *known == code)?;
            Some(Self { code, decimals: *decimals, minimum: *minimum })
        })
    }

    /// Writes an amount for people: `20.00 usd`, `500 jpy`.
    pub(crate) fn show(self, amount: i64) -> String {
        let unit = 10_i64.pow(self.decimals);
        if unit == 1 {
            return format!("{amount} {}", self.code);
        }
        format!("{}.{:0width$} {}", amount / unit, amount % unit, self.code, width = self.decimals as usize)
    }
}

/// The currencies by their number of decimals.
#[rustfmt::skip]
const CURRENCIES: &[(u32, &[(&str, i64)])] = &[
    (0, &[
        ("bif", 1500), ("clp", 500), ("djf", 100), ("gnf", 5000), ("isk", 75), ("jpy", 50), ("kmf", 250), ("krw", 700),
        ("pyg", 4000), ("rwf", 750), ("ugx", 2000), ("uyi", 5), ("vnd", 13_000), ("vuv", 60), ("xaf", 300), ("xof", 300),
        ("xpf", 60),
    ]),
    (2, &[
        ("usd", 50), ("eur", 50), ("gbp", 30), ("aed", 200), ("afn", 3500), ("all", 5000), ("amd", 20_000), ("ang", 100),
        ("aoa", 45_000), ("ars", 50_000), ("aud", 50), ("awg", 100), ("azn", 100), ("bam", 100), ("bbd", 100), ("bdt", 6000),
        ("bgn", 100), ("bmd", 50), ("bnd", 75), ("bob", 350), ("brl", 50), ("bsd", 50), ("btn", 5000), ("bwp", 700),
        ("byn", 200), ("bzd", 100), ("cad", 50), ("cdf", 150_000), ("chf", 50), ("cny", 400), ("cop", 200_000), ("crc", 30_000),
        ("cup", 1200), ("cve", 5000), ("czk", 1500), ("dkk", 250), ("dop", 3000), ("dzd", 7000), ("egp", 2500), ("ern", 750),
        ("etb", 7000), ("fjd", 125), ("fkp", 40), ("gel", 150), ("ghs", 750), ("gip", 40), ("gmd", 3500), ("gtq", 400),
        ("gyd", 10_500), ("hkd", 400), ("hnl", 1300), ("htg", 7000), ("huf", 17_500), ("idr", 800_000), ("ils", 200),
        ("inr", 50), ("irr", 2_100_000), ("jmd", 8000), ("kes", 6500), ("kgs", 4500), ("khr", 200_000), ("kpw", 45_000),
        ("kyd", 50), ("kzt", 25_000), ("lak", 1_100_000), ("lbp", 4_500_000), ("lkr", 15_000), ("lrd", 10_000), ("lsl", 900),
        ("mad", 500), ("mdl", 900), ("mga", 230_000), ("mkd", 3000), ("mmk", 105_000), ("mnt", 175_000), ("mop", 400),
        ("mru", 2000), ("mur", 2300), ("mvr", 800), ("mwk", 87_000), ("mxn", 1000), ("myr", 200), ("mzn", 3200), ("nad", 900),
        ("ngn", 80_000), ("nio", 1850), ("nok", 300), ("npr", 7000), ("nzd", 50), ("pab", 50), ("pen", 200), ("pgk", 200),
        ("php", 3000), ("pkr", 14_000), ("pln", 200), ("qar", 200), ("ron", 200), ("rsd", 5500), ("rub", 4500), ("sar", 200),
        ("sbd", 425), ("scr", 700), ("sdg", 30_000), ("sek", 300), ("sgd", 50), ("shp", 40), ("sle", 1150), ("sos", 28_500),
        ("srd", 1900), ("ssp", 200_000), ("stn", 1150), ("svc", 450), ("syp", 650_000), ("szl", 900), ("thb", 1000),
        ("tjs", 550), ("tmt", 175), ("top", 120), ("try", 2000), ("ttd", 350), ("twd", 1600), ("tzs", 130_000), ("uah", 2100),
        ("uyu", 2000), ("uzs", 640_000), ("ved", 10_000), ("ves", 10_000), ("wst", 140), ("xcd", 135), ("yer", 12_500),
        ("zar", 900), ("zmw", 1200), ("zwg", 1300),
    ]),
    (3, &[
        ("bhd", 200), ("iqd", 655_000), ("jod", 350), ("kwd", 150), ("lyd", 2700), ("omr", 200), ("tnd", 1500),
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn knows_decimals_and_minimums() {
        assert_eq!(Currency::find("USD"), Some(Currency { code: "usd", decimals: 2, minimum: 50 }));
        assert_eq!(Currency::find("jpy").map(|jpy| jpy.show(500)).as_deref(), Some("500 jpy"));
        assert_eq!(Currency::find("kwd").map(|kwd| kwd.show(1005)).as_deref(), Some("1.005 kwd"));
        assert_eq!(Currency::find("usd").map(|usd| usd.show(2000)).as_deref(), Some("20.00 usd"));
        for unknown in ["", "us", "xyz", "usdd", "dollars", "é"] {
            assert_eq!(Currency::find(unknown), None);
        }
    }

    #[test]
    fn codes_are_unique_and_well_formed() {
        let codes: Vec<&str> =
            CURRENCIES.iter().flat_map(|(_, group)| group.iter().map(|(code, _)| *code)).collect();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
        assert!(
            codes.iter().all(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_lowercase()))
        );
    }
}

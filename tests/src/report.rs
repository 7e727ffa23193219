//! Prints the matrix group × language, what failed, and one last line.

use std::collections::BTreeMap;

/// The counts of one group in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Cases that passed.
    pub passed: usize,
    /// Cases that failed.
    pub failed: usize,
    /// Cases that the language cannot express.
    pub not_applicable: usize,
}

/// What came of a whole run.
#[derive(Debug, Default)]
pub struct Report {
    languages: Vec<String>,
    counts: BTreeMap<(String, String), Count>,
    failures: Vec<(String, String, Vec<String>)>,
    not_applicable: BTreeMap<(String, String), Vec<String>>,
}

impl Report {
    /// Returns an empty report with a column for each of `languages`.
    pub fn new(languages: &[&str]) -> Report {
        Report { languages: languages.iter().map(|&name| name.to_owned()).collect(), ..Report::default() }
    }

    /// Counts a case; it passed when nothing is `wrong`.
    pub fn case(&mut self, group: &str, name: &str, language: &str, wrong: Vec<String>) {
        let count = self.count(group, language);
        if wrong.is_empty() {
            count.passed += 1;
        } else {
            count.failed += 1;
            self.failures.push((name.to_owned(), language.to_owned(), wrong));
        }
    }

    /// Counts a case that the language cannot express.
    pub fn not_applicable(&mut self, group: &str, name: &str, language: &str, reason: &str) {
        self.count(group, language).not_applicable += 1;
        let key = (language.to_owned(), reason.to_owned());
        self.not_applicable.entry(key).or_default().push(name.to_owned());
    }

    /// Says whether nothing failed and something passed.
    pub fn is_good(&self) -> bool {
        self.failures.is_empty() && self.total().passed > 0
    }

    /// Returns the report as text.
    pub fn text(&self) -> String {
        let mut groups: Vec<&str> = self.counts.keys().map(|(group, _)| group.as_str()).collect();
        groups.dedup();
        let mut text = format!("\n{:<16}", "");
        text.extend(self.languages.iter().map(|name| format!("{name:>16}")));
        for group in groups {
            text.push_str(&format!("\n{group:<16}"));
            for language in &self.languages {
                let key = (group.to_owned(), language.clone());
                let cell = self.counts.get(&key).map_or_else(String::new, Count::cell);
                text.push_str(&format!("{cell:>16}"));
            }
        }
        text.push('\n');
        for ((language, reason), cases) in &self.not_applicable {
            text.push_str(&format!("\nn/a in {language}, {} cases: {reason}", cases.len()));
        }
        for (name, language, wrong) in &self.failures {
            text.push_str(&format!("\n\nFAILED {name} ({language})"));
            for line in wrong.iter().take(12) {
                text.push_str(&format!("\n  {line}"));
            }
        }
        let Count { passed, failed, .. } = self.total();
        text.push_str(&format!("\n\n{passed} passed, {failed} failed"));
        text
    }

    fn count(&mut self, group: &str, language: &str) -> &mut Count {
        self.counts.entry((group.to_owned(), language.to_owned())).or_default()
    }

    fn total(&self) -> Count {
        let mut total = Count::default();
        for count in self.counts.values() {
            total.passed += count.passed;
            total.failed += count.failed;
        }
        total
    }
}

impl Count {
    /// Returns the count as a cell of the matrix: `17/17`, `16/17 FAIL`, `15/15 2n/a`.
    fn cell(&self) -> String {
        let all = self.passed + self.failed;
        let failed = if self.failed > 0 { " FAIL" } else { "" };
        let missing =
            if self.not_applicable > 0 { format!(" {} n/a", self.not_applicable) } else { String::new() };
        format!("{}/{all}{failed}{missing}", self.passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts() {
        let mut report = Report::new(&["rust"]);
        report.case("forms", "forms/a", "rust", Vec::new());
        assert!(report.is_good());
        report.case("forms", "forms/b", "rust", vec!["step 0: expected 1, got 2".to_owned()]);
        report.not_applicable("forms", "forms/c", "rust", "no floats");
        assert!(!report.is_good());
        let text = report.text();
        assert!(text.contains("1/2 FAIL 1 n/a") && text.ends_with("1 passed, 1 failed"), "{text}");
    }

    #[test]
    fn nothing_run_is_nothing_good() {
        assert!(!Report::new(&["rust"]).is_good());
    }
}

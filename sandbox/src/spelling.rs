//! The nearest known name to a misspelt one.

/// Returns the name nearest to `given`, where one is near enough to be meant.
pub(crate) fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let given: Vec<char> = given.chars().take(64).collect();
    let near = known.map(|name| (distance(&given, &name.chars().collect::<Vec<_>>()), name)).min()?;
    (near.0 <= 2.min(near.1.len() / 2)).then_some(near.1)
}

/// Counts the insertions, deletions, changes and swaps of neighbours that lead from one to the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = usize::from(a[i - 1] != b[j - 1]);
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                let swap = if swapped { rows[i - 2][j - 2] + 1 } else { usize::MAX };
                swap.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + change)
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let known = ["amount", "currency", "source", "customer"];
        for (given, meant) in
            [("ammount", "amount"), ("amonut", "amount"), ("curency", "currency"), ("Source", "source")]
        {
            assert_eq!(nearest(given, known.into_iter()), Some(meant));
        }
        assert_eq!(nearest("colour", known.into_iter()), None);
        assert_eq!(nearest("x", [].into_iter()), None);
    }
}

//! Words that may be abbreviated, as keytool lets them be: `san`, `keyU`, `dS`.

/// A word that could be several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// The word as it was typed.
    pub word: String,
    /// What it could be.
    pub choices: Vec<&'static str>,
}

/// Which of `names` the word stands for: one that begins with it, or whose first letter and capitals it is, in any
/// case; `None` where none is meant. A name spelled out is meant even where another begins with it.
///
/// # Errors
/// [`Ambiguous`], with those of the first `told` names that are possible.
pub(super) fn choose(word: &str, names: &[&'static str], told: usize) -> Result<Option<usize>, Ambiguous> {
    if let Some(index) = names.iter().position(|name| name.eq_ignore_ascii_case(word)) {
        return Ok(Some(index));
    }
    let is_meant = |name: &str| {
        let begins = name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        begins || capitals(name).eq_ignore_ascii_case(word)
    };
    let possible: Vec<usize> =
        names.iter().enumerate().filter(|(_, name)| is_meant(name)).map(|(index, _)| index).collect();
    match possible.as_slice() {
        [] => Ok(None),
        [index] => Ok(Some(*index)),
        several => Err(Ambiguous {
            word: word.to_owned(),
            choices: several
                .iter()
                .filter(|index| **index < told)
                .filter_map(|index| names.get(*index).copied())
                .collect(),
        }),
    }
}

/// The first letter and the capitals after it.
fn capitals(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().chain(letters.filter(char::is_ascii_uppercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_capitals() {
        let names = ["keyEncipherment", "keyCertSign", "cRLSign"];
        assert_eq!(choose("kcs", &names, 3), Ok(Some(1)));
        assert_eq!(choose("KEYC", &names, 3), Ok(Some(1)));
        assert_eq!(choose("kc", &names, 3), Ok(None));
        assert_eq!(choose("crl", &names, 3), Ok(Some(2)));
        let ambiguous = Ambiguous { word: "k".into(), choices: vec!["keyEncipherment", "keyCertSign"] };
        assert_eq!(choose("k", &names, 3), Err(ambiguous));
        assert_eq!(choose("anyone", &["any", "anyone"], 2), Ok(Some(1)));
    }
}

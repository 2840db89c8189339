//! Java's version numbers.

/// The feature and the update of a version: 8 and 202 of `1.8.0_202` and `8u202`, 17 and 9 of `17.0.9`; `None` for what
/// is no version.
///
/// ```
/// use keytool_rs::jvm::version;
/// assert_eq!(version::read("1.8.0_202"), Some((8, Some(202))));
/// assert_eq!(version::read("17.0.9+9"), Some((17, Some(9))));
/// assert_eq!(version::read("25"), Some((25, None)));
/// ```
pub fn read(text: &str) -> Option<(u32, Option<u32>)> {
    let mut numbers = Vec::new();
    for part in text.split(['.', '_', 'u', '-', '+']) {
        match part.parse::<u32>() {
            Ok(number) => numbers.push(number),
            Err(_) if numbers.is_empty() => return None,
            Err(_) => break,
        }
    }
    match numbers.as_slice() {
        [1, feature] => Some((*feature, None)),
        [1, feature, _] => Some((*feature, None)),
        [1, feature, _, update, ..] => Some((*feature, Some(*update))),
        [feature] => Some((*feature, None)),
        [feature, update] if text.contains('u') => Some((*feature, Some(*update))),
        [feature, _] => Some((*feature, None)),
        [feature, _, update, ..] => Some((*feature, Some(*update))),
        [] => None,
    }
}

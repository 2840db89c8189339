//! Logs, which anybody may have written anything into.

use keytool_rs::explain::Explainer;
use keytool_rs::report::explain::Log;
use keytool_rs::report::{human, json};

/// The longest line of evidence, in bytes.
const LONGEST_EVIDENCE: usize = 400;

/// A log in pieces of the length that the first byte says, told to people and to programs.
pub(crate) fn logs(bytes: &[u8]) {
    let Some((piece, log)) = bytes.split_first() else { return };
    let mut explainer = Explainer::default();
    for chunk in log.chunks(usize::from(*piece) + 1) {
        explainer.feed(chunk);
    }
    let explanation = explainer.finish();
    for attempt in explanation.iter().flat_map(|explanation| &explanation.attempts) {
        assert!(attempt.first_line <= attempt.last_line);
        for evidence in attempt.diagnosis.iter().flat_map(|diagnosis| &diagnosis.evidence) {
            assert!(evidence.text.len() <= LONGEST_EVIDENCE && evidence.line > 0);
        }
    }
    let logs = [Log { name: "-", explanation }];
    let text = human::explanation(&logs, false);
    assert!(!text.chars().any(|character| character.is_control() && character != '\n'));
    assert!(json::explanation(&logs).ends_with("}\n"));
}

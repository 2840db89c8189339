//! keytool's questions about a name, where none is given.

use crate::commands::{Context, Failure, MakingFault};
use crate::report::keytool::certificate::java_name;
use crate::report::{NamePart, Notice, Question};
use crate::x509::Name;
use crate::x509::build::of_values;

/// Java: how often the questions are asked before it gives up.
const ROUNDS: usize = 21;

/// Asks until the name is right. Gives its DER.
///
/// # Errors
/// [`MakingFault::NameNotGiven`] when nothing has come of it so often.
pub(super) fn ask(context: &mut Context<'_>) -> Result<Vec<u8>, Failure> {
    let mut answers = NamePart::ALL.map(|_| "Unknown".to_owned());
    let mut is_first = true;
    for _ in 0..ROUNDS {
        context.say(&Notice::NameInstructions)?;
        for (part, answer) in NamePart::ALL.into_iter().zip(&mut answers) {
            let question = Question::NamePart { part, default: answer.clone() };
            // Java: one reader for all of them, so that a pipe may answer all.
            let line = if is_first { context.ask(&question)? } else { context.ask_on(&question)? };
            is_first = false;
            match line.as_deref() {
                None | Some("") => {}
                Some(".") => answer.clear(),
                Some(typed) => typed.clone_into(answer),
            }
        }
        let given: Vec<(&str, &str)> = NamePart::ALL
            .iter()
            .zip(&answers)
            .filter(|(_, answer)| !answer.is_empty())
            .map(|(part, answer)| (part.keyword(), answer.as_str()))
            .collect();
        if given.is_empty() {
            context.say(&Notice::NameEmpty)?;
            continue;
        }
        let der = of_values(given);
        let shown = Name::from_der(&der).map(|name| java_name(&name)).unwrap_or_default();
        let answer = context.ask_on(&Question::NameCorrect { name: shown })?.unwrap_or_default();
        if matches!(answer.trim().to_lowercase().as_str(), "yes" | "y") {
            context.say(&Notice::NameConfirmed)?;
            return Ok(der);
        }
    }
    Err(MakingFault::NameNotGiven.into())
}

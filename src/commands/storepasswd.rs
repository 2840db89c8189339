//! `storepasswd`: gives a keystore another password.

use super::arguments::{ChangeArguments, NewPasswordArguments, StoreArguments};
use super::context::SHORTEST_PASSWORD;
use super::session::{Purpose, Session};
use super::{Context, Failure, weakness};
use crate::report::{Change, Notice, Question};
use crate::secret::Password;

/// Changes the password of a keystore
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs storepasswd --keystore agent.p12
  keytool-rs storepasswd --keystore agent.p12 --storepass-env OLD --new-env NEW")]
pub struct StorePasswd {
    #[command(flatten)]
    pub(super) new: NewPasswordArguments,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl StorePasswd {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let given = self.new.password(context)?;
        let mut session = Session::open(context, &self.store, Purpose::Change)?;
        if !context.is_keytool() && session.is_passwordless() {
            return Err(Failure::NoPassword { path: session.named });
        }
        let old = session.password.clone();
        let new = match given {
            Some(given) if given.java_length() < SHORTEST_PASSWORD => {
                return Err(Failure::NewPasswordTooShort);
            }
            Some(given) => Some(given),
            // Java: of a password to be replaced, giving up is an error.
            None => Some(ask_new(context, old.as_ref()).map_err(|failure| match failure {
                Failure::TooManyFailures => Failure::TooManyKeyPasswordFailures,
                other => other,
            })?),
        };
        let saving = self.changing.saving(context);
        session.change_password(context, saving, new)?;
        weakness::note_proprietary(context, &session);
        context.report_changes(&session, saving, &[Change::password()])?;
        Ok(0)
    }
}

fn ask_new(context: &mut Context<'_>, old: Option<&Password>) -> Result<Password, Failure> {
    context.ask_new_password(
        &Question::ReplacingStorePassword,
        &Question::ReplacingStorePasswordAgain,
        |password| match password {
            Some(password) if Some(password) == old => Some(Notice::PasswordsMustDiffer),
            Some(password) if password.java_length() >= SHORTEST_PASSWORD => None,
            _ => Some(Notice::PasswordTooShort),
        },
    )
}

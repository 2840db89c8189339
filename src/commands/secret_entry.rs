//! A new entry of a secret key or a password: the work that `genseckey` and `importpass` share.

use super::arguments::{ChangeArguments, KeyPasswordArguments, StoreArguments, alias_of};
use super::context::ATTEMPTS;
use super::session::{Purpose, Session};
use super::{Context, Failure, keys, weakness};
use crate::crypto::key_generator::Generator;
use crate::formats::keys::{OpenKey, is_password, protect};
use crate::keystore::{Content, KeyClass, SecretKey};
use crate::report::keytool::weakness::Object;
use crate::report::{Action, Change, Notice, Question};
use crate::secret::{Password, SecretBytes};

/// Which entry is wanted, and where.
pub(super) struct SecretRequest<'a> {
    pub(super) alias: Option<String>,
    pub(super) algorithm: Option<String>,
    pub(super) bits: Option<i32>,
    pub(super) key: &'a KeyPasswordArguments,
    pub(super) changing: &'a ChangeArguments,
    pub(super) store: &'a StoreArguments,
}

/// The size of a new key where none is named (natively).
const DEFAULT_BITS: i32 = 256;
/// What a password's key is called whatever it was named: Java's factory for `PBE` makes keys of this algorithm.
const PASSWORD_ALGORITHM: &str = "PBEWithMD5AndDES";

impl SecretRequest<'_> {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let mut session = Session::open(context, self.store, Purpose::ChangeOrCreate)?;
        let given = keys::given(context, &session, self.key)?;
        let algorithm = self.algorithm.as_deref().ok_or(Failure::KeyAlgorithmMissing)?;
        let alias = alias_of(context, self.alias.as_ref(), None)?;
        let taken = || Failure::SecretAliasTaken { alias: alias.clone() };
        if session.store.find(&alias).is_some() {
            return Err(taken());
        }
        let judge = weakness::Judge::new(context.machine);
        let key = if is_password(algorithm) {
            let password = stored_password(context)?;
            if context.verbose {
                context.say(&Notice::SecretKeyMade { algorithm: "PBE".into(), bits: None })?;
            }
            judge.note_secret(context, Object::GeneratedSecret, algorithm);
            let encoded = SecretBytes::new(password.utf8().to_vec());
            SecretKey { algorithm: PASSWORD_ALGORITHM.into(), encoded, class: KeyClass::Own }
        } else {
            let key = self.generated(context, algorithm)?;
            judge.note_secret(context, Object::GeneratedSecret, &key.algorithm);
            key
        };
        let format = session.store.provenance.format;
        let is_shared = session.has_one_password(context);
        let otherwise = session.password.clone();
        let question = Question::NewKeyPassword { alias: alias.clone(), or_store: otherwise.is_some() };
        let password = keys::password_of_new_key(context, is_shared, given, otherwise.as_ref(), &question)?;
        // Java: a password is protected with what it was named after.
        let protection =
            Some(algorithm).filter(|name| is_password(name) && !name.eq_ignore_ascii_case("PBE"));
        let protected = protect(&OpenKey::Secret(key), format, &password, protection, context.machine)
            .map_err(|source| Failure::Protection { alias: alias.clone(), source })?;
        let created = context.machine.now.as_millisecond();
        let saving = self.changing.saving(context);
        let change = session.change(context, saving, |store| {
            if store.find(&alias).is_some() {
                return Err(taken());
            }
            store.set(&alias, created, Content::SecretKey(protected.clone()));
            let added = store.find(&alias).ok_or_else(|| Failure::AliasMissing { alias: alias.clone() })?;
            Ok((true, Change::to(Action::Added, added)))
        })?;
        weakness::note_proprietary(context, &session);
        context.report_keys(&session, saving, &[change])?;
        Ok(0)
    }

    fn generated(&self, context: &mut Context<'_>, algorithm: &str) -> Result<SecretKey, Failure> {
        let generator = Generator::find(algorithm)
            .ok_or_else(|| Failure::NoKeyGenerator { name: algorithm.to_owned() })?;
        // Java: -1 stands for none.
        let given = self.bits.filter(|bits| *bits != -1);
        let bits = match (given, algorithm) {
            (Some(bits), _) => bits,
            // Java: knows the sizes of these two, by these names.
            (None, name) if name.eq_ignore_ascii_case("DES") => 56,
            (None, name) if name.eq_ignore_ascii_case("DESede") => 168,
            (None, _) if !context.is_keytool() => DEFAULT_BITS,
            (None, _) => return Err(Failure::KeySizeMissing),
        };
        let bits = generator.check(bits).map_err(Failure::KeySize)?;
        let encoded = generator.generate(bits, context.machine)?;
        context.say(&Notice::SecretKeyMade { algorithm: generator.name.to_owned(), bits: Some(bits) })?;
        let class = if generator.has_own_class() { KeyClass::Own } else { KeyClass::Spec };
        Ok(SecretKey { algorithm: generator.name.to_owned(), encoded, class })
    }
}

/// The password that is to be kept.
///
/// Java: takes one line of a pipe, whatever it is, without a question.
fn stored_password(context: &mut Context<'_>) -> Result<Password, Failure> {
    if !context.console.is_interactive() {
        let line = context.unasked_password()?;
        return match line.filter(|line| context.is_keytool() || !line.is_empty()) {
            None if !context.is_keytool() => Err(Failure::PasswordMissing),
            line => Ok(line.unwrap_or_else(|| Password::new(""))),
        };
    }
    for _ in 0..ATTEMPTS {
        let first = context.ask_password(&Question::PasswordToStore)?;
        if context.ask_password(&Question::PasswordToStoreAgain)? == first {
            return Ok(first.unwrap_or_else(|| Password::new("")));
        }
        context.say(&Notice::PasswordsDoNotMatch)?;
    }
    Err(Failure::KeyNotAdded)
}

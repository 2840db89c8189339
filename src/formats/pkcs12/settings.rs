//! What a new PKCS#12 store is protected with: JDK 25's defaults, and the properties that change them.

use crate::machine::Machine;

/// What a new store, a new safe or a new key is protected with, under Java's names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pkcs12Settings {
    /// The encryption of certificates; `None` for none.
    pub certificates: Option<String>,
    /// Its iteration count.
    pub certificate_iterations: u32,
    /// The encryption of keys.
    pub keys: String,
    /// Its iteration count.
    pub key_iterations: u32,
    /// The MAC over the store; `None` for none.
    pub mac: Option<String>,
    /// Its iteration count.
    pub mac_iterations: u32,
}

impl Default for Pkcs12Settings {
    /// JDK 25's defaults.
    fn default() -> Self {
        Self {
            certificates: Some("PBEWithHmacSHA256AndAES_256".to_owned()),
            certificate_iterations: 10_000,
            keys: "PBEWithHmacSHA256AndAES_256".to_owned(),
            key_iterations: 10_000,
            mac: Some("HmacPBESHA256".to_owned()),
            mac_iterations: 10_000,
        }
    }
}

/// An iteration count that Java refuses: one that is no number, or none from 1 to 5,000,000.
///
/// keytool: `java.lang.IllegalArgumentException: keystore.pkcs12.macIterationCount is not a number: x`, and
/// `java.lang.IllegalArgumentException: Invalid keystore.pkcs12.macIterationCount: 0`, when it writes the store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{property} is {value}")]
pub struct SettingsError {
    /// The property.
    pub property: &'static str,
    /// Its value.
    pub value: String,
    /// Whether the value is a number at all.
    pub is_number: bool,
}

impl Pkcs12Settings {
    /// The settings that the `keystore.pkcs12.…` properties given with `-J-D` ask for.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn from_machine(machine: &Machine) -> Result<Self, SettingsError> {
        let mut settings = Self::default();
        // Java: whatever the value, even `false` or nothing, the property's presence decides; single settings win.
        if machine.property("keystore.pkcs12.legacy").is_some() {
            settings = Self {
                certificates: Some("PBEWithSHA1AndRC2_40".to_owned()),
                certificate_iterations: 50_000,
                keys: "PBEWithSHA1AndDESede".to_owned(),
                key_iterations: 50_000,
                mac: Some("HmacPBESHA1".to_owned()),
                mac_iterations: 100_000,
            };
        }
        if let Some(name) = algorithm(machine, "keystore.pkcs12.certProtectionAlgorithm") {
            settings.certificates = (!name.eq_ignore_ascii_case("NONE")).then_some(name);
        }
        if let Some(name) = algorithm(machine, "keystore.pkcs12.keyProtectionAlgorithm") {
            settings.keys = name;
        }
        if let Some(name) = algorithm(machine, "keystore.pkcs12.macAlgorithm") {
            settings.mac = (!name.eq_ignore_ascii_case("NONE")).then_some(name);
        }
        for (property, count) in [
            ("keystore.pkcs12.certPbeIterationCount", &mut settings.certificate_iterations),
            ("keystore.pkcs12.keyPbeIterationCount", &mut settings.key_iterations),
            ("keystore.pkcs12.macIterationCount", &mut settings.mac_iterations),
        ] {
            if let Some(value) = machine.property(property).filter(|value| !value.is_empty()) {
                let number = value.parse::<i32>().ok();
                *count = number
                    .and_then(|number| u32::try_from(number).ok())
                    .filter(|count| (1..=crate::crypto::pbe::MAX_ITERATIONS).contains(count))
                    .ok_or_else(|| SettingsError {
                        property,
                        value: value.to_owned(),
                        is_number: number.is_some(),
                    })?;
            }
        }
        Ok(settings)
    }
}

fn algorithm(machine: &Machine, property: &str) -> Option<String> {
    machine.property(property).filter(|value| !value.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn properties_change_the_defaults() {
        let mut machine = Machine::new(Timestamp::UNIX_EPOCH, [], Box::new(|_| Ok(())));
        assert_eq!(Pkcs12Settings::from_machine(&machine).unwrap(), Pkcs12Settings::default());
        let mut set = |name: &str, value: &str| machine.properties.insert(name.into(), value.into());
        set("keystore.pkcs12.legacy", "");
        set("keystore.pkcs12.certProtectionAlgorithm", "none");
        set("keystore.pkcs12.macIterationCount", "7");
        let settings = Pkcs12Settings::from_machine(&machine).unwrap();
        assert_eq!((settings.certificates, settings.mac_iterations), (None, 7));
        assert_eq!(settings.keys, "PBEWithSHA1AndDESede");
        for (wrong, is_number) in [("0", true), ("5000001", true), ("x", false), ("-1", true)] {
            machine.properties.insert("keystore.pkcs12.keyPbeIterationCount".into(), wrong.into());
            let error = Pkcs12Settings::from_machine(&machine).unwrap_err();
            assert_eq!((error.value.as_str(), error.is_number), (wrong, is_number));
        }
    }
}

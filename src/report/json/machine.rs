//! The Javas of a machine, as JSON.

use std::path::Path;

use serde::Serialize;

use super::{CauseDocument, causes, write};
use crate::jvm::discover::Via;
use crate::jvm::launch::Unseen;
use crate::jvm::truststore::{Access, KEY_STORE, Used};
use crate::report::machine::{
    JavaSeen, MachineSeen, ProcessSeen, ServiceSeen, StoreSeen, Trusting, kind_name, origin, place_id,
    setting_value, unseen_id,
};
use crate::secret::veiled;

#[derive(Serialize)]
struct Document {
    javas: Vec<JavaDocument>,
    processes: Vec<ProcessDocument>,
    services: Vec<ServiceDocument>,
    /// Files that were named and could not be read, and why.
    unread: Vec<UnreadDocument>,
    /// Whether this system shows processes.
    processes_shown: bool,
    /// How many did not even tell their program.
    hidden_processes: usize,
    /// SHA-256 of the certificate that was looked for.
    wanted: Option<String>,
}

#[derive(Serialize)]
struct UnreadDocument {
    file: String,
    reason: String,
}

#[derive(Serialize)]
struct JavaDocument {
    home: String,
    names: Vec<String>,
    found_by: Vec<String>,
    version: Option<String>,
    vendor: Option<String>,
    cacerts: Option<String>,
    /// Where a link leads.
    cacerts_target: Option<String>,
    jssecacerts: Option<String>,
    store: Option<StoreDocument>,
    processes: Vec<u32>,
}

#[derive(Serialize)]
struct StoreDocument {
    #[serde(rename = "type")]
    type_name: Option<&'static str>,
    entries: Option<usize>,
    /// Certificates of no public root.
    added: Option<usize>,
    /// The alias of what was looked for.
    wanted: Option<String>,
}

#[derive(Serialize)]
struct ProcessDocument {
    pid: u32,
    user: Option<u32>,
    program: Option<String>,
    main: Option<String>,
    home: Option<String>,
    version: Option<String>,
    started: Option<String>,
    /// The unit of systemd that it belongs to.
    unit: Option<String>,
    /// Whether its words and environment could be read.
    is_open: bool,
    truststore: Option<TrustStoreDocument>,
    /// What it was told of its own keys.
    keystore: Option<ToldDocument>,
    /// Files that it was told to read, and that cannot be read now.
    unread: Vec<String>,
    /// Where else it may have been told something that cannot be seen.
    unseen: Vec<UnseenDocument>,
    causes: Vec<CauseDocument>,
}

#[derive(Serialize)]
struct UnseenDocument {
    /// `words`, `environment`, `program`, `changed-file`, `starter` or `cut`.
    what: &'static str,
    /// The file that was changed, or the program that starts the Java.
    file: Option<String>,
}

#[derive(Serialize)]
struct ServiceDocument {
    file: String,
    kind: &'static str,
    /// What was included.
    read: Vec<String>,
    home: Option<String>,
    truststore: Option<TrustStoreDocument>,
    keystore: Option<ToldDocument>,
    /// Where else it may be told something that cannot be seen.
    unseen: Vec<UnseenDocument>,
    /// Stores that are named in words of the service's own.
    stores: Vec<NamedDocument>,
    settings: Vec<SettingDocument>,
    causes: Vec<CauseDocument>,
}

#[derive(Serialize)]
struct NamedDocument {
    path: String,
    is_truststore: bool,
    #[serde(rename = "type")]
    type_name: Option<String>,
    origin: String,
}

#[derive(Serialize)]
struct SettingDocument {
    name: String,
    value: String,
    origin: String,
}

#[derive(Serialize)]
struct TrustStoreDocument {
    /// Null where none is used.
    path: Option<String>,
    store: Option<StoreDocument>,
    anchors: Option<usize>,
    steps: Vec<StepDocument>,
    /// When the store was changed, where that was after the start.
    changed_after_start: Option<String>,
}

#[derive(Serialize)]
struct StepDocument {
    /// `told`, `jssecacerts` or `cacerts`.
    place: &'static str,
    path: String,
    /// `readable`, `missing`, `no-file`, `forbidden`, `unnamable` or `unknown`.
    access: &'static str,
    /// Where it was told.
    origin: Option<String>,
}

#[derive(Serialize)]
struct ToldDocument {
    path: String,
    origin: String,
}

/// All of it.
pub fn machine(seen: &MachineSeen) -> String {
    write(&Document {
        javas: seen.javas.iter().map(java).collect(),
        processes: seen.processes.iter().map(process).collect(),
        services: seen.services.iter().map(service).collect(),
        unread: seen
            .unread
            .iter()
            .map(|(file, fault)| UnreadDocument { file: file.clone(), reason: fault.to_string() })
            .collect(),
        processes_shown: seen.shows_processes,
        hidden_processes: seen.hidden,
        wanted: seen.wanted.clone(),
    })
}

/// A path; where a password stands in it by mistake, without that.
fn named(path: &Path) -> String {
    veiled(&path.display().to_string()).into_owned()
}

fn java(java: &JavaSeen) -> JavaDocument {
    let installed = &java.installed;
    JavaDocument {
        home: named(&installed.home),
        names: installed.names.iter().map(|name| named(name)).collect(),
        found_by: installed
            .via
            .iter()
            .map(|via| match via {
                Via::Variable(name) => (*name).to_owned(),
                Via::Path => "PATH".to_owned(),
                Via::Usual => "usual".to_owned(),
                Via::Searched => "searched".to_owned(),
                Via::Running => "running".to_owned(),
            })
            .collect(),
        version: installed.told.version.clone(),
        vendor: installed.told.vendor.clone(),
        cacerts: installed.cacerts.as_deref().map(named),
        cacerts_target: installed.cacerts_target.as_deref().map(named),
        jssecacerts: installed.jssecacerts.as_deref().map(named),
        store: java.store.as_ref().map(store),
        processes: java.runs.clone(),
    }
}

fn store(store: &StoreSeen) -> StoreDocument {
    StoreDocument {
        type_name: store.format.map(|format| format.java_name()),
        entries: store.entries,
        added: store.added,
        wanted: store.wanted.clone(),
    }
}

fn process(seen: &ProcessSeen) -> ProcessDocument {
    let (process, java) = (&seen.process, &seen.java);
    ProcessDocument {
        pid: process.pid,
        user: java.surroundings.user,
        program: process.program.as_deref().map(named),
        main: java.launch.main.clone(),
        home: java.surroundings.home.as_deref().map(named),
        version: java.told.version.clone(),
        started: process.started.map(|started| started.to_string()),
        unit: process.surroundings.unit.clone(),
        is_open: process.words.is_some() && process.variables.is_some(),
        truststore: trust_store(java),
        keystore: key_store(java),
        unread: java.launch.unread.iter().map(|file| named(file)).collect(),
        unseen: java.launch.unseen.iter().map(unseen).collect(),
        causes: causes(&java.findings),
    }
}

fn unseen(unseen: &Unseen) -> UnseenDocument {
    let file = match unseen {
        Unseen::Changed(file) | Unseen::StartedBy(file) => Some(named(file)),
        _ => None,
    };
    UnseenDocument { what: unseen_id(unseen), file }
}

fn key_store(seen: &Trusting) -> Option<ToldDocument> {
    let setting = seen.launch.setting(KEY_STORE)?;
    Some(ToldDocument { path: veiled(&setting.value).into_owned(), origin: origin(&setting.origin) })
}

fn service(seen: &ServiceSeen) -> ServiceDocument {
    let service = &seen.service;
    ServiceDocument {
        file: named(&service.file),
        kind: kind_name(service.kind),
        read: service.read.iter().map(|path| named(path)).collect(),
        home: seen.java.surroundings.home.as_deref().map(named),
        truststore: trust_store(&seen.java),
        keystore: key_store(&seen.java),
        unseen: seen.java.launch.unseen.iter().map(unseen).collect(),
        stores: service
            .stores
            .iter()
            .map(|said| NamedDocument {
                path: named(&said.value.path),
                is_truststore: said.value.is_truststore,
                type_name: said.value.type_name.clone(),
                origin: origin(&said.origin),
            })
            .collect(),
        settings: service
            .settings
            .iter()
            .map(|said| SettingDocument {
                name: said.value.0.clone(),
                value: setting_value(&said.value.0, &said.value.1).to_owned(),
                origin: origin(&said.origin),
            })
            .collect(),
        causes: causes(&seen.java.findings),
    }
}

fn trust_store(seen: &Trusting) -> Option<TrustStoreDocument> {
    seen.choice.as_ref().map(|choice| TrustStoreDocument {
        path: match &choice.used {
            Used::File(path) | Used::Unseen(path) => Some(named(path)),
            Used::None | Used::Nothing => None,
        },
        store: seen.store.as_ref().map(store),
        anchors: seen.anchors,
        steps: choice
            .steps
            .iter()
            .map(|step| StepDocument {
                place: place_id(&step.place),
                path: named(&step.path),
                access: match step.access {
                    Access::Readable => "readable",
                    Access::Missing => "missing",
                    Access::NoFile => "no-file",
                    Access::Forbidden => "forbidden",
                    Access::Unnamable => "unnamable",
                    Access::Unknown => "unknown",
                },
                origin: match &step.place {
                    crate::jvm::truststore::Place::Told(setting) => Some(origin(&setting.origin)),
                    _ => None,
                },
            })
            .collect(),
        changed_after_start: seen.changed.map(|changed| changed.to_string()),
    })
}

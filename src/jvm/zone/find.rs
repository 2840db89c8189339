//! Which zone a JVM on this machine takes for its own: the property, `TZ`, `/etc/localtime`, and what the C library
//! makes of them where Java knows no such zone.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use jiff::tz::TimeZone;

use super::Zone;
use crate::machine::Machine;

/// Where the machine's own zones lie.
const ZONEINFO: &str = "/usr/share/zoneinfo";
/// The machine's own setting.
const LOCALTIME: &str = "/etc/localtime";
/// A zone file that is larger than this is none.
const LARGEST: u64 = 64 * 1024;
/// Folders below [`ZONEINFO`] are not followed deeper than this; links could go in circles.
const DEEPEST: usize = 6;

/// The zone that `TimeZone.getDefault()` gives in a JVM that starts on this machine.
pub(super) fn default_zone(machine: &Machine) -> Zone {
    let name = match machine.property("user.timezone") {
        Some(name) if !name.is_empty() => Some(name.to_owned()),
        _ => machine_name(machine),
    };
    name.and_then(|name| Zone::named(&name)).unwrap_or_else(|| {
        // Java: a name it does not know is dropped, and the C library says how far the clock is from Greenwich now.
        let offset = library_offset(machine).unwrap_or_default();
        Zone::named(&distance_name(offset)).unwrap_or_else(Zone::greenwich)
    })
}

/// The zone's name as the machine gives it; Java may not know it.
fn machine_name(machine: &Machine) -> Option<String> {
    let name = match machine.variable("TZ") {
        Some(name) if !name.is_empty() => name.strip_prefix(':').unwrap_or(name).to_owned(),
        _ => localtime_name(machine)?,
    };
    Some(name.strip_prefix("posix/").map(str::to_owned).unwrap_or(name))
}

/// The name behind `/etc/localtime`: where the link points, else the zone file with the same content.
fn localtime_name(machine: &Machine) -> Option<String> {
    let localtime = machine.path(LOCALTIME);
    if let Ok(target) = fs::read_link(machine.link(LOCALTIME))
        && let Some((_, name)) = target.to_string_lossy().split_once("zoneinfo/")
    {
        let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty()).collect();
        return Some(parts.join("/"));
    }
    let content = zone_file(&localtime)?;
    let folder = machine.path(ZONEINFO);
    // Java: these two are tried before the search, so that UTC is not found under one of its nicknames.
    ["UTC", "GMT"]
        .into_iter()
        .find(|name| same(&folder.join(name), &content))
        .map(str::to_owned)
        .or_else(|| search(&folder, &content, "", DEEPEST))
}

/// The first file with that content, in the order in which the folder lists them, as Java takes it.
fn search(folder: &Path, content: &[u8], prefix: &str, depth: usize) -> Option<String> {
    for entry in fs::read_dir(folder).ok()?.filter_map(Result::ok) {
        let Ok(file_name) = entry.file_name().into_string() else { continue };
        // Java: never answers with these, which are copies of other zones.
        if file_name.starts_with('.') || ["ROC", "posixrules", "localtime"].contains(&file_name.as_str()) {
            continue;
        }
        let name = format!("{prefix}{file_name}");
        let path = entry.path();
        if path.is_dir() {
            let found =
                depth.checked_sub(1).and_then(|depth| search(&path, content, &format!("{name}/"), depth));
            if found.is_some() {
                return found;
            }
        } else if same(&path, content) {
            return Some(name);
        }
    }
    None
}

fn same(path: &Path, content: &[u8]) -> bool {
    let alike = fs::metadata(path).is_ok_and(|metadata| usize::try_from(metadata.len()) == Ok(content.len()));
    alike && zone_file(path).is_some_and(|own| own == content)
}

/// The bytes of an ordinary file of a zone's size.
fn zone_file(path: &Path) -> Option<Vec<u8>> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
    (!bytes.is_empty() && bytes.len() as u64 <= LARGEST).then_some(bytes)
}

/// `GMT+hh:mm`, `GMT+hmm`, `GMT-h`, `GMT+hh:mm:ss` and so on: Java's name for that distance from Greenwich, and the
/// distance in seconds. `None` for anything else.
pub(super) fn distance(id: &str) -> Option<(String, i32)> {
    let rest = id.strip_prefix("GMT")?;
    let (sign, digits) = match (rest.strip_prefix('+'), rest.strip_prefix('-')) {
        (Some(digits), _) => ('+', digits),
        (_, Some(digits)) => ('-', digits),
        _ => return None,
    };
    let mut parts = digits.split(':');
    let (hours, minutes) = match (parts.next()?, parts.next()) {
        (run, None) if run.len() > 2 => run.split_at_checked(run.len() - 2)?,
        (hours, minutes) => (hours, minutes.unwrap_or("00")),
    };
    let seconds = parts.next().unwrap_or("00");
    if parts.next().is_some() || hours.len() > 2 || minutes.len() != 2 || seconds.len() != 2 {
        return None;
    }
    let (hours, minutes, seconds) = (number(hours, 23)?, number(minutes, 59)?, number(seconds, 59)?);
    let mut name = format!("GMT{sign}{hours:02}:{minutes:02}");
    if seconds > 0 {
        name.push_str(&format!(":{seconds:02}"));
    }
    let distance = hours * 3600 + minutes * 60 + seconds;
    Some((name, if sign == '-' { -distance } else { distance }))
}

/// A number of ASCII digits up to `most`.
fn number(digits: &str, most: i32) -> Option<i32> {
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| all_digits && *number <= most)
}

/// The name that a JVM makes of the C library's offset, to the minute.
fn distance_name(offset: i32) -> String {
    let minutes = offset.unsigned_abs() / 60;
    if offset >= 0 && minutes == 0 {
        return "GMT".into();
    }
    format!("GMT{}{:02}:{:02}", if offset < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}

/// How many seconds east of Greenwich the C library's clock is now: by the zone file that `TZ` names, by its POSIX
/// rule, or by `/etc/localtime`.
fn library_offset(machine: &Machine) -> Option<i32> {
    let by = |zone: TimeZone| zone.to_offset(machine.now).seconds();
    let by_file = |path: &Path| TimeZone::tzif("", &zone_file(path)?).ok().map(by);
    let Some(name) = machine.variable("TZ") else {
        return by_file(&machine.path(LOCALTIME));
    };
    let name = name.strip_prefix(':').unwrap_or(name);
    let file = Path::new(ZONEINFO).join(name);
    if !name.is_empty()
        && let Some(offset) = by_file(&machine.path(file))
    {
        return Some(offset);
    }
    let (standard, rest) = posix_standard(name)?;
    if rest.is_empty() {
        return Some(standard);
    }
    // Measured: glibc gives up where a colon or too short a name follows, and overlooks other marks.
    let named = rest.starts_with(|character: char| character == ':' || character.is_ascii_alphabetic());
    if named && posix_name(rest).is_none() {
        return None;
    }
    // The C library reads the standard time leniently, so it is handed over as it was understood; and where there is
    // a daylight name and no rule, it takes the United States'.
    let (sign, size) = (if standard > 0 { '-' } else { '+' }, standard.unsigned_abs());
    let clear = format!("STD{sign}{}:{:02}:{:02}{rest}", size / 3600, size / 60 % 60, size % 60);
    let ruled = TimeZone::posix(&clear).or_else(|_| TimeZone::posix(&format!("{clear},M3.2.0,M11.1.0")));
    Some(ruled.map_or(standard, by))
}

/// The name at the start of a part of a POSIX rule, `CET` or `<+03>`, of three characters at least; and the rest.
fn posix_name(rule: &str) -> Option<(&str, &str)> {
    let quoted = rule.strip_prefix('<').and_then(|rest| rest.split_once('>'));
    let parts = quoted.unwrap_or_else(|| {
        rule.split_at(rule.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(rule.len()))
    });
    (parts.0.len() >= 3).then_some(parts)
}

/// The standard time of a POSIX rule such as `CET-1CEST` in seconds east of Greenwich, read as leniently as glibc
/// does, and the rest of the rule.
fn posix_standard(rule: &str) -> Option<(i32, &str)> {
    let (_, rest) = posix_name(rule)?;
    let (sign, mut rest) = match rest.strip_prefix('-') {
        Some(rest) => (1, rest),
        None => (-1, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let mut seconds = 0;
    for (place, (unit, most)) in [(3600, 24), (60, 59), (1, 59)].into_iter().enumerate() {
        let digits = if place == 0 { Some(rest) } else { rest.strip_prefix(':') };
        let Some(digits) = digits else { break };
        let end = digits.find(|character: char| !character.is_ascii_digit()).unwrap_or(digits.len());
        let (digits, after) = digits.split_at(end);
        if digits.is_empty() {
            if place == 0 {
                return None;
            }
            break;
        }
        seconds += digits.parse().map_or(most, |number: i32| number.min(most)) * unit;
        rest = after;
    }
    Some((sign * seconds, rest))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::os::unix::fs::symlink;

    use jiff::Timestamp;

    use super::*;
    use crate::machine::NoRandomness;

    /// What the tables below were recorded at: a day without daylight time in the north, with it in the south.
    const NOW: i64 = 1_795_257_000;

    fn machine(zone: Option<&str>, property: Option<&str>) -> Machine {
        let environment = zone.map(|zone| (OsString::from("TZ"), OsString::from(zone)));
        let now = Timestamp::from_second(NOW).expect("in range");
        let mut machine = Machine::new(now, environment, Box::new(|_| Err(NoRandomness)));
        if let Some(property) = property {
            machine.properties.insert("user.timezone".into(), property.into());
        }
        // No zone files: what follows must hold on a machine without them.
        machine.root = "/nonexistent".into();
        machine
    }

    #[test]
    fn the_environment_names_the_zone() {
        for (tz, id) in TZ {
            assert_eq!(default_zone(&machine(Some(tz), None)).id(), *id, "TZ={tz}");
        }
    }

    #[test]
    fn the_property_comes_before_the_environment() {
        for (property, id) in USER_TIMEZONE {
            let zone = default_zone(&machine(Some("JST-9"), Some(property)));
            assert_eq!(zone.id(), *id, "-Duser.timezone={property}");
        }
    }

    #[test]
    fn fractions_of_an_hour_count() {
        assert_eq!(distance("GMT+5:30"), Some(("GMT+05:30".into(), 19_800)));
        assert_eq!(distance("GMT-05:30:05"), Some(("GMT-05:30:05".into(), -19_805)));
        assert_eq!(distance("GMT+\u{663}"), None);
        assert_eq!(distance("GMT+1\u{e9}"), None);
        assert_eq!(distance("GMT+\u{e9}\u{e9}"), None);
    }

    #[test]
    fn localtime_is_a_link_or_a_copy() {
        let folder = tempfile::tempdir().expect("a folder");
        let zones = folder.path().join("usr/share/zoneinfo/Asia");
        fs::create_dir_all(&zones).expect("a folder");
        fs::create_dir_all(folder.path().join("etc")).expect("a folder");
        let localtime = folder.path().join("etc/localtime");
        let mut machine = machine(None, None);
        machine.root = folder.path().to_owned();
        let found = || default_zone(&machine).id().to_owned();
        assert_eq!(found(), "GMT", "nothing there");
        for (target, id) in [
            ("/usr/share/zoneinfo/Asia/Kolkata", "Asia/Kolkata"),
            ("../usr/share/zoneinfo//Asia/Tokyo", "Asia/Tokyo"),
            ("/usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo"),
            ("/nonexistent/Asia/Tokyo", "GMT"),
            ("/usr/share/zoneinfo/Asia/Nowhere", "GMT"),
        ] {
            symlink(target, &localtime).expect("a link");
            assert_eq!(found(), id, "{target}");
            fs::remove_file(&localtime).expect("removed");
        }
        fs::write(zones.join("Tokyo"), TOKYO).expect("written");
        fs::write(zones.join("Seoul"), [TOKYO, b"\n"].concat()).expect("written");
        fs::write(&localtime, TOKYO).expect("written");
        assert_eq!(found(), "Asia/Tokyo", "a copy");
        fs::remove_file(zones.join("Tokyo")).expect("removed");
        assert_eq!(found(), "GMT+09:00", "a copy of no known zone");
        fs::write(&localtime, "hello").expect("written");
        assert_eq!(found(), "GMT", "no zone file");
        fs::remove_file(&localtime).expect("removed");
        fs::create_dir(&localtime).expect("a folder");
        assert_eq!(found(), "GMT", "a folder");
    }

    #[test]
    fn the_machines_own_zone_files_count_where_java_knows_no_name() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("usr/share/zoneinfo/right")).expect("a folder");
        fs::write(folder.path().join("usr/share/zoneinfo/right/Tokyo"), TOKYO).expect("written");
        for tz in ["right/Tokyo", ":right/Tokyo", "/usr/share/zoneinfo/right/Tokyo"] {
            let mut machine = machine(Some(tz), None);
            machine.root = folder.path().to_owned();
            assert_eq!(default_zone(&machine).id(), "GMT+09:00", "{tz}");
        }
    }

    /// The smallest zone file: version 2, no changes, `JST-9`.
    const TOKYO: &[u8] = b"TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x04\
        \0\0\x7e\x90\0\0JST\0TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x04\
        \0\0\x7e\x90\0\0JST\0\nJST-9\n";

    /// What JDK 25 answers, by the value of `TZ`.
    const TZ: &[(&str, &str)] = &[
        ("America/New_York", "America/New_York"),
        (":America/New_York", "America/New_York"),
        ("EST5EDT", "EST5EDT"),
        ("EST", "EST"),
        ("GMT0", "GMT0"),
        ("UCT", "UCT"),
        ("Etc/GMT+2", "Etc/GMT+2"),
        ("SystemV/EST5EDT", "SystemV/EST5EDT"),
        ("posix/Asia/Tokyo", "Asia/Tokyo"),
        (":posix/Asia/Tokyo", "Asia/Tokyo"),
        ("GMT+2", "GMT+02:00"),
        ("GMT-3", "GMT-03:00"),
        ("GMT+0", "GMT+00:00"),
        ("GMT-0", "GMT-00:00"),
        ("GMT+1:30:15", "GMT+01:30:15"),
        ("GMT+1234", "GMT+12:34"),
        ("GMT+12345", "GMT"),
        ("GMT+19:60", "GMT-19:59"),
        ("GMT+5:3", "GMT-05:03"),
        ("gmt+2", "GMT-02:00"),
        ("UTC+3", "GMT-03:00"),
        ("UTC-2", "GMT+02:00"),
        ("EST5", "GMT-05:00"),
        ("FOO5BAR", "GMT-05:00"),
        ("FOO5BAR,M3.2.0,M11.1.0", "GMT-05:00"),
        ("XXX-10YYY,M10.1.0,M4.1.0/3", "GMT+11:00"),
        ("CET-1CEST", "GMT+01:00"),
        ("<+0330>-3:3DST-6,M10.1.0,M4.1.0/3", "GMT+06:00"),
        ("Foo5:30:61DST,0,365", "GMT-04:30"),
        ("EST5,M3.2.0", "GMT-05:00"),
        ("GMT5a", "GMT"),
        ("CET-9 DST", "GMT+09:00"),
        ("UTC3:DST", "GMT"),
        ("<+03>-3", "GMT+03:00"),
        ("AAA-1:30:15", "GMT+01:30"),
        ("AAA3:99", "GMT-03:59"),
        ("AAA0:00:30", "GMT-00:00"),
        ("AAA-0:00:30", "GMT"),
        ("AAA25", "GMT"),
        ("CST6CDT5", "GMT-06:00"),
        ("localtime5", "GMT-05:00"),
        ("", "GMT"),
        (":", "GMT"),
        ("::UTC", "GMT"),
        ("Nonsense", "GMT"),
        ("america/new_york", "GMT"),
        ("Etc/GMT+20", "GMT"),
        ("UT+3", "GMT"),
        ("AA3", "GMT"),
        ("GMT:3", "GMT"),
        ("GMT+", "GMT"),
        ("Asia/Tokyo ", "GMT"),
        ("/nonexistent", "GMT"),
    ];

    /// What JDK 25 answers, by the value of the property where `TZ` means nine hours to Java.
    const USER_TIMEZONE: &[(&str, &str)] = &[
        ("America/New_York", "America/New_York"),
        ("EST5EDT", "EST5EDT"),
        ("UTC", "UTC"),
        ("", "GMT+09:00"),
        (" ", "GMT+09:00"),
        (":America/New_York", "GMT+09:00"),
        ("posix/Asia/Tokyo", "GMT+09:00"),
        ("Nonsense", "GMT+09:00"),
        ("UTC+3", "GMT+09:00"),
        ("GMT+5:30", "GMT+05:30"),
        ("GMT+530", "GMT+05:30"),
        ("GMT+00", "GMT+00:00"),
        ("GMT+000", "GMT+00:00"),
        ("GMT+023", "GMT+00:23"),
        ("GMT+0230", "GMT+02:30"),
        ("GMT+2359", "GMT+23:59"),
        ("GMT+2360", "GMT+09:00"),
        ("GMT+23:59:59", "GMT+23:59:59"),
        ("GMT+24:00", "GMT+09:00"),
        ("GMT+24", "GMT+09:00"),
        ("GMT+01:30:00", "GMT+01:30"),
        ("GMT-00:00:00", "GMT-00:00"),
        ("GMT-0:00:01", "GMT-00:00:01"),
        ("GMT+5:30:5", "GMT+09:00"),
        ("GMT+123456", "GMT+09:00"),
        ("GMT+1:2:3", "GMT+09:00"),
        ("GMT5", "GMT+09:00"),
        ("GMT++5", "GMT+09:00"),
        ("GMT+:30", "GMT+09:00"),
        ("GMT+5:", "GMT+09:00"),
        ("GMT+5:30:", "GMT+09:00"),
        ("GMT+005:30", "GMT+09:00"),
        ("GMT+1:030", "GMT+09:00"),
        ("GMT-999", "GMT+09:00"),
        ("GMT+1x", "GMT+09:00"),
        ("GMT0530", "GMT+09:00"),
    ];
}

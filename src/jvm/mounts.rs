//! The mounts of a process beside our own: which of its files are not ours, as `PrivateTmp=` of systemd or a container makes it.
//!
//! After proc_pid_mountinfo(5).

use std::path::{Component, Path, PathBuf};

/// A mount: what of which file system is seen where.
#[derive(Debug, PartialEq, Eq)]
struct Mount {
    /// The number of the device, `major:minor`.
    device: String,
    /// The folder of that file system.
    root: PathBuf,
    /// Where it is seen.
    point: PathBuf,
}

/// The folders below which a process sees other files than we do, by the two texts of `mountinfo`; `None` where its root is
/// another one than ours, or nothing can be told.
pub(super) fn apart(theirs: &str, ours: &str) -> Option<Vec<PathBuf>> {
    let (theirs, ours) = (mounts(theirs), mounts(ours));
    let is_same = |point: &Path| place(&theirs, point) == place(&ours, point);
    if place(&theirs, Path::new("/")).is_none() || !is_same(Path::new("/")) {
        return None;
    }
    // A mount of ours that it lacks hides something from us as well.
    let points = theirs.iter().chain(&ours).map(|mount| mount.point.clone());
    let mut apart: Vec<PathBuf> = points.filter(|point| !is_same(point)).collect();
    apart.sort_unstable();
    apart.dedup_by(|below, above| below.starts_with(above));
    Some(apart)
}

/// How many symbolic links one path may lead through, as in Linux.
const MAX_LINKS: usize = 40;

/// Whether the way to a file goes through one of the folders that are [`apart`], be it by its links: Debian's `cacerts` of each
/// Java is a link to `/etc/ssl/certs/java`. Up to such a folder the links are ours as well.
pub(super) fn leads_into(path: &Path, apart: &[PathBuf]) -> bool {
    let is_apart = |path: &Path| apart.iter().any(|apart| path.starts_with(apart));
    let (mut pending, mut resolved) = (path.to_owned(), PathBuf::new());
    let mut links = 0;
    // Each turn walks to the next link, and goes on with where that leads.
    'links: loop {
        let parts: Vec<Component<'_>> = pending.components().collect();
        for (index, part) in parts.iter().enumerate() {
            match part {
                Component::ParentDir => {
                    resolved.pop();
                }
                part => resolved.push(part),
            }
            if is_apart(&resolved) {
                return true;
            }
            if let Ok(target) = std::fs::read_link(&resolved) {
                links += 1;
                if links > MAX_LINKS {
                    return false;
                }
                resolved.pop();
                pending = target.join(parts.iter().skip(index + 1).collect::<PathBuf>());
                continue 'links;
            }
        }
        return false;
    }
}

/// The mounts, each over those before it.
fn mounts(text: &str) -> Vec<Mount> {
    text.lines().filter_map(mount).collect()
}

fn mount(line: &str) -> Option<Mount> {
    let mut fields = line.split(' ').skip(2);
    let device = fields.next()?.to_owned();
    let (root, point) = (unescaped(fields.next()?), unescaped(fields.next()?));
    Some(Mount { device, root, point })
}

/// Which folder of which file system is seen there.
fn place<'m>(mounts: &'m [Mount], point: &Path) -> Option<(&'m str, PathBuf)> {
    let over = mounts.iter().filter(|mount| point.starts_with(&mount.point));
    // Of two at one point the later one covers the other; an outer one that came later than an inner one covers it too, which
    // nobody does.
    let mount = over.max_by_key(|mount| mount.point.components().count())?;
    let below = point.strip_prefix(&mount.point).ok()?;
    // Joining nothing would put a slash behind it.
    let root = if below.as_os_str().is_empty() { mount.root.clone() } else { mount.root.join(below) };
    Some((&mount.device, root))
}

/// Blanks, line ends and backslashes stand in octal.
fn unescaped(field: &str) -> PathBuf {
    let plain = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    PathBuf::from(plain.iter().fold(field.to_owned(), |text, (octal, sign)| text.replace(octal, sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "25 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw\n\
                        26 25 0:24 / /dev rw - devtmpfs udev rw\n\
                        30 25 0:40 / /run rw - tmpfs tmpfs rw\n\
                        31 25 8:1 / /srv/two\\040words rw - ext4 /dev/sda1 rw\n";

    fn of(lines: &str) -> Option<Vec<PathBuf>> {
        apart(&format!("{OURS}{lines}"), OURS)
    }

    fn paths(names: &[&str]) -> Option<Vec<PathBuf>> {
        Some(names.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn what_a_process_has_for_itself_is_told() {
        assert_eq!(of(""), paths(&[]));
        // PrivateTmp=, ProtectSystem= (the same files, not to be written) and InaccessiblePaths=.
        let private = "40 25 259:1 /tmp/systemd-private-1/tmp /tmp rw - ext4 /dev/root rw\n\
                       41 25 259:1 /usr /usr ro - ext4 /dev/root rw\n\
                       42 25 0:40 /systemd/inaccessible/dir /srv/two\\040words/x ro - tmpfs tmpfs rw\n";
        assert_eq!(of(private), paths(&["/srv/two words/x", "/tmp"]));
        // What lies below another is not named again.
        assert_eq!(
            of("40 25 0:50 / /a rw - tmpfs t rw\n41 40 0:51 / /a/b rw - tmpfs t rw\n"),
            paths(&["/a"])
        );
        // A mount of ours that it does not have.
        assert_eq!(apart(OURS.rsplit_once("\n31").unwrap().0, OURS), paths(&["/srv/two words"]));
    }

    #[test]
    fn another_root_is_another() {
        assert_eq!(of("50 25 0:60 / / rw - overlay overlay rw\n"), None);
        assert_eq!(apart("", OURS), None);
        assert_eq!(apart("nonsense\n\n1 2 3", "nonsense"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_may_lead_there() {
        let folder = tempfile::tempdir().unwrap();
        let top = std::fs::canonicalize(folder.path()).unwrap();
        std::fs::create_dir(top.join("java")).unwrap();
        for (link, target) in
            [("java/abs", top.join("etc")), ("up", "../etc/x".into()), ("round", "round".into())]
        {
            std::os::unix::fs::symlink(target, top.join(link)).unwrap();
        }
        std::os::unix::fs::symlink("java/abs", top.join("twice")).unwrap();
        let apart = [top.join("etc")];
        let leads = |name: &str| leads_into(&top.join(name), &apart);
        for name in
            ["etc", "etc/x", "java/abs", "java/abs/cacerts", "twice/x", "java/../etc/x", "java/../etc"]
        {
            assert!(leads(name), "{name}");
        }
        for name in ["etcetera", "java", "java/cacerts", "up", "round/x", "gone/x", ""] {
            assert!(!leads(name), "{name}");
        }
    }
}

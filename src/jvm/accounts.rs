//! The users of a machine by their names, as `/etc/passwd` and `/etc/group` have them.

use std::fs;

use crate::machine::Machine;

/// The number of a user, and the groups that he belongs to; `None` where the machine's own files do not know him.
pub fn user(machine: &Machine, name: &str) -> Option<(u32, Vec<u32>)> {
    let read = |file: &str| fs::read_to_string(machine.path(file)).ok();
    let users = read("/etc/passwd")?;
    let fields = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let (name, number, group) = fields
        .filter_map(|fields| match fields.as_slice() {
            [own, _, number, group, ..] => Some((*own, number.parse().ok()?, group.parse().ok()?)),
            _ => None,
        })
        .find(|(own, number, _): &(&str, u32, u32)| *own == name || number.to_string() == name)?;
    let mut groups = vec![group];
    for line in read("/etc/group").unwrap_or_default().lines() {
        if let [_, _, number, members] = line.split(':').collect::<Vec<_>>().as_slice()
            && members.split(',').any(|member| member.trim() == name)
        {
            groups.extend(number.parse::<u32>());
        }
    }
    Some((number, groups))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::NoRandomness;

    #[test]
    fn users_have_numbers_and_groups() {
        let root = tempfile::tempdir().unwrap();
        let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        machine.root = root.path().to_owned();
        assert_eq!(user(&machine, "app"), None);
        fs::create_dir(root.path().join("etc")).unwrap();
        fs::write(
            root.path().join("etc/passwd"),
            "root:x:0:0::/root:/bin/sh\nbroken\napp:x:7:8::/:/bin/false\n",
        )
        .unwrap();
        fs::write(root.path().join("etc/group"), "root:x:0:\nssl:x:9:web,app\nother:x:10:apple\n").unwrap();
        assert_eq!(user(&machine, "app"), Some((7, vec![8, 9])));
        assert_eq!(user(&machine, "7"), Some((7, vec![8, 9])));
        assert_eq!(user(&machine, "apple"), None);
    }
}

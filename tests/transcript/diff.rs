//! The difference of two texts, line by line, as people read it.

use std::fmt::Write as _;

/// Lines of unchanged text shown before a difference.
const CONTEXT: usize = 2;
/// Lines shown of one difference before it is cut.
const SHOWN: usize = 60;

/// What must go (`-`: recorded) and come (`+`: printed now) between `recorded` and `now`, with a little context.
///
/// Texts too long for an exact comparison are compared line by line after their common beginning and end.
pub fn lines(recorded: &str, now: &str) -> String {
    let old: Vec<&str> = recorded.lines().collect();
    let new: Vec<&str> = now.lines().collect();
    let head = old.iter().zip(&new).take_while(|(left, right)| left == right).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(|(left, right)| left == right)
        .count();
    let middle_old = &old[head..old.len() - tail];
    let middle_new = &new[head..new.len() - tail];
    let mut text = String::new();
    for line in &old[head.saturating_sub(CONTEXT)..head] {
        let _ = writeln!(text, "      {line}");
    }
    let changes = if middle_old.len() * middle_new.len() < 4_000_000 {
        common(middle_old, middle_new)
    } else {
        let gone = middle_old.iter().map(|line| ('-', *line));
        gone.chain(middle_new.iter().map(|line| ('+', *line))).collect()
    };
    for (sign, line) in changes.iter().take(SHOWN) {
        let _ = writeln!(text, "    {sign} {line}");
    }
    if changes.len() > SHOWN {
        let _ = writeln!(text, "    … and {} lines more", changes.len() - SHOWN);
    }
    text
}

/// The shortest edit by the longest common subsequence.
fn common<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let width = new.len() + 1;
    let mut length = vec![0_u32; (old.len() + 1) * width];
    for left in (0..old.len()).rev() {
        for right in (0..new.len()).rev() {
            length[left * width + right] = if old[left] == new[right] {
                length[(left + 1) * width + right + 1] + 1
            } else {
                length[(left + 1) * width + right].max(length[left * width + right + 1])
            };
        }
    }
    let (mut left, mut right) = (0, 0);
    let mut changes = Vec::new();
    while left < old.len() || right < new.len() {
        if left < old.len() && right < new.len() && old[left] == new[right] {
            changes.push((' ', old[left]));
            left += 1;
            right += 1;
        } else if right == new.len()
            || left < old.len() && length[(left + 1) * width + right] >= length[left * width + right + 1]
        {
            changes.push(('-', old[left]));
            left += 1;
        } else {
            changes.push(('+', new[right]));
            right += 1;
        }
    }
    changes
}

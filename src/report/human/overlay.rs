//! An overlay in plain words: what it is, and the line that makes a Java use it.

use super::{Paint, shown};
use crate::diagnosis::Remedy;
use crate::report::overlay::{Check, Made, Obstacle, in_variable, option};

/// One that was made.
pub fn overlay_made(made: &Made, colour: bool) -> String {
    let paint = Paint::new(colour);
    let overlay = shown(&made.overlay);
    let (what, names) = (counted(made.count), listed(&made.added));
    let mut text =
        format!("{} {overlay}: {what} of {}{names}.\n", paint.good.apply_to("Made"), shown(&made.base));
    match made.obstacle {
        Some(Obstacle::Forbidden { user }) => {
            let user = user.map_or_else(String::new, |user| format!(" (user {user})"));
            text.push_str(&format!(
                "{} the Java{user} may not read it there, and would use its own store without a word. Name a place by --out that it may \
                 read, with the folders above it.\n",
                paint.bad.apply_to("Beware:")
            ));
        }
        Some(Obstacle::Elsewhere) => text.push_str(&format!(
            "{} the Java runs in a container and does not see this file: put it there, or mount it, and name it as it is called there.\n",
            paint.bad.apply_to("Beware:")
        )),
        None => {}
    }
    if !made.kept.is_empty() {
        let kept: Vec<String> = made.kept.iter().map(|name| shown(name).into_owned()).collect();
        text.push_str(&format!("What others put into it stays: {}.\n", kept.join(", ")));
    }
    text.push_str(&ways(made));
    text + &format!(
        "\nUpdates of the Java do not reach it: this tells when its own store has changed:\n  {}\n",
        command("--check", &made.overlay)
    )
}

fn counted(count: usize) -> String {
    if count == 1 { "the 1 certificate".to_owned() } else { format!("the {count} certificates") }
}

/// What was added.
fn listed(added: &[String]) -> String {
    let names: Vec<String> = added.iter().map(|name| shown(name).into_owned()).collect();
    if names.is_empty() { String::new() } else { format!(", and {}", names.join(", ")) }
}

/// How the Java is told to use it. Of what is said in several places the last counts, and `JAVA_TOOL_OPTIONS` is read first.
fn ways(made: &Made) -> String {
    let line = Remedy::shell("", made.options.iter().map(String::as_str)).command.unwrap_or_default();
    if !made.replaces.is_empty() {
        let places = made
            .replaces
            .iter()
            .map(|replaced| format!("{} ({})", shown(&replaced.option), shown(&replaced.origin)));
        let mut text = format!(
            "\nTell the Java to use it: put\n  {}\n    in the place of {}\n",
            shown(&line),
            places.collect::<Vec<_>>().join("\n    and of ")
        );
        if made.replaces.iter().any(|replaced| replaced.beats_variable) {
            text.push_str("JAVA_TOOL_OPTIONS would be of no use: what it says counts less.\n");
        }
        return text;
    }
    let numbered = made.options.iter().enumerate().map(|(at, option)| {
        let number = if at == 0 { "N".to_owned() } else { format!("N+{at}") };
        format!("  wrapper.java.additional.{number}={}\n", shown(option))
    });
    let words: Vec<String> = made.options.iter().map(|option| in_variable(option)).collect();
    let words = Remedy::shell("", [format!("JAVA_TOOL_OPTIONS={}", words.join(" ")).as_str()]);
    format!(
        "\nTell the Java to use it, in one of these ways:\n  {}\n    on its command line\n{}    in wrapper.conf, N being the next number \
         that is free\n  export {}\n    before it is started\n",
        shown(&line),
        numbered.collect::<String>(),
        words.command.unwrap_or_default(),
    )
}

/// A command about this overlay, to be pasted.
fn command(action: &str, overlay: &str) -> String {
    let remedy = Remedy::command("", ["overlay", action, "--out", overlay]);
    shown(&remedy.command.unwrap_or_default()).into_owned()
}

/// How one stands.
pub fn overlay_checked(check: &Check, colour: bool) -> String {
    let paint = Paint::new(colour);
    let (overlay, base) = (shown(&check.overlay), shown(&check.base));
    match (check.is_there, check.is_same) {
        (_, true) => {
            format!("{}: {base} is as it was when {overlay} was made.\n", paint.good.apply_to("Up to date"))
        }
        (true, false) => format!(
            "{}: {base} has changed since {overlay} was made. This makes it anew:\n  {}\n",
            paint.doubtful.apply_to("Out of date"),
            command("--refresh", &check.overlay)
        ),
        (false, false) => format!(
            "{}: {base}, which {overlay} was made from, is not there any more, as after an update of the Java. Name its new folder with \
             --java-home and --add.\n",
            paint.doubtful.apply_to("Out of date")
        ),
    }
}

/// One that was taken away.
pub fn overlay_gone(overlay: &str, base: &str) -> String {
    let overlay = shown(overlay);
    format!(
        "Took {overlay} away. Take {} away too, wherever it stands: a Java whose store is not there uses its own without a word ({}).\n",
        shown(&option(&overlay)),
        shown(base)
    )
}

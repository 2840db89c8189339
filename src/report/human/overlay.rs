//! An overlay in plain words: what it is, and the line that makes a Java use it.

use super::{Paint, shown};
use crate::diagnosis::Remedy;
use crate::report::overlay::{Check, Made, option};

/// One that was made.
pub fn overlay_made(made: &Made, colour: bool) -> String {
    let paint = Paint::new(colour);
    let names: Vec<String> = made.added.iter().map(|name| shown(name).into_owned()).collect();
    let option = option(&made.overlay);
    let words = Remedy::shell("", [format!("JAVA_TOOL_OPTIONS={option}").as_str()]);
    let exported = words.command.unwrap_or_default();
    let check = command("--check", &made.overlay);
    format!(
        "{} {}: the {} certificates of {}, and {}.\n\nTell the Java to use it, in one of these ways:\n  {}\n    on its command line\n  \
         wrapper.java.additional.N={}\n    in wrapper.conf, N being the next number that is free\n  export {exported}\n    before it is \
         started\n\nUpdates of the Java do not reach it: this tells when its own store has changed:\n  {check}\n",
        paint.good.apply_to("Made"),
        shown(&made.overlay),
        made.count,
        shown(&made.base),
        names.join(", "),
        shown(&option),
        shown(&option),
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

//! What several Javas would do with the same servers: one row for each Java, each cell `OK` or what is thrown.

use super::{Paint, shown};
use crate::report::comparison::Comparison;

/// A table for each server.
pub fn comparison(compared: &Comparison, colour: bool) -> String {
    let paint = Paint::new(colour);
    let width = compared.rows.iter().map(|row| row.java.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for (number, server) in compared.servers.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        text.push_str(&format!("{}\n", paint.strong.apply_to(shown(server))));
        for row in &compared.rows {
            let Some((connects, line)) = row.cells.get(number) else { continue };
            let cell = if *connects {
                paint.good.apply_to("OK".into())
            } else {
                paint.bad.apply_to(shown(line.trim_end()))
            };
            text.push_str(&format!("  {:width$}  {cell}\n", shown(&row.java)));
        }
    }
    text
}

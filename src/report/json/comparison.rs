//! What several Javas would do with the same servers, as JSON.

use serde::Serialize;

use super::write;
use crate::report::comparison::{Comparison, Row};

#[derive(Serialize)]
struct ServerDocument<'a> {
    server: &'a str,
    javas: Vec<CellDocument<'a>>,
}

#[derive(Serialize)]
struct CellDocument<'a> {
    java: &'a str,
    home: Option<&'a str>,
    connects: bool,
    /// What is thrown, or why it was not decided; null where it connects.
    exception: Option<&'a str>,
}

/// One object for each server.
pub fn comparison(compared: &Comparison) -> String {
    let documents: Vec<ServerDocument<'_>> = compared
        .servers
        .iter()
        .enumerate()
        .map(|(number, server)| ServerDocument { server, javas: cells(compared, number) })
        .collect();
    write(&documents)
}

fn cells(compared: &Comparison, number: usize) -> Vec<CellDocument<'_>> {
    compared.rows.iter().filter_map(|row| cell(row, number)).collect()
}

fn cell(row: &Row, number: usize) -> Option<CellDocument<'_>> {
    let (connects, line) = row.cells.get(number)?;
    Some(CellDocument {
        java: &row.java,
        home: row.home.as_deref(),
        connects: *connects,
        exception: (!connects).then_some(line.trim_end()),
    })
}

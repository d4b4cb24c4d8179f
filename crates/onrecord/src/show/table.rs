//! Tables for people.

use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table, Width, presets};

/// How wide a table is where it isn't shown on a terminal.
const WIDTH: u16 = 120;

/// A table without frames: heads in bold on a terminal, cells wrapped to its width. `shares` are the columns'
/// shares of the width, in percent; none for a column as wide as its longest cell.
pub(crate) fn table(
    heads: &[&str],
    shares: &[Option<u16>],
    rows: Vec<Vec<String>>,
    on_terminal: bool,
) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic);
    if !on_terminal {
        table.set_width(WIDTH).force_no_tty();
    }
    table.set_header(heads.iter().map(|head| {
        let cell = Cell::new(head);
        if on_terminal {
            cell.add_attribute(Attribute::Bold)
        } else {
            cell
        }
    }));
    table.add_rows(rows);
    for (column, share) in table.column_iter_mut().zip(shares) {
        if let Some(share) = share {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Percentage(*share)));
        }
    }
    let lines: Vec<String> = table
        .to_string()
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    lines.join("\n") + "\n"
}

/// Words on one line, safe to show: control characters, which a terminal would obey, are left out.
pub(crate) fn shown(words: &str) -> String {
    let plain: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Which cell would a spreadsheet take for a formula? One that begins with a sign; an apostrophe before it defuses it.

/// What formulas begin with. Some spreadsheets take the wide signs for the others.
const SIGNS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// Returns a cell that no spreadsheet takes for a formula.
pub fn defused(cell: String) -> String {
    // A number is one, whatever its sign.
    let is_formula = cell.starts_with(SIGNS) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell }
}

/// Returns a cell without the apostrophe of [`defused`].
pub fn without_defuse(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|it| it.starts_with(SIGNS)).unwrap_or(cell)
}

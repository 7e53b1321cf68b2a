//! Which cells would a spreadsheet evaluate as formulas?
//!
//! Escapes cells that begin with a formula character, as a whole or in a part that a spreadsheet with another separator
//! would split off, by an apostrophe before that character.

/// Characters that begin a formula. Some spreadsheets accept the full-width and small forms, too.
const FORMULA_STARTS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// Characters at which a spreadsheet may split a cell.
const SEPARATORS: [char; 5] = [';', ',', '|', '\t', '\n'];

/// Returns the cell in a form that no spreadsheet evaluates as a formula.
pub fn escape_formula(cell: String) -> String {
    if !cell.contains(FORMULA_STARTS) {
        return cell;
    }
    // Negative numbers are no formulas, unless other text follows. After a plus sign there is a telephone number.
    let is_number = |it: &str| it.is_empty() || !it.starts_with('+') && it.parse::<f64>().is_ok();
    let are_numbers = cell.split(SEPARATORS).all(is_number);
    let part = |it: &str| if may_be_formula(it) && !are_numbers { format!("'{it}") } else { it.to_owned() };
    cell.split_inclusive(SEPARATORS).map(part).collect()
}

/// Reverses [`escape_formula`].
pub fn unescape_formula(cell: &str) -> String {
    let part = |it| str::strip_prefix(it, '\'').filter(|it| may_be_formula(it)).unwrap_or(it);
    cell.split_inclusive(SEPARATORS).map(part).collect()
}

/// Returns whether a part begins like a formula, escaped or not.
fn may_be_formula(part: &str) -> bool {
    // A spreadsheet removes a leading quotation mark.
    part.trim_start_matches(['\'', '"']).starts_with(FORMULA_STARTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_escaped_after_any_separator() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("-3.5", "-3.5"),
            ("+33123456789", "'+33123456789"),
            ("a - b", "a - b"),
            ("Police;=HYPERLINK(\"x\")", "Police;'=HYPERLINK(\"x\")"),
            ("Walk.\n=1+1,@x|=2", "Walk.\n'=1+1,'@x|'=2"),
            ("48.5;-3;", "48.5;-3;"),
            ("-2\n&cmd|a", "'-2\n&cmd|a"),
            ("'=quoted", "''=quoted"),
            ("'plain'", "'plain'"),
            ("\"=1+1\"", "'\"=1+1\""),
            ("x;\"=1+1;y", "x;'\"=1+1;y"),
            ("\"quoted\" = plain", "\"quoted\" = plain"),
        ] {
            assert_eq!(escape_formula(cell.to_owned()), expected);
        }
    }

    proptest! {
        #[test]
        fn formula_escaping_is_reversible(cell in "[-=+@'\";,\n\ta1 ＝]{0,12}") {
            prop_assert_eq!(unescape_formula(&escape_formula(cell.clone())), cell);
        }
    }
}

//! Which cell would a spreadsheet take for a formula? One that begins with a sign, or has a part that does where the
//! spreadsheet cuts it, whose separator is another one; an apostrophe before the sign defuses it.

/// What formulas begin with. Some spreadsheets take the wide signs for the others.
const SIGNS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// Where a cell may be cut.
const SEPARATORS: [char; 5] = [';', ',', '|', '\t', '\n'];

/// Returns a cell that no spreadsheet takes for a formula.
pub fn defused(cell: String) -> String {
    if !cell.contains(SIGNS) {
        return cell;
    }
    // Numbers are none, whatever their signs; what follows one may make a formula with it.
    let is_number = |it: &str| it.is_empty() || it.parse::<f64>().is_ok();
    let are_numbers = cell.split(SEPARATORS).all(is_number);
    let part = |it: &str| if may_be_formula(it) && !are_numbers { format!("'{it}") } else { it.to_owned() };
    cell.split_inclusive(SEPARATORS).map(part).collect()
}

/// Returns a cell without the apostrophes of [`defused`].
pub fn without_defuse(cell: &str) -> String {
    let part = |it| str::strip_prefix(it, '\'').filter(|it| may_be_formula(it)).unwrap_or(it);
    cell.split_inclusive(SEPARATORS).map(part).collect()
}

/// Returns whether a part begins as formulas do, or as what has been defused does.
fn may_be_formula(part: &str) -> bool {
    // A quotation mark at its beginning is taken off.
    part.trim_start_matches(['\'', '"']).starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_is_defused_wherever_it_cuts() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("-3.5", "-3.5"),
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
            assert_eq!(defused(cell.to_owned()), expected);
        }
    }

    proptest! {
        #[test]
        fn what_was_defused_comes_back(cell in "[-=+@'\";,\n\ta1 ＝]{0,12}") {
            prop_assert_eq!(without_defuse(&defused(cell.clone())), cell);
        }
    }
}

//! What is wrong with a catalogue?
//!
//! Implements `check`: reports every problem of some catalogues as text or JSON, and sets the exit status accordingly.

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::environment::origins;
use super::failure::{Failure, report_unreadable};
use super::loading::warn_of_keyboard;
use super::print::{Piece, print};
use super::values::CheckFormat;
use crate::diagnose::Problem;
use crate::export::json;
use crate::lang::Lang;
use crate::load;
use crate::terminal::columns;

/// A problem as printed in JSON. Lines and columns count from 1, columns in characters; both are `null` if the problem
/// concerns the whole file.
#[derive(Debug, Serialize)]
struct ProblemRecord {
    severity: &'static str,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

/// Checks catalogues, prints the report and returns the exit status: 0 without errors, 1 with errors (if `is_strict`,
/// also with remarks only), 2 if a file cannot be read at all.
pub(super) fn check(
    paths: &[PathBuf],
    format: CheckFormat,
    is_strict: bool,
    has_colour: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let origins = origins(paths)?;
    warn_of_keyboard(&origins, lang);
    let problems = load::check(origins);
    let remarks = problems.iter().filter(|it| it.kind.is_remark()).count();
    let errors = problems.len() - remarks;
    let report: Vec<Piece<'_>> = match format {
        CheckFormat::Text => {
            // What cannot be read at all is no answer about a catalogue.
            let (unreadable, problems): (Vec<_>, Vec<_>) = problems.iter().partition(|it| it.kind.is_unreadable());
            unreadable.iter().for_each(|it| report_unreadable(it, lang));
            let summary = (lang.words().command.checked)(errors, remarks) + "\n";
            let columns = columns().unwrap_or(usize::MAX);
            let reports = problems.into_iter().flat_map(|it| text(it, columns, has_colour, lang));
            reports.chain([summary.into()]).collect()
        }
        CheckFormat::Json => vec![json(&records(&problems, lang))?.into()],
    };
    let is_unreadable = problems.iter().any(|it| it.kind.is_unreadable());
    let status = match () {
        () if is_unreadable => 2,
        () if errors > 0 || is_strict && remarks > 0 => 1,
        () => 0,
    };
    print(&report)?;
    Ok(ExitCode::from(status))
}

/// Formats a problem with its source excerpt, at most `columns` wide; if `has_colour`, the severity and the carets are
/// coloured.
fn text(problem: &Problem, columns: usize, has_colour: bool, lang: Lang) -> Vec<Piece<'static>> {
    let words = &lang.words().command;
    // Bold red and bold yellow, as in compilers.
    let (severity, style) = if problem.kind.is_remark() { (words.remark, "1;33") } else { (words.error, "1;31") };
    let styled = |text: &str| match has_colour {
        true => Piece::Styled(style, text.to_owned()),
        false => text.to_owned().into(),
    };
    let [source, carets] = problem.excerpt(columns);
    let message = format!(" {}{source}", problem.kind.message(lang));
    let address = format!("{} ", problem.location.address());
    vec![address.into(), styled(severity), message.into(), styled(&carets), "\n\n".to_owned().into()]
}

fn records(problems: &[Problem], lang: Lang) -> Vec<ProblemRecord> {
    let record = |it: &Problem| ProblemRecord {
        severity: if it.kind.is_remark() { "warning" } else { "error" },
        file: it.location.file.to_string(),
        line: (it.location.line > 0).then_some(it.location.line),
        column: (it.location.line > 0).then_some(it.location.column),
        message: it.kind.message(lang),
    };
    problems.iter().map(record).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Origin;
    use crate::text::Clean;

    #[test]
    fn severity_and_carets_are_bold_red_in_colour() {
        let problems =
            load::check(vec![Origin::Text(Clean::line("c.ron"), "Catalogue(format: 1, titel: \"T\")".to_owned())]);
        let pieces = text(&problems[0], usize::MAX, true, Lang::EN);
        let styled: Vec<&str> = pieces
            .iter()
            .filter_map(|it| if let Piece::Styled("1;31", text) = it { Some(text.trim()) } else { None })
            .collect();
        assert_eq!(styled, ["error:", "^^^^^"]);
    }
}

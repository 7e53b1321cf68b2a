//! Do RON and the explainer agree?
//!
//! A test oracle: compares what the loader makes of a file with what RON makes of it. Whatever RON accepts must be
//! accepted, and whatever it rejects must be explained.

use ron::Options;
use ron::extensions::Extensions;

use super::{Loaded, Origin};
use crate::catalogue::record::CatalogueRecord;
use crate::diagnose::{Expected, Problem, ProblemKind};
use crate::lang::Lang;
use crate::text::Clean;

/// Returns a description of how the loader and RON disagree on a file; `None` if they agree.
pub fn disagreement(text: &str) -> Option<String> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let whole = options.from_str::<CatalogueRecord<'_>>(text.strip_prefix('\u{feff}').unwrap_or(text));
    let Loaded { catalogue, report } = Loaded::of(vec![Origin::Text(Clean::line("x.ron"), text.to_owned())]);
    let problems = report.problems;
    let describe =
        |it: &Problem| format!("{}\n{whole:?}", it.report(Lang::EN, usize::MAX), whole = whole.as_ref().err());
    if let Some(rejected) = problems.iter().find(|it| it.kind == ProblemKind::RejectedByRon) {
        return Some(format!("is not explained: {}", describe(rejected)));
    }
    let last = text.lines().count() + 1;
    if let Some(outside) = problems.iter().find(|it| it.location.line > last) {
        return Some(format!("is told outside of the file: {}", describe(outside)));
    }
    let is_syntax_problem = |it: &&Problem| is_syntactic(&it.kind) && !is_record_for_text(it, text);
    match &whole {
        Ok(CatalogueRecord { activities, .. })
            if problems.is_empty() && activities.len() != catalogue.activities.len() =>
        {
            Some(format!("has {} activities, not {}", activities.len(), catalogue.activities.len()))
        }
        Ok(CatalogueRecord { format: Some(_), title: Some(_), .. }) => {
            Some(format!("is right: {}", describe(problems.iter().find(is_syntax_problem)?)))
        }
        Err(error) if problems.is_empty() => Some(format!("is wrong: {error}")),
        Ok(_) | Err(_) => None,
    }
}

/// Returns whether a record is in place of a text, as in `title: Text(name: "T")`: RON reads it as a map, and does not
/// know that its keys are not languages.
fn is_record_for_text(problem: &Problem, text: &str) -> bool {
    let line = text.lines().nth(problem.location.line.saturating_sub(1)).unwrap_or_default();
    let mut rest = line.chars().skip(problem.location.column.saturating_sub(1));
    problem.kind == ProblemKind::WrongType(Expected::Text) && rest.find(|it| matches!(it, '(' | '"')) == Some('(')
}

/// Returns whether a problem is one of syntax or types, which RON detects, rather than of the rules.
fn is_syntactic(kind: &ProblemKind) -> bool {
    use ProblemKind::*;
    let is_rule = match kind {
        NewerFormat(_) | BadFormat(_) | LateField(_) | BothFields(..) | SilentText(_) | RedefinedTerm(..) => true,
        BadId(_) | BadCountry(_) | BadPeriod(_) | ReversedPeriod(..) | BadDate(_) | BadDoi(_) | BadLanguage(_) => true,
        BadCoordinates | BadAddress(_) | NoText | LongText(_) | TooMany(..) | DuplicateKey(_) | DuplicateId(..) => true,
        UnknownTerm { .. } => true,
        // RON accepts a record without a place, as `places` may be given instead.
        MissingField(field) => *field == "place",
        _ => false,
    };
    !is_rule && !kind.is_remark()
}

//! How is an error of the RON reader said? What is expected, in words that need no knowledge of RON.

use ron::Error;

use super::problem::short;

/// Returns what is wrong with the writing of a file, in English.
pub(super) fn english(error: &Error) -> String {
    match error {
        Error::Eof => "the file ends too early: a quotation mark or a bracket is not closed.".into(),
        Error::ExpectedComma => {
            "a comma is expected here, or a quotation mark or bracket is missing just before.".into()
        }
        Error::ExpectedStringEnd => "this text is never closed: a quotation mark is missing.".into(),
        Error::ExpectedArray => "a list is expected here, in [ ].".into(),
        Error::ExpectedArrayEnd => "a closing ] is expected here.".into(),
        Error::ExpectedMapEnd => "a closing } is expected here.".into(),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => "a closing ) is expected here.".into(),
        Error::ExpectedMapColon => "a colon is expected here, between a name and its value.".into(),
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd => {
            "only a line such as #![enable(implicit_some)] may begin with # here.".into()
        }
        Error::NoSuchExtension(name) => {
            format!("there is no extension “{}”: remove it from #![enable(…)].", short(name))
        }
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            "a word is expected here, without quotation marks.".into()
        }
        Error::InvalidEscape(_) => {
            r#"no character is written like this: write \\ for a backslash, \" for a quotation mark."#.into()
        }
        Error::UnexpectedChar(sign) if sign.is_whitespace() => "no space may stand here.".into(),
        Error::UnexpectedChar(sign @ ('“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'')) => {
            format!("the sign {sign} has no place here: texts stand in straight quotation marks, \"…\".")
        }
        Error::UnexpectedChar(sign) => format!("the sign “{}” has no place here.", short(&sign.to_string())),
        Error::FloatUnderscore | Error::UnderscoreAtBeginning => "no underscore may stand in this number.".into(),
        Error::TrailingCharacters => "something follows after the end of the catalogue: remove it.".into(),
        Error::UnclosedBlockComment => "this comment is never closed: */ is missing.".into(),
        Error::ExceededRecursionLimit => "brackets are nested too deeply here.".into(),
        Error::InvalidValueForType { found, .. } => format!("{} has no place here.", short(found)),
        _ => "something else is expected here: a text in quotation marks, a number, or a value in brackets.".into(),
    }
}

/// Returns what is wrong with the writing of a file, in French.
pub(super) fn french(error: &Error) -> String {
    match error {
        Error::Eof => {
            "le fichier se termine trop tôt\u{a0}: il manque un guillemet ou un signe fermant, ), ] ou }.".into()
        }
        Error::ExpectedComma => {
            "une virgule est attendue ici, ou il manque juste avant un guillemet ou un signe fermant.".into()
        }
        Error::ExpectedStringEnd => "ce texte n’est jamais fermé\u{a0}: il manque un guillemet.".into(),
        Error::ExpectedArray => "une liste est attendue ici, entre [ ].".into(),
        Error::ExpectedArrayEnd => "un ] est attendu ici.".into(),
        Error::ExpectedMapEnd => "un } est attendu ici.".into(),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => "une ) est attendue ici.".into(),
        Error::ExpectedMapColon => "un deux-points est attendu ici, entre un nom et sa valeur.".into(),
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd => {
            "seule une ligne comme #![enable(implicit_some)] peut commencer ici par #.".into()
        }
        Error::NoSuchExtension(name) => {
            format!("il n’y a pas d’extension «\u{a0}{}\u{a0}»\u{a0}: retirez-la de #![enable(…)].", short(name))
        }
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            "un mot est attendu ici, sans guillemets.".into()
        }
        Error::InvalidEscape(_) => {
            "aucun caractère ne s’écrit ainsi\u{a0}: écrivez \\\\ pour une barre oblique inverse, \\\" pour un guillemet.".into()
        }
        Error::UnexpectedChar(sign) if sign.is_whitespace() => "il ne faut pas d’espace ici.".into(),
        Error::UnexpectedChar(sign @ ('“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'')) => {
            format!("le signe {sign} n’a rien à faire ici\u{a0}: les textes se mettent entre guillemets droits, \"…\".")
        }
        Error::UnexpectedChar(sign) => {
            format!("le signe «\u{a0}{}\u{a0}» n’a rien à faire ici.", short(&sign.to_string()))
        }
        Error::FloatUnderscore | Error::UnderscoreAtBeginning => {
            "ce nombre ne peut pas contenir de tiret bas.".into()
        }
        Error::TrailingCharacters => "quelque chose suit la fin du catalogue\u{a0}: retirez-le.".into(),
        Error::UnclosedBlockComment => "ce commentaire n’est jamais fermé\u{a0}: il manque */.".into(),
        Error::ExceededRecursionLimit => "trop de niveaux sont imbriqués ici.".into(),
        // What was found is told by the reader of RON in English only.
        _ => "autre chose est attendu ici\u{a0}: un texte entre guillemets, un nombre, ou une valeur entre parenthèses ou crochets.".into(),
    }
}

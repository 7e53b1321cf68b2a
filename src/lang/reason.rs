//! Why did the system refuse? Its reasons, in the reader's language.

use std::io::{self, ErrorKind};

use super::Lang;

/// Why the system could not do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    kind: ErrorKind,
    /// The number of the system's error, where it is one.
    number: Option<i32>,
    /// What the system says, in English.
    said: String,
}

impl Reason {
    /// Returns the reason that an error gives.
    pub fn of(error: &io::Error) -> Self {
        // Rust adds the number, and some libraries the path: neither helps whoever reads the sentence.
        let said = error.to_string();
        let said = said.split(" (os error").next().unwrap_or_default().to_owned();
        Self { kind: error.kind(), number: error.raw_os_error(), said }
    }

    /// Returns the reason as a part of a sentence, without a full stop.
    pub fn in_words(&self, lang: Lang) -> String {
        match in_french(self.kind) {
            _ if !lang.is_french() => self.said.clone(),
            Some(words) => words.to_owned(),
            None => match self.number {
                Some(number) => format!("erreur {number} du système"),
                None => "erreur du système".to_owned(),
            },
        }
    }
}

fn in_french(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "le fichier ou le dossier n’existe pas",
        ErrorKind::PermissionDenied => "les droits d’accès ne le permettent pas",
        ErrorKind::AlreadyExists => "un fichier de ce nom existe déjà",
        ErrorKind::NotADirectory => "une partie du chemin n’est pas un dossier",
        ErrorKind::IsADirectory => "c’est un dossier",
        ErrorKind::ReadOnlyFilesystem => "le système de fichiers est en lecture seule",
        ErrorKind::StorageFull => "il n’y a plus de place",
        ErrorKind::QuotaExceeded => "le quota de place est atteint",
        ErrorKind::FileTooLarge => "le fichier serait trop grand",
        ErrorKind::ResourceBusy => "le fichier est utilisé par ailleurs",
        ErrorKind::StaleNetworkFileHandle => "le disque du réseau ne répond plus",
        ErrorKind::InvalidFilename => "le nom est trop long ou n’est pas permis",
        ErrorKind::BrokenPipe => "plus personne ne lit la sortie",
        ErrorKind::TimedOut => "le délai est dépassé",
        ErrorKind::UnexpectedEof => "le fichier se termine trop tôt",
        ErrorKind::InvalidData => "ce ne sont pas les données attendues",
        ErrorKind::InvalidInput => "le nom ne convient pas",
        ErrorKind::OutOfMemory => "la mémoire ne suffit pas",
        ErrorKind::Unsupported => "le système ne sait pas le faire",
        ErrorKind::Interrupted => "l’opération a été interrompue",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_said_in_the_language_of_the_reader() {
        let full = Reason::of(&io::Error::from(ErrorKind::StorageFull));
        assert_eq!(full.in_words(Lang::FR), "il n’y a plus de place");
        assert_eq!(full.in_words(Lang::EN), "no storage space");
        let odd = Reason::of(&io::Error::from_raw_os_error(40));
        assert!(!odd.in_words(Lang::EN).contains("os error"));
        assert_eq!(odd.in_words(Lang::FR), "erreur 40 du système");
    }
}

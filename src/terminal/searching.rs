//! Who searches a large catalogue? A thread of its own: what is typed does not wait for what was typed before.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::Arrived;
use crate::query::{Question, Searched};

/// The thread that searches, started with the first question.
pub(super) struct Searching {
    sender: Sender<Arrived>,
    questions: Option<Sender<(usize, Question)>>,
    /// The number of the newest question: an older one is given up.
    newest: Arc<AtomicUsize>,
    /// What the newest one asks for, until it is answered.
    asked: Option<(String, u64)>,
    /// Whether the thread has panicked: then the questions are answered here.
    is_lost: bool,
}

/// Tells that the thread has ended.
struct Ending(Sender<Arrived>);

impl Drop for Ending {
    fn drop(&mut self) {
        // Where nobody listens any more there is nobody to tell.
        let _ = self.0.send(Arrived::Searched(None));
    }
}

impl Searching {
    pub(super) fn new(sender: Sender<Arrived>) -> Self {
        Self { sender, questions: None, newest: Arc::default(), asked: None, is_lost: false }
    }

    /// Returns whether the question of a search is under way already.
    pub(super) fn is_asked(&self, search: &str, revision: u64) -> bool {
        self.asked.as_ref().is_some_and(|it| (it.0.as_str(), it.1) == (search, revision))
    }

    /// Asks a question.
    pub(super) fn ask(&mut self, question: Question) {
        let (search, revision) = question.subject();
        self.asked = Some((search.to_owned(), revision));
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        if self.is_lost {
            return send(&self.sender, question.answer(&|| true));
        }
        if self.questions.is_none() {
            let (questions, asked) = mpsc::channel();
            let (sender, newest) = (self.sender.clone(), Arc::clone(&self.newest));
            let is_started = thread::Builder::new().spawn(move || work(&asked, sender, &newest)).is_ok();
            self.questions = is_started.then_some(questions);
        }
        match &self.questions {
            // Where the thread has ended, that has been told.
            Some(questions) => drop(questions.send((number, question))),
            // The system gives none: it is asked again with the next question.
            None => send(&self.sender, question.answer(&|| true)),
        }
    }

    /// Notes that an answer has arrived, or that none will come any more.
    pub(super) fn note(&mut self, is_answered: bool) {
        self.is_lost |= !is_answered;
        self.asked = None;
    }
}

fn work(questions: &Receiver<(usize, Question)>, sender: Sender<Arrived>, newest: &AtomicUsize) {
    let end = Ending(sender);
    for (number, question) in questions {
        send(&end.0, question.answer(&|| newest.load(Ordering::Relaxed) == number));
    }
}

fn send(sender: &Sender<Arrived>, answer: Option<Searched>) {
    if let Some(answer) = answer {
        // Where nobody listens any more nobody waits for it.
        let _ = sender.send(Arrived::Searched(Some(Box::new(answer))));
    }
}

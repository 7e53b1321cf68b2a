//! What does a column hold whose name is a question? Forms ask: `In which country does it take place?`

use super::names::Target;
use crate::catalogue::Section;

/// Words with which a question begins, beside [`BEFORE`]; folded, as all of these are.
const ASKING: &str = "what which who whom how where when quel quels quelle quelles qu qui quand comment";

/// Those that stand before what is asked for: `Quelle ville`.
const NAMING: &str = "what which quel quels quelle quelles";

/// Words with which something is asked for that is no question.
const REQUESTING: &str = "please indicate describe decrivez presentez indiquez precisez listez citez";

/// Those that ask for a text: where nothing else is named, on the whole.
const DESCRIBING: &str = "describe decrivez presentez";

/// What may stand before a word that asks.
const BEFORE: &str = "in at for with to from a dans en avec pour de d sur par";

/// What else is in a question, and names nothing.
const IDLE: &str = "was were is are did do does has have had been be the a an your you by it its they to in from il elle \
    ils elles sont est etait etaient ont avez vous votre vos les le la l ce cet cette ces que fut furent s t se briefly \
    brievement";

/// What a question is about as a whole: it names nothing that is asked for.
const SUBJECTS: &str = "activity activite action project projet practice pratique initiative programme";

/// What is asked for by a word and a verb: the words that ask, the verbs without spaces, and what it is.
const VERBS: [(&str, &str, Target); 6] = [
    ("where", "takeplace takesplace tookplace located", Target::Place),
    ("who qui", "leads led porte", Target::Lead),
    ("who whom qui", "for adresse", Target::Groups),
    ("when quand", "commence", Target::Start),
    ("when quand", "finish finished termine terminee", Target::End),
    ("who qui how comment", "funds funded finance financee", Target::Section(Section::Funding)),
];

fn is_among(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|it| it == word)
}

/// Returns what is asked for in the folded words of a question, if they are one; `known` knows names without spaces.
pub(super) fn asked_for(words: &[&str], known: &dyn Fn(&str) -> Option<Target>) -> Option<Target> {
    let at = words.iter().position(|it| !is_among(BEFORE, it))?;
    let first = words[at];
    if !is_among(ASKING, first) && !is_among(REQUESTING, first) {
        return None;
    }
    let is_name = |it: &&&str| ![ASKING, REQUESTING, IDLE].iter().any(|words| is_among(words, it));
    let names: Vec<&str> = words.iter().filter(is_name).copied().collect();
    let verb =
        |verb: &str| VERBS.iter().find(|it| is_among(it.0, first) && is_among(it.1, verb)).map(|it| it.2.clone());
    let known = |name: &str| known(name).or_else(|| verb(name));
    let without_subject: Vec<&str> = names.iter().filter(|it| !is_among(SUBJECTS, it)).copied().collect();
    if words.iter().any(|it| is_among(DESCRIBING, it)) && without_subject.is_empty() && !names.is_empty() {
        return Some(Target::Section(Section::Summary));
    }
    let behind = || {
        // `What place did sport have?` asks for none.
        let behind = words.get(at + 1..).filter(|it| is_among(NAMING, first) && it.first() != Some(&"place"))?;
        (1..=3).rev().filter_map(|count| known(&behind.get(..count)?.concat())).find(is_named_by_one_word)
    };
    known(&names.concat()).or_else(|| known(&without_subject.concat())).or_else(behind)
}

/// Returns whether a question is surely about it that names it, whatever else is in the question.
fn is_named_by_one_word(target: &Target) -> bool {
    match target {
        Target::Country | Target::Place | Target::Themes | Target::Kinds | Target::Groups | Target::Partners => true,
        Target::Section(section) => {
            use Section::{Aims, Awards, Evaluation, Funding, Lessons, Results};
            matches!(section, Aims | Results | Lessons | Evaluation | Funding | Awards)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::LessonKind;
    use crate::import::columns::Column;

    #[test]
    fn what_a_form_asks_for_is_known() {
        let section = Target::Section;
        for (target, questions) in [
            (Target::Title, "What is the name of your practice?|Quel est le nom de l’activité ?"),
            (Target::Country, "In which country does it take place?|Dans quel pays se déroule-t-elle ?|Which country?"),
            (Target::Country, "Please indicate the country|Indiquez le pays"),
            (
                Target::Place,
                "In which city or town?|Dans quelle ville ?|Where did it take place?|Où se déroule l’action ?",
            ),
            (Target::Themes, "What is the main theme of the activity?|Quels thèmes aborde-t-elle ?"),
            (Target::Kinds, "What type of activity is it?"),
            (Target::Lead, "Who leads the activity?|Who led it?|Qui porte l’activité ?|Qui pilote le projet ?"),
            (Target::Partners, "Which partners took part?|Quels partenaires y participent ?"),
            (
                Target::Groups,
                "Who is it for?|For whom is the project?|À qui s’adresse-t-elle ?|Quel public touche-t-elle ?",
            ),
            (Target::Start, "When did it start?|When did the project begin?|Quand a-t-elle commencé ?"),
            (Target::End, "When did it end?|When did the activity finish?|Quand s’est-elle terminée ?"),
            (section(Section::Summary), "Please describe the activity|Describe your project briefly|Décrivez l’action"),
            (section(Section::Results), "What were the results?|Describe the results|Quels résultats a-t-elle eus ?"),
            (section(Section::Funding), "How is it funded?|Who funds the project?|Comment est-elle financée ?"),
            (section(Section::Lessons), "What did you learn from it?|What lessons are there?|Qu’avez-vous appris ?"),
            (
                Target::LessonsOf(LessonKind::Obstacle),
                "Quelles difficultés avez-vous rencontrées ?|What challenges did you face?",
            ),
        ] {
            questions.split('|').for_each(|it| assert_eq!(Column::of(it), Column::holding(target.clone()), "{it}"));
        }
    }

    #[test]
    fn what_it_does_not_ask_for_is_kept_under_its_name() {
        for name in [
            "What place did sport have?",
            "Which problem did it want to solve?",
            "What year did it begin?",
            "How many people took part?",
            "Who are you?",
            "Where did you hear of us?",
            "Which activity do you prefer?",
            "Public qui participe",
            "Your name",
            "What is your address?",
            "Quelle est votre adresse ?",
        ] {
            assert_eq!(Column::of(name), Column::unknown(name));
        }
    }
}

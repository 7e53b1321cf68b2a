//! What does a column hold whose name is a question?
//!
//! Recognises the questions and requests of forms: `In which country does it take place?`

use super::column_names::{Target, contains_word};
use crate::catalogue::{LessonKind, Section};

/// Interrogatives with which a question begins, after an optional word of [`BEFORE`]. All these lists are folded.
const ASKING: &str = "what which who whom how where when quel quels quelle quelles qu qui que quand comment ou";

/// Interrogatives that precede what is asked for: `Quelle ville`.
const NAMING: &str = "what which quel quels quelle quelles";

/// Words with which a request begins.
const REQUESTING: &str =
    "please indicate can could briefly describe decrivez presentez indiquez precisez pouvez listez citez";

/// Words that request a text: the summary, if nothing else is named.
const DESCRIBING: &str = "describe decrivez decrire presentez presenter";

/// Prepositions that may precede an interrogative.
const BEFORE: &str = "in at for with to from a dans en avec pour de d sur par";

/// Words that address the respondent, whose name and country are not those of the activity.
const ADDRESSING: &str = "you your vous votre vos";

/// Function words that name nothing.
const FILLERS: &str = "was were is are did do does has have had been be would the a an by it its they to in from il \
    elle ils elles sont est etait etaient ete ont avez les le la l ce cet cette ces que fut furent s t se \
    few sentences words lines quelques phrases mots lignes brievement";

/// Words for the activity as a whole, which do not name what is asked for.
const SUBJECTS: &str = "activity activite action project projet practice pratique initiative programme";

/// Words that may follow if a single word says what is asked for: `Which partners took part?`
const NEUTRAL: &str = "take takes took taking place part happen happens happened deroule passe lieu touche aborde traite \
    concerne cover covers covered there y participent participate involved eu eus eue eues obtenu obtenus achieve obtain \
    of du de des or ou and et";

/// Questions by interrogative and verb: the interrogatives, the remaining words without spaces, and the target.
const VERBS: [(&str, &str, Target); 19] = [
    ("what how comment", "called appelle", Target::Title),
    ("where", "takeplace takesplace tookplace located carriedout happen happens happened", Target::Place),
    ("ou", "deroule alieu lieu passe situe situee trouve", Target::Place),
    ("who qui", "leads led runs organises organizes organise porte mene", Target::Lead),
    ("which what quelle", "organisationleads organisationruns organisationmene organisationporte", Target::Lead),
    ("who qui", "workwith avectravaillez", Target::Partners),
    ("who whom qui", "for adresse aimedat benefits enbeneficie takepart peutparticiper", Target::Groups),
    ("when quand", "takeplace tookplace eulieu", Target::Period),
    ("when quand", "commence launched", Target::Start),
    ("which what quelle", "yearstart yearbegin anneecommence", Target::Start),
    ("when quand", "finish finished termine terminee", Target::End),
    ("which what quelle", "yearend yearfinish anneetermine anneeterminee", Target::End),
    (
        "who qui how comment",
        "funds funded finances financed finance financee paysfor muchcost",
        Target::Section(Section::Funding),
    ),
    ("what", "aimachieve wantachieve", Target::Section(Section::Aims)),
    ("what qu", "achieve achieved changed change", Target::Section(Section::Results)),
    ("what que", "learnt differently differentlynexttime feriezautrement retenez", Target::Section(Section::Lessons)),
    ("what", "wentwell", Target::LessonsOf(LessonKind::Success)),
    (
        "what qu which quelles",
        "wentwrong difficult difficile difficultiesmeet difficultiesencounter difficultiesface challengesmeet \
         challengesencounter challengesface obstaclesmeet obstaclesencounter obstaclesface problemsencounter problemsface",
        Target::LessonsOf(LessonKind::Obstacle),
    ),
    (
        "what which que quels",
        "advicegive advicegiveothers conseilsdonneriez recommend recommendothers recommandez conseilleriez",
        Target::LessonsOf(LessonKind::Advice),
    ),
];

/// Returns the target that a question or request asks for, given its folded words; `None` if it is neither or is not
/// understood. `known` looks up a name without spaces.
pub(super) fn target_of_question(words: &[&str], known: &dyn Fn(&str) -> Option<Target>) -> Option<Target> {
    let at = words.iter().position(|it| !contains_word(BEFORE, it))?;
    let first = words[at];
    if !contains_word(ASKING, first) && !contains_word(REQUESTING, first) {
        return None;
    }
    let is_name = |it: &&&str| {
        ![ASKING, REQUESTING, DESCRIBING, ADDRESSING, FILLERS].iter().any(|words| contains_word(words, it))
    };
    let names: Vec<&str> = words.iter().filter(is_name).copied().collect();
    let without_subject: Vec<&str> = names.iter().filter(|it| !contains_word(SUBJECTS, it)).copied().collect();
    let (all, rest) = (names.concat(), without_subject.concat());
    let by_verb =
        |verb: &str| VERBS.iter().find(|it| contains_word(it.0, first) && contains_word(it.1, verb)).map(|it| it.2);
    let is_described = contains_word(REQUESTING, first) && words.iter().any(|it| contains_word(DESCRIBING, it));
    let by_name = || match first {
        // `Where in the country?` does not ask for the country.
        "where" | "ou" => known(&all).filter(|it| *it == Target::Place),
        // `comment` is an English noun as well.
        "comment" => None,
        _ if is_described && rest.is_empty() && !all.is_empty() => Some(Target::Section(Section::Summary)),
        _ => known(&all).or_else(|| known(&rest)).or_else(|| by_leading_words(first, &words[at + 1..], known)),
    };
    let target = by_verb(&all).or_else(|| by_verb(&rest)).or_else(by_name)?;
    let is_of_activity = names.len() > without_subject.len();
    let is_addressed = words.iter().any(|it| contains_word(ADDRESSING, it)) && !is_of_activity;
    let is_about_respondent = match target {
        // The name, country, place or contact of the respondent, not of the activity.
        Target::Title | Target::Country | Target::Place | Target::Section(Section::Contact) => is_addressed,
        // A description of what an organisation does is not its name.
        Target::Lead => is_described || words.iter().any(|it| contains_word("do does", it)),
        _ => false,
    };
    (!is_about_respondent).then_some(target)
}

/// Returns the target named by the first words after the interrogative, if the rest of the question adds nothing;
/// `None` otherwise.
fn by_leading_words(interrogative: &str, following: &[&str], known: &dyn Fn(&str) -> Option<Target>) -> Option<Target> {
    // `What place did sport have?` does not ask for a place.
    if !contains_word(NAMING, interrogative) || following.first() == Some(&"place") {
        return None;
    }
    let is_neutral = |it: &&str| [ADDRESSING, FILLERS, SUBJECTS, NEUTRAL].iter().any(|words| contains_word(words, it));
    let by_first_words = |count: usize| {
        let (name, rest) = following.split_at_checked(count)?;
        known(&name.concat()).filter(|_| rest.iter().all(is_neutral))
    };
    (1..=3).rev().find_map(by_first_words).filter(|it| !matches!(it, Target::Title | Target::Id | Target::Period))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::columns::Column;

    #[test]
    fn form_questions_are_recognised_as_columns() {
        let section = Target::Section;
        for (target, questions) in [
            (
                Target::Title,
                "What is your project called?|Comment s’appelle l’action ?|What is the name of your practice?|Quel est le nom de l’activité ?",
            ),
            (Target::Country, "In which country does it take place?|Dans quel pays se déroule-t-elle ?|Which country?"),
            (Target::Country, "Please indicate the country|Indiquez le pays"),
            (
                Target::Place,
                "In which city or town?|Dans quelle ville ?|Where did it take place?|Where (city)?|Où se déroule l’action ?",
            ),
            (Target::Themes, "What is the main theme of the activity?|Quels thèmes aborde-t-elle ?"),
            (Target::Kinds, "What type of activity is it?"),
            (Target::Lead, "Who leads the activity?|Who led it?|Qui porte l’activité ?|Qui pilote le projet ?"),
            (Target::Partners, "Which partners took part?|Quels partenaires y participent ?"),
            (
                Target::Groups,
                "Who is it for?|For whom is the project?|À qui s’adresse-t-elle ?|Quel public touche-t-elle ?",
            ),
            (
                Target::Start,
                "When did it start?|What year did it begin?|When did the project begin?|Quand a-t-elle commencé ?",
            ),
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
            questions.split('|').for_each(|it| assert_eq!(Column::of(it), Column::holding(target), "{it}"));
        }
    }

    #[test]
    fn other_questions_are_kept_as_unknown_columns() {
        for name in [
            "What place did sport have?",
            "Which problem did it want to solve?",
            "How many people took part?",
            "Who are you?",
            "What is your name?",
            "What is your title?",
            "Which country do you live in?",
            "In which country is your organisation based?",
            "Dans quel pays habitez-vous ?",
            "De quel pays viennent les participants ?",
            "Dans quelle ville êtes-vous né ?",
            "Quelle est votre ville ?",
            "What is your e-mail address?",
            "What does your organisation do?",
            "Describe your organisation",
            "What results were not achieved?",
            "Quels résultats attendez-vous ?",
            "Quels partenaires recherchez-vous ?",
            "What type of organisation are you?",
            "What funding would you need?",
            "Which themes interest you?",
            "Where are you located?",
            "Where in the country?",
            "Comment (partners)",
            "Where did you hear of us?",
            "Which activity do you prefer?",
            "Public qui participe",
            "Your name",
            "What is your address?",
            "Quelle est votre adresse ?",
        ] {
            assert_eq!(Column::of(name), Column::UNKNOWN);
        }
    }
}

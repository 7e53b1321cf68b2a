//! What are columns called?
//!
//! Lists the names of columns in French and English, and strips words from a name that do not change its meaning.

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::catalogue::{LessonKind, Section, Vocabulary};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    Id,
    Title,
    Place,
    Country,
    Latitude,
    Longitude,
    Coordinates,
    PlaceKinds,
    Aliases,
    Lead,
    Experts,
    Partners,
    Themes,
    Kinds,
    Groups,
    Period,
    Start,
    End,
    /// A section that holds texts, the lessons, the sources, or entries of `extra`.
    Section(Section),
    /// Lessons of one kind.
    LessonsOf(LessonKind),
    LessonBasis,
    LessonKinds,
    /// Sources of the lessons, by identifier.
    LessonSources,
    /// Names of the items that another column lists by identifier; for organisations, the names of the experts.
    NamesOf(Vocabulary),
    Address,
    Silent,
    Catalogue,
    Licence,
    Attribution,
    /// Anything else, kept under the name of the column.
    Extra,
}

/// French words for what an entry describes, as in `Objectifs du projet`; folded, without spaces.
const FRENCH_SUBJECTS: &str = "action activite bonnepratique demarche dispositif experience fiche initiative operation pratique \
    programme projet";

/// English words for what an entry describes; folded, without spaces.
const ENGLISH_SUBJECTS: &str = "action activity goodpractice initiative operation practice program programme project";

/// Qualifiers at the end of a name; folded, without spaces.
const QUALIFIERS: &str = "principal principale principaux principales secondaires generaux general generale specifiques \
    quantitatif quantitatifs qualitatif qualitatifs realisees menees obtenus operationnels associes impliques mobilises \
    locaux tires tirees rencontres rencontrees concerne concernes vise vises touche touches beneficiaire beneficiaires \
    directs finaux poursuivis observes chiffres produits misesenoeuvre misesenplace mobilisees impliquees \
    institutionnels alloue global previsionnel accorde involved encountered implemented carriedout taken";

/// Qualifiers at the beginning of a name; folded.
const QUALIFIERS_BEFORE: &str =
    "main general overall total specific final direct principales principaux principal principale";

/// Returns whether a word is in a space-separated list.
pub(super) fn contains_word(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|it| it == word)
}

/// Removes a qualifier from a folded name without spaces: `Partenaires mobilisés`. Returns `None` if it has none.
pub(super) fn without_qualifier(name: &str) -> Option<&str> {
    let without_suffix = QUALIFIERS.split_ascii_whitespace().find_map(|it| name.strip_suffix(it));
    let without_prefix = || QUALIFIERS_BEFORE.split_ascii_whitespace().find_map(|it| name.strip_prefix(it));
    without_suffix.or_else(without_prefix).filter(|it| !it.is_empty())
}

/// Removes the subject from a folded name without spaces: `Objectifs du projet`, `Project results`. Returns `None` if
/// it has none.
pub(super) fn without_subject(name: &str) -> Option<&str> {
    let without_suffix = |subjects: &'static str, words: &'static [&str]| {
        let preceding = subjects.split_ascii_whitespace().filter_map(|it| name.strip_suffix(it));
        preceding.flat_map(|rest| words.iter().filter_map(move |it| rest.strip_suffix(it)))
    };
    let french = without_suffix(FRENCH_SUBJECTS, &["devotre", "dela", "del", "du", "de", "d", ""]);
    let english = without_suffix(ENGLISH_SUBJECTS, &["ofthe", "ofyour", "of"]);
    let without_prefix = ENGLISH_SUBJECTS.split_ascii_whitespace().filter_map(|it| name.strip_prefix(it));
    english.chain(french).chain(without_prefix).find(|it| !it.is_empty())
}

/// Common column names, folded, without spaces and hyphens, as space-separated lists. Names of sections are recognised
/// by [`Section::from_word`] as well.
const NAMES: &[(Target, &str)] = &[
    (Target::Id, "id identifiant identifier"),
    (
        Target::Title,
        "title titre nom name intitule activite projet project practice pratique goodpractice bonnepratique initiative \
         libelle denomination titretitle titletitre designation bestpractice bestpractices \
         goodpractices bonnespratiques promisingpractice promisingpractices pratiqueinspirante",
    ),
    (
        Target::Place,
        "place places lieux commune municipality localite site region territoire territory implantation localisation \
         lieudintervention communedintervention villedintervention cityofintervention lieudemiseenoeuvre \
         lieuderealisation lieudelaction villes cities locality cityortown townorcity ou",
    ),
    (
        Target::Country,
        "country countries pays countrycode codepays codedupays countryofimplementation \
         countryofintervention paysdintervention paysdemiseenoeuvre countrypays payscountry memberstate memberstates \
         countryname nation payscode countryregion countryorregion isocountrycode isocode codeiso countryisocode",
    ),
    (Target::Latitude, "latitude lat"),
    (Target::Longitude, "longitude long lon lng"),
    (Target::Coordinates, "coordinates coordonneesgps gps latlong latlon at"),
    (Target::PlaceKinds, "placekinds placekind typedelieu"),
    (Target::Aliases, "aliases alias othernames autresnoms"),
    (
        Target::Lead,
        "lead pilotage porteur porteurs structureporteuse organisateur coordinator coordinateur coordination \
         leadorganisation leadorganization leadauthority chefdefile operateur structure structurepilote organisme \
         organismeporteur organisation organization nomduporteur maitredouvrage leadingorganisation \
         leadorganisationname coordinatingorganisation coordinatingorganisationname implementingorganisation \
         implementingagency implementingbody implementedby responsibleorganisation responsibleauthority \
         responsiblebody institution institutioninvolved nameoftheorganisation nameoforganisation nomdelastructure \
         nomdelassociation nomdelorganisme organisationporteuse organisationincharge \
         pilote pilotes pilotepar organismepilote maitrisedouvrage servicepilote",
    ),
    (Target::Experts, "experts expert organisationexperte expertorganisation"),
    (
        Target::Partners,
        "partners partner partenaire partenaires partnership partenariat associatedpartners principauxpartenaires \
         autrespartenaires partenariats mainpartners keypartners otherpartners partnerorganisation \
         partnerorganisations stakeholders actors organisationsinvolved acteurs partiesprenantes listedespartenaires \
         listofpartners",
    ),
    (
        Target::Themes,
        "themes theme thematique thematiques topic sujet sujets subject subjects themesabordes domaine domaines tag \
         motsclefs motclef motsclef thematicarea thematicareas policyarea policyareas",
    ),
    (Target::Kinds, "kinds kind categorie nature typeofaction"),
    (
        Target::Groups,
        "groups group publiccible publicscibles groupecible beneficiaires forwhom pourqui targetaudience populationcible \
         cible cibles targetpopulation target publicbeneficiaire publicsbeneficiaires beneficiaries",
    ),
    (Target::Extra, "duration duree"),
    (
        Target::Period,
        "period annee annees years when quand anneedemiseenoeuvre datedemiseenoeuvre anneederealisation datederealisation \
         timeframe timescale implementationperiod yearofimplementation periodederealisation periodedemiseenoeuvre \
         calendrier startcompletiondates",
    ),
    (
        Target::Start,
        "start startdate begin beginning debut datededebut datedebut startyear anneededebut demarrage \
         datededemarrage anneededemarrage lancement datedelancement anneedelancement launchdate dateofstart \
         datestarted",
    ),
    (
        Target::End,
        "end enddate fin datedefin datefin endyear anneedefin datedecloture dateofend dateended completiondate \
         completiondates completion",
    ),
    (
        Target::Section(Section::Summary),
        "presentation contexte context synthese shortdescription descriptif background briefdescription shortsummary \
         inbrief executivesummary brevedescription descriptioncourte enbref presentationsynthetique resumecourt \
         courtedescription",
    ),
    (
        Target::Section(Section::Aims),
        "aim objectif objective but aimsandobjectives objectivesandaims finalite finalites objectifsetfinalites",
    ),
    (
        Target::Section(Section::Actions),
        "action activities activites methode method methodology methodologie deroulement etapes whatwasdone \
         cequiaetefait implementation miseenoeuvre modalitesdemiseenoeuvre measures descriptiondesactions contenu \
         content deroule howdoesitwork whatdidyoudo quavezvousfait commentcamarche actionsmenees actionsrealisees \
         actionsmisesenplace actionsmisesenoeuvre actionsconduites",
    ),
    (
        Target::Section(Section::Results),
        "result resultat effets effects impacts bilan outcome achievements resultsandimpact resultsandimpacts \
         evidenceofsuccess evidenceofsuccessresultsachieved resultsachieved resultatsatteints keyresults keyachievements findings resultatsetimpacts resultatsetimpact realisations",
    ),
    (
        Target::Section(Section::Lessons),
        "lesson enseignement lecons lecon leconsapprises learning lessonlearnt lessonlearned keylessons learnings \
         learn learned appris takeaways keytakeaways lessonslearnedrecommendations conclusions retourdexperience \
         retoursdexperience aretenir strengthsandweaknesses freinsetleviers leviersetfreins forcesetfaiblesses \
         pointsfortsetpointsfaibles",
    ),
    (
        Target::LessonsOf(LessonKind::Success),
        "pointsforts reussites succes strengths successes successfactors keysuccessfactors facteursdereussite \
         facteurdereussite facteursclesdereussite facteursdesucces conditionsdereussite pointspositifs atouts \
         leviers enablers pointfort whatworked whatworkedwell criticalsuccessfactors strongpoints forces \
         facteursclesdesucces clesdereussite clefsdereussite leviersdereussite cequiamarche cequiabienmarche \
         cequiafonctionne conditionsforsuccess successconditions",
    ),
    (
        Target::LessonsOf(LessonKind::Obstacle),
        "obstacle obstacles freins frein difficultes difficulties challenges pointsfaibles weaknesses limites \
         limitations barriers pointsdevigilance pointdevigilance pointsnegatifs freinsetdifficultes \
         difficultesetfreins pointsaameliorer challenge pointfaible whatdidnotwork whatdidntwork pitfalls weakpoints \
         faiblesses pointsdattention pointdattention problemes probleme cequinapasmarche cequinapasfonctionne",
    ),
    (
        Target::LessonsOf(LessonKind::Advice),
        "recommandation recommandations recommendation recommendations conseils advice tips preconisation \
         preconisations recommendationsforothers advicetoothers advicetoothermunicipalities pistesdamelioration \
         axesdamelioration",
    ),
    (Target::LessonsOf(LessonKind::Question), "questionsouvertes openquestions"),
    (
        Target::Section(Section::Outlook),
        "perspective suites suitesprevues perspectivesdavenir avenir nextstep followup futureplans wayforward \
         sustainability sustainabilityandtransferability perennisation perennite perspectivesdevolution \
         suitesetperspectives suitesadonner suite prochainesetapes etapres",
    ),
    (
        Target::Section(Section::Evaluation),
        "evaluations methodedevaluation modedevaluation monitoringandevaluation evaluationandmonitoring \
         evidenceandevaluation suivietevaluation modalitesdevaluation criteresdevaluation",
    ),
    (
        Target::Section(Section::Funding),
        "financements financeur financeurs budgettotal couttotal totalcost moyensfinanciers partenairesfinanciers \
         sourcesdefinancement sourcedefinancement fundingbody fundingbodies fundingsource fundingsources \
         sourceoffunding sourcesoffunding fundedby eucontribution eugrant grant grantamount cout couts cost costs \
         montant subvention subventions financepar plandefinancement cofinancement",
    ),
    (Target::Section(Section::Awards), "award awardsreceived recompense recompenses distinction prixetdistinctions"),
    (
        Target::Section(Section::Contact),
        "mail courriel personne contactperson personneacontacter personnedecontact coordonnees telephone contactmail \
         contactemail referent adressemail adresseemail contactdetails contactinformation contactname \
         contactpersonname nameofcontactperson contactphone emailaddress phone tel nomducontact personnecontact \
         personneressource personnereferente interlocuteur interlocutrice courrielducontact adresseelectronique mel",
    ),
    (
        Target::Section(Section::Sources),
        "source reference references bibliography bibliographie sourcesetliens publications documents linksanddocuments",
    ),
    (Target::Section(Section::Other), "extra autres other"),
    (Target::LessonBasis, "lessonbasis"),
    (Target::LessonKinds, "lessonkinds lessonkind"),
    (
        Target::Address,
        "url urls link lien links liens sourceurl sourceurls urlsource urldelasource sourcesurl sourcelink sourcelinks \
         sourceslinks sourcewebsite linktosource linktothesource liensource lienssources lienverslasource liendelasource \
         website siteweb web adresseweb webpage siteinternet lieninternet liensutiles \
         ensavoirplus furtherinformation moreinformation pourensavoirplus homepage",
    ),
    (Target::Silent, "silent"),
    (Target::Catalogue, "catalogue"),
    (Target::Licence, "licence license"),
    (Target::Attribution, "attribution"),
];

/// Columns that only the tables of this program have under these names.
pub(super) const EXPORT_COLUMNS: [(&str, Target); 6] = [
    ("theme_names", Target::NamesOf(Vocabulary::Themes)),
    ("kind_names", Target::NamesOf(Vocabulary::Kinds)),
    ("group_names", Target::NamesOf(Vocabulary::Groups)),
    ("expert_names", Target::NamesOf(Vocabulary::Organisations)),
    ("lesson_sources", Target::LessonSources),
    ("source_titles", Target::NamesOf(Vocabulary::Sources)),
];

/// Target of each name in [`NAMES`].
pub(super) static BY_NAME: LazyLock<HashMap<&str, Target>> = LazyLock::new(|| {
    let pairs = NAMES.iter().flat_map(|(target, names)| names.split(' ').map(move |it| (it, *target)));
    // Reversed, so that the first of duplicate names wins.
    pairs.rev().collect()
});

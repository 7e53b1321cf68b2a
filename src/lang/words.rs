//! Every word of the interface, as a field: a word missing in one language does not compile.

use super::problems::Problems;

/// The words of the interface in one language.
#[derive(Debug)]
pub struct Words {
    /// Names of the months.
    pub months: [&'static str; 12],
    /// A colon as it is written after a word, with the space it needs before.
    pub colon: &'static str,
    /// The name of the value of those that state none.
    pub not_stated_value: &'static str,
    /// What an empty section reads.
    pub source_silent: &'static str,
    /// That one activity has nothing in a section.
    pub one_silent: &'static str,
    /// How many activities have nothing in a section.
    pub many_silent: fn(usize) -> String,
    /// The same where the author has not given it.
    pub one_not_given: &'static str,
    /// The same of several.
    pub many_not_given: fn(usize) -> String,
    /// What the tag of a language behind a text means: that it is shown in that language instead of another.
    pub text_instead: fn(&str, &str) -> String,
    /// That no text is in a language.
    pub no_text_in: fn(&str) -> String,
    /// The name of a language, or its tag.
    pub language: fn(&str) -> &str,
    /// What this language calls itself.
    pub own_name: &'static str,
    /// A day of a month.
    pub day: fn(u8) -> String,
    /// That something goes on from a date.
    pub since: fn(&str) -> String,
    /// Which sections are not given.
    pub not_given: fn(&str) -> String,
    /// That a section is not given.
    pub not_given_here: &'static str,
    /// The catalogue.
    pub catalogue: &'static str,
    /// What the catalogue is about.
    pub about: &'static str,
    /// Who is to be named where the texts are used.
    pub attribution: &'static str,
    /// The licence of the texts.
    pub licence: &'static str,
    /// Columns of the names of facts.
    pub fact_width: usize,
    /// Where the activity took place.
    pub place: &'static str,
    /// Kind of activity.
    pub kind: &'static str,
    /// Themes.
    pub themes: &'static str,
    /// Those who take part: lead, experts, partners.
    pub roles: [&'static str; 3],
    /// For whom.
    pub groups: &'static str,
    /// Dates.
    pub period: &'static str,
    /// Names of the sections, in reading order.
    pub sections: [&'static str; 12],
    /// Sorts of lessons: what worked, what stood in the way, what to do, what is open.
    pub lesson_kinds: [&'static str; 4],
    /// That the source states a lesson.
    pub stated: &'static str,
    /// That the catalogue draws a lesson from the facts.
    pub drawn: &'static str,
    /// That it is not said who states a lesson.
    pub basis_unknown: &'static str,
    /// The name of the list.
    pub activities: &'static str,
    /// How many of how many.
    pub n_of_n: fn(usize, usize) -> String,
    /// That more is being read, after how many.
    pub loading: fn(usize, Option<u64>) -> String,
    /// That the reader has stopped the reading after so many activities.
    pub stopped: fn(usize) -> String,
    /// The same, in as few words as it can be said.
    pub stopped_short: &'static str,
    /// What Esc does while a catalogue is read.
    pub stop_loading: &'static str,
    /// Names of the facets, in the order of their table.
    pub facets: [&'static str; 9],
    /// The name of all facets together.
    pub all_facets: &'static str,
    /// Quotation marks, with the spaces they need.
    pub quotes: [&'static str; 2],
    /// Quotation marks within others.
    pub inner_quotes: [&'static str; 2],
    /// Before what is excluded.
    pub not: &'static str,
    /// What a slot of the filter bar says where nothing is chosen.
    pub any: &'static str,
    /// What the slot of the search says where nothing is searched.
    pub any_word: &'static str,
    /// The name of the slot of the search.
    pub search_slot: &'static str,
    /// What the prompt of the search says.
    pub search_prompt: &'static str,
    /// What the prompt of the find says.
    pub find_prompt: &'static str,
    /// A number, its thousands apart.
    pub number: fn(usize) -> String,
    /// The hit gone to, of how many.
    pub hit_of: fn(usize, usize) -> String,
    /// That nothing is found.
    pub no_hits: &'static str,
    /// That nothing is left in the list.
    pub nothing_left: &'static str,
    /// The same while more is being read.
    pub nothing_yet: &'static str,
    /// That the catalogue is empty.
    pub nothing_at_all: &'static str,
    /// What dropping a filter would give.
    pub without: fn(&str, usize) -> String,
    /// What dropping a word of the search would give.
    pub without_word: fn(&str, usize) -> String,
    /// What another word instead of one would give.
    pub instead_of: fn(&str, &str, usize) -> String,
    /// Between two things that are both meant.
    pub and: &'static str,
    /// Which keys help when nothing is left.
    pub way_out_keys: &'static str,
    /// That there is no such field in a search, and which there are.
    pub unknown_field: fn(&str) -> String,
    /// That a field in a search needs a word.
    pub field_alone: fn(&str) -> String,
    /// Grouped by activity.
    pub by_activity: &'static str,
    /// Grouped by theme.
    pub by_theme: &'static str,
    /// Names of the orders: catalogue, place, country, title, date, relevance, marks.
    pub orders: [&'static str; 7],
    /// Turned round.
    pub reversed: &'static str,
    /// Notice: nothing to undo.
    pub nothing_to_undo: &'static str,
    /// Notice: undone.
    pub undone: &'static str,
    /// Notice: no filters.
    pub no_filters: &'static str,
    /// Notice: which filters were dropped, and how they come back.
    pub dropped: fn(&str) -> String,
    /// Notice: the sheet lacks a section.
    pub no_section: fn(&[String]) -> String,
    /// Notice: a digit is to be pressed.
    pub press_digit: &'static str,
    /// Notice: an activity has been marked, by its place.
    pub marked_now: fn(&str) -> String,
    /// Notice: the mark of an activity has been taken away.
    pub unmarked_now: fn(&str) -> String,
    /// Notice: no activity is listed that something could be done with.
    pub nothing_listed: &'static str,
    /// Notice: the activity that was to be opened does not pass the filters.
    pub not_listed: fn(&str) -> String,
    /// Notice: nothing that is shown has a number.
    pub no_number: fn(usize) -> String,
    /// Notice: a key does nothing.
    pub unbound: fn(&str) -> String,
    /// By which key the keys are shown.
    pub shows_keys: fn(&str) -> String,
    /// What searches.
    pub slash_searches: &'static str,
    /// What the same key does in a text.
    pub slash_finds: &'static str,
    /// Notice: a text was pasted where nothing is typed.
    pub not_typed: &'static str,
    /// Notice: one pane is shown, and no other could be.
    pub single_pane: &'static str,
    /// Notice: the text that was to be scrolled is not shown.
    pub text_unseen: &'static str,
    /// That a small letter was meant: the letter, what it does.
    pub caps_lock: fn(&str, &str) -> String,
    /// That the keyboard types another alphabet.
    pub other_layout: &'static str,
    /// Notice: what is sent to standard input is not read.
    pub unread_input: &'static str,
    /// Notice: nothing to close.
    pub nothing_to_close: &'static str,
    /// Notice: not wide enough for both languages; how many columns are needed.
    pub too_narrow: fn(usize) -> String,
    /// The same beside the list, where the text alone would be wide enough.
    pub too_narrow_beside: fn(usize) -> String,
    /// Marked, as a filter.
    pub marked: &'static str,
    /// Notice: marks are not saved.
    pub marks_for_session: &'static str,
    /// Notice: the marked ones are not shown in their order.
    pub no_marks_to_move: &'static str,
    /// Notice: a marked one is the first already.
    pub first_marked: &'static str,
    /// Notice: a marked one is the last already.
    pub last_marked: &'static str,
    /// Notice: the neighbour of a marked one belongs to another catalogue.
    pub marks_apart: &'static str,
    /// Notice: nothing is marked.
    pub nothing_marked: &'static str,
    /// Notice: read anew; how many activities there are.
    pub reloaded: fn(usize) -> String,
    /// That the activity that was shown is not in it any more: its place.
    pub is_gone: fn(&str) -> String,
    /// Notice: not read anew; what is wrong follows.
    pub not_reloaded: &'static str,
    /// That a file that is read is not there any more.
    pub file_gone: fn(&str) -> String,
    /// Notice: how many records were left out.
    pub left_out: fn(usize) -> String,
    /// Notice: how many files were left out.
    pub files_left_out: fn(usize) -> String,
    /// Notice: nothing is sought.
    pub nothing_sought: &'static str,
    /// Which keys go from hit to hit.
    pub hit_keys: &'static str,
    /// Which key ends the finding.
    pub find_ends: &'static str,
    /// Which hit has been gone to, of how many, where room is scarce.
    pub hit_short: fn(usize, usize) -> String,
    /// How many hits there are, where room is scarce.
    pub hits_short: fn(usize) -> String,
    /// That the words of the search stand in the text in another language, by its tag.
    pub found_in: fn(&str) -> String,
    /// The same, where room is scarce.
    pub found_in_short: fn(&str) -> String,
    /// The same, while it is being typed.
    pub found_only_in: fn(&str) -> String,
    /// How many values are chosen.
    pub chosen: fn(usize) -> String,
    /// What including a value would do: the key, the value, how many activities would be listed.
    pub includes: fn(&str, &str, usize) -> String,
    /// What taking a value back would do: the same, and whether there are more then.
    pub takes_out: fn(&str, &str, usize, bool) -> String,
    /// Examples of what can be searched, the longer first.
    pub search_examples: fn(&str) -> [String; 3],
    /// That a file is not whole, where room is scarce.
    pub incomplete_short: &'static str,
    /// How many records were left out, where room is scarce.
    pub left_out_short: fn(usize) -> String,
    /// How many problems there are.
    pub problems_short: fn(usize) -> String,
    /// How many files were left out, where room is scarce.
    pub files_left_out_short: fn(usize) -> String,
    /// That an older version of the catalogue is shown, where room is scarce.
    pub stale_short: &'static str,
    /// Names of the orders, where room is scarce.
    pub orders_short: [&'static str; 7],
    /// The screen is too small, in one word.
    pub too_small: &'static str,
    /// That the screen could not be drawn.
    pub not_drawn: &'static str,
    /// The name of the help.
    pub help_title: &'static str,
    /// What the title of an activity is called.
    pub title: &'static str,
    /// What can be typed in the help.
    pub help_hint: &'static str,
    /// What the mouse does.
    pub mouse_help: &'static str,
    /// That the mouse is left to the terminal.
    pub mouse_left: &'static str,
    /// What opening the lens would show: the lessons of how many activities, and whether these are all.
    pub lessons_of: fn(usize, bool) -> String,
    /// To take a mark away, in a word.
    pub unmark: &'static str,
    /// To show both panes again, in a word or two.
    pub both_panes: &'static str,
    /// To end the finding, in a word or two.
    pub end_find: &'static str,
    /// What can be typed in a picker.
    pub picker_hint: &'static str,
    /// That no key does what was typed.
    pub no_key: &'static str,
    /// What follows a number of hundredths.
    pub percent: &'static str,
    /// That no value has this name.
    pub no_value: &'static str,
    /// Where keys are: the list, a text, the lens, a picker, one in which something is typed, a prompt.
    pub contexts: [&'static str; 7],
    /// A new sheet to fill in, with `{id}` where its identifier belongs.
    pub new_sheet: &'static str,
    /// Names of keys.
    pub key_names: KeyNames,
    /// What is said of problems of a file.
    pub problems: &'static Problems,
    /// What keys do.
    pub keys: Keys,
    /// Words of citations.
    pub cite: Cite,
    /// Words of what can be taken along.
    pub take: Taking,
    /// What an import says.
    pub import: Import,
    /// What exports say.
    pub export: Export,
    /// Sentences about what is remembered.
    pub store: Store,
    /// Sentences of the command line.
    pub command: Command,
    /// Help of the command line.
    pub options: Options,
}

/// Words of what can be taken along.
#[derive(Debug)]
pub struct Taking {
    /// The name of the menu of what can be copied.
    pub copy_title: &'static str,
    /// What Enter does there.
    pub copy_hint: &'static str,
    /// The name of the menu of the ways to export so many activities.
    pub export_title: fn(usize) -> String,
    /// What Enter does there.
    pub export_hint: &'static str,
    /// The name of the menu of sources.
    pub links_title: &'static str,
    /// What Enter does there, where there is a desktop.
    pub open_hint: &'static str,
    /// What can be done with a text that is shown.
    pub shown_hint: &'static str,
    /// A passage with its citation.
    pub passage: &'static str,
    /// A citation in each style.
    pub styles: [&'static str; 4],
    /// The address of the first source.
    pub link: &'static str,
    /// The view as a command.
    pub view: &'static str,
    /// The same where it shows activities whose marks last as long as this session: the command has none of them.
    pub view_unmarked: &'static str,
    /// The formats of a file.
    pub formats: [&'static str; 9],
    /// What Enter does to the name of a file, in a word.
    pub save: &'static str,
    /// Before the name of a file.
    pub save_prompt: &'static str,
    /// The same, where a file of that name is there.
    pub replace_prompt: &'static str,
    /// Notice: a text has been sent to the terminal.
    pub sent: fn(&str) -> String,
    /// Notice: a text is too long to be copied; how many thousand bytes may be.
    pub too_long: fn(usize) -> String,
    /// Notice: an address has been handed to the desktop.
    pub opened: fn(&str) -> String,
    /// Notice: the desktop could not open an address: why.
    pub not_opened: fn(&str) -> String,
    /// Notice: no source has an address.
    pub no_links: &'static str,
    /// Notice: a file has no name yet.
    pub no_name: &'static str,
    /// Notice: no format has the ending of a file: its name, the endings.
    pub no_format: fn(&str, &str) -> String,
    /// Notice: there is something of the name of a file that is none.
    pub is_no_file: fn(&str) -> String,
    /// Notice: there is nothing to export.
    pub nothing_to_export: &'static str,
    /// That nothing has been saved after all.
    pub not_saved: &'static str,
    /// Notice: a file is being saved.
    pub saving: fn(&str) -> String,
    /// Notice: a file is saved: its name, how many activities it has.
    pub saved: fn(&str, usize) -> String,
    /// Notice, behind that: the catalogue is not whole.
    pub saved_part: &'static str,
    /// Notice: a command line means no view.
    pub no_view: &'static str,
}

/// What an import says.
#[derive(Debug)]
pub struct Import {
    /// That a file is no table, and what it is.
    pub is_something_else: fn(&str) -> String,
    /// That it is a catalogue already.
    pub is_a_catalogue: &'static str,
    /// That it is empty.
    pub is_empty: &'static str,
    /// That no row has become an activity.
    pub nothing: &'static str,
    /// That no column has titles; the columns that there are.
    pub no_title: fn(&str) -> String,
    /// That it cannot be read: why.
    pub refused: fn(&str) -> String,
    /// That there is no sheet of a name: the name, those that there are.
    pub no_sheet: fn(&str, &str) -> String,
    pub no_sheets: &'static str,
    pub encrypted: &'static str,
    pub damaged: &'static str,
    /// That a table has too many columns, cells or letters.
    pub too_large: &'static str,
    /// Names of columns that are none of a sheet: identifier, title, country, position, silence.
    pub targets: [&'static str; 5],
    /// The character set of a file.
    pub encoding: fn(&str) -> String,
    /// What parts the values.
    pub separator: fn(&str) -> String,
    /// A tab.
    pub tab: &'static str,
    /// A quotation mark that is not closed: its line.
    pub open_quote: fn(usize) -> String,
    /// The sheet that was read.
    pub sheet: fn(&str) -> String,
    /// The same; those that were not.
    pub other_sheets: fn(&str, &str) -> String,
    /// That it is an export of this program.
    pub export: &'static str,
    /// Sheets that are not read.
    pub sheets_left_out: fn(&str) -> String,
    /// A row of a sheet that has become nothing: the sheet, the row, the column, what is written there.
    pub row_left_out: fn(&str, usize, &str, &str) -> String,
    /// A cell that is not understood: the same.
    pub cell_left_out: fn(&str, usize, &str, &str) -> String,
    /// A text in no language beside others: the same.
    pub text_left_out: fn(&str, usize, &str, &str) -> String,
    /// A column that is kept: the sheet, the column.
    pub column_kept: fn(&str, &str) -> String,
    /// A column that is not.
    pub column_left_out: fn(&str, &str) -> String,
    /// A key that is not known: its path.
    pub key_left_out: fn(&str) -> String,
    pub key_twice: fn(&str) -> String,
    pub added_key: fn(&str, &str) -> String,
    /// A sheet that is not there.
    pub sheet_missing: fn(&str) -> String,
    /// Something that was added to a vocabulary: the sheet, the row, the column, what is written there.
    pub added: fn(&str, usize, &str, &str) -> String,
    /// What stands above the names of the columns.
    pub above: fn(&str) -> String,
    /// Cells say that there is nothing: in which ways, and how many.
    pub says_nothing: fn(&str, usize) -> String,
    /// A column without a name: its number.
    pub nameless: fn(usize) -> String,
    /// That it is no JSON: the line and the column where it ends to be.
    pub no_json: fn(usize, usize) -> String,
    /// An import is refused: its cells hold texts in several languages.
    pub languages_in_cells: &'static str,
    /// An import is refused: it is so many exports.
    pub several_exports: fn(usize) -> String,
    /// That it is not as an export has it: where, the line, the column.
    pub odd_json: fn(&str, usize, usize) -> String,
    /// That what is to be imported is no file.
    pub no_file: &'static str,
    /// That what is made of it is RON, whatever it is called.
    pub not_ron: &'static str,
    /// An identifier that was changed: the sheet, the row, what is written, the identifier.
    pub renamed_at: fn(&str, usize, &str, &str) -> String,
    /// The same of a row.
    pub renamed: fn(usize, &str, &str) -> String,
    /// That the first number of a day is taken for the day: the row, what is written, how it was read.
    pub day_first: fn(usize, &str, &str) -> String,
    /// That the first number of days is the month: one of them.
    pub month_first: fn(&str) -> String,
    /// What a column has become, in how many rows it has something.
    pub column: fn(&str, &str, usize) -> String,
    /// That a column is kept beside the fields.
    pub extra: &'static str,
    /// The language of what is in none: its name, its tag.
    pub language: fn(&str, &str) -> String,
    /// A row without a title.
    pub no_title_in: fn(usize) -> String,
    /// A row without a country.
    pub no_country_in: fn(usize) -> String,
    /// A row with an unknown country.
    pub unknown_country: fn(usize, &str) -> String,
    /// A row whose country was taken for another: what is written, its name with its code.
    pub country_taken: fn(usize, &str, &str) -> String,
    /// A row with a value that is kept as it is: the column, the value, why.
    pub kept: fn(usize, &str, &str, &str) -> String,
    /// Why: it is not what it should be.
    pub not_understood: &'static str,
    /// Why: it is an end without a beginning.
    pub no_start: &'static str,
    /// Why: it is an end that does not lie after the beginning.
    pub reversed: &'static str,
    /// Why: there are more terms than so many.
    pub too_many: fn(usize) -> String,
    /// The same of titles of which the first one was taken.
    pub second_title: &'static str,
    /// The same of names beside identifiers.
    pub unfit: &'static str,
    /// The same of countries beside places.
    pub uneven: &'static str,
    /// A row without a country, below one that has one: its number, the code of that.
    pub no_country_below: fn(usize, &str) -> String,
    /// A row without a country, for which the one that was given was taken: its number, the code.
    pub country_given: fn(usize, &str) -> String,
    /// A row that holds a title alone: its number, the title.
    pub only_title: fn(usize, &str) -> String,
    /// A row that repeats the names of the columns.
    pub head_again: fn(usize) -> String,
    /// The names of the columns stand one below the other.
    pub turned: &'static str,
    /// Commas were taken to part values: the column, in how many cells.
    pub commas_parted: fn(&str, usize) -> String,
    /// The same: they were not.
    pub commas_kept: fn(&str, usize) -> String,
    /// The language of what is in none, told by the words of the texts: its name, its tag.
    pub language_of_texts: fn(&str, &str) -> String,
    /// A row of totals.
    pub totals: fn(usize) -> String,
    /// Formulas without results: how many.
    pub no_results: fn(usize) -> String,
    /// How many activities there are, and how many rows were left out.
    pub summary: fn(usize, usize) -> String,
    /// What the new catalogue still lacks, of which `check` tells.
    pub problems: fn(usize) -> String,
}

/// What exports say.
#[derive(Debug)]
pub struct Export {
    /// That activities of several catalogues do not make one.
    pub several: &'static str,
    /// That a text is too long for a cell: of which activity or term it is.
    pub long_text: fn(&str) -> String,
    /// That there are too many rows for a sheet: its name.
    pub many_rows: fn(&str) -> String,
    /// That it was stopped.
    pub stopped: &'static str,
    /// What the marks before lessons mean.
    pub marks: &'static str,
    /// Which activities a document shows: the filters.
    pub choice: fn(&str) -> String,
}

/// Sentences about what is remembered.
#[derive(Debug)]
pub struct Store {
    /// That a file is damaged, and will be kept aside.
    pub damaged: fn(&str) -> String,
    /// That a damaged file was kept under a name.
    pub kept_aside: fn(&str) -> String,
    /// That a file is another program's.
    pub foreign: fn(&str) -> String,
    /// That another reader holds a file.
    pub busy: fn(&str) -> String,
    /// That a file cannot be saved; why.
    pub refused: fn(&str, &str) -> String,
    /// The same of one that cannot be read.
    pub unreadable: fn(&str, &str) -> String,
}

/// Words of citations (ISO 690).
#[derive(Debug)]
pub struct Cite {
    /// Before what something is a part of.
    pub host: &'static str,
    /// The medium.
    pub online: &'static str,
    /// Before the date on which a source was consulted.
    pub accessed: &'static str,
    /// Before an address.
    pub available: &'static str,
}

/// Help of the command line.
#[derive(Debug)]
pub struct Options {
    /// What the program is.
    pub about: &'static str,
    /// In which order clap prints its parts, under which headings.
    pub template: &'static str,
    /// What stands after the options: paragraphs.
    pub after: &'static str,
    /// What clap calls the values of options, and what they are called here.
    pub values: &'static [(&'static str, &'static str)],
    /// The headings of the manual page: name, synopsis, description, options, command, notes.
    pub manual: [&'static str; 6],
    /// The heading of arguments.
    pub arguments: &'static str,
    /// The heading of commands.
    pub command_heading: &'static str,
    /// The heading of the options that filter.
    pub filters: &'static str,
    /// What is kept by an option that filters.
    pub keep: fn(&str) -> String,
    /// What the option of a filter does that leaves out.
    pub leave_out: fn(&str) -> String,
    /// What the values of each facet are called in the help, and what they are, in the order of their table.
    pub facets: [(&'static str, &'static str); 9],
    /// What the option that asks for what is missing keeps.
    pub missing: &'static str,
    /// The heading of options.
    pub options: &'static str,
    /// The same for a command.
    pub command_template: &'static str,
    /// What each command does.
    pub commands: &'static [(&'static str, &'static str)],
    /// What each argument is for.
    pub help: &'static [(&'static str, &'static str)],
}

/// Names of keys that are no letters.
#[derive(Debug)]
pub struct KeyNames {
    /// The row of digits.
    pub digits: &'static str,
    /// Arrow up: as a sign, and in a word.
    pub up: [&'static str; 2],
    /// Arrow down.
    pub down: [&'static str; 2],
    /// Arrow left.
    pub left: [&'static str; 2],
    /// Arrow right.
    pub right: [&'static str; 2],
    /// Insert.
    pub insert: &'static str,
    /// Page up.
    pub page_up: &'static str,
    /// Page down.
    pub page_down: &'static str,
    /// Home.
    pub home: &'static str,
    /// End.
    pub end: &'static str,
    /// Enter.
    pub enter: &'static str,
    /// Escape.
    pub escape: &'static str,
    /// Tabulator.
    pub tab: &'static str,
    /// Shift and tabulator.
    pub back_tab: &'static str,
    /// Backspace.
    pub backspace: &'static str,
    /// Delete.
    pub delete: &'static str,
    /// Space.
    pub space: &'static str,
}

/// What a key does: a word or two for the line of hints, none where it is not hinted at, and a
/// sentence for the help.
#[derive(Debug)]
pub struct Label {
    /// For the line of hints; empty where the key is not shown there.
    pub short: &'static str,
    /// For the help.
    pub long: &'static str,
    /// Other words by which the help finds it.
    pub also: &'static str,
}

impl Label {
    pub(super) const fn also(self, also: &'static str) -> Self {
        Self { also, ..self }
    }
}

/// Returns a number with its digits in groups of three.
pub(super) fn grouped(number: usize, separator: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    grouped
}

macro_rules! keys {
    ($($name:ident),* $(,)?) => {
        /// What the keys do.
        #[derive(Debug)]
        pub struct Keys {
            $(
                #[doc = concat!("The label of `", stringify!($name), "`.")]
                pub $name: Label,
            )*
        }
    };
}

keys!(
    drop,
    down,
    up,
    next_passage,
    previous_passage,
    scroll_down,
    scroll_up,
    page_down,
    page_up,
    half_down,
    half_up,
    first,
    last,
    back_once,
    other_pane,
    to_text,
    to_list,
    number_row,
    number_section,
    number_group,
    read,
    open_activity,
    close,
    close_one,
    back,
    quit,
    search,
    find,
    next_hit,
    previous_hit,
    pick_country,
    pick_theme,
    pick_partner,
    pick_kind,
    pick_date,
    pick_any,
    reset,
    undo,
    sort,
    reverse,
    mark,
    mark_up,
    mark_down,
    marked_only,
    copies,
    show_command,
    exports,
    links,
    take,
    number_choice,
    copy_row,
    lens,
    next_section,
    previous_section,
    regroup,
    other_language,
    bilingual,
    zoom,
    help,
    redraw,
    suspend,
    run,
    accept,
    include,
    include_typed,
    toggle,
    untoggle,
    exclude,
    erase,
    delete,
    erase_word,
    erase_line,
    cursor_left,
    cursor_right,
    cursor_start,
    cursor_end,
    recall_earlier,
    recall_later,
);

impl Words {
    /// Returns a text in quotation marks; those in it change their form.
    pub fn quoted(&self, text: &str) -> String {
        let ([open, close], [inner_open, inner_close]) = (self.quotes, self.inner_quotes);
        // Whichever space the author has put inside of them.
        let is_space = |it: char| matches!(it, ' ' | '\u{a0}' | '\u{202f}');
        let [outer_open, outer_close] = [open.trim_matches(is_space), close.trim_matches(is_space)];
        let opened = text.split(outer_open).enumerate().map(|(at, part)| match at {
            0 => part.to_owned(),
            _ => format!("{inner_open}{}", part.trim_start_matches(is_space)),
        });
        let closed = opened.collect::<String>();
        let count = closed.matches(outer_close).count();
        let closed = closed.split(outer_close).enumerate().map(|(at, part)| match at {
            it if it == count => part.to_owned(),
            _ => format!("{}{inner_close}", part.trim_end_matches(is_space)),
        });
        format!("{open}{}{close}", closed.collect::<String>())
    }
}

/// Sentences of the command line.
#[derive(Debug)]
pub struct Command {
    /// Before an error.
    pub error: &'static str,
    /// That a value of a filter is unknown: filter, value.
    pub unknown_value: fn(&str, &str) -> String,
    /// What may have been meant.
    pub did_you_mean: fn(&str) -> String,
    /// How to see what values there are.
    pub see_values: fn(&str) -> String,
    /// That there is no such option.
    pub unknown_option: fn(&str) -> String,
    /// That an option is for the reader only.
    pub reader_option: fn(&str) -> String,
    /// That something is neither a command nor a file; which commands there are.
    pub no_command: fn(&str, &str) -> String,
    /// That the ending of a file is that of a format which another command writes: the file, the command.
    pub other_ending: fn(&str, &str) -> String,
    /// That the ending of a file is of no format: the file, the option that names one, which there are.
    pub unknown_ending: fn(&str, &str, &str) -> String,
    /// That there is a word too many, which may be the name of a catalogue.
    pub unknown_word: fn(&str, bool) -> String,
    /// That something required is missing.
    pub missing_argument: fn(&str) -> String,
    /// That a command is for another catalogue: its files.
    pub other_catalogue: fn(&str) -> String,
    /// That what was written cannot be understood.
    pub not_understood: &'static str,
    /// That a command prints something, and opens no view.
    pub prints: &'static str,
    /// That a value is not Unicode text.
    pub not_unicode: &'static str,
    /// That an option needs a value.
    pub missing_value: fn(&str) -> String,
    /// That an option does not take this value.
    pub bad_value: fn(&str, &str) -> String,
    /// That an option can be given once only.
    pub repeated_option: fn(&str) -> String,
    /// How many problems there are, and how many activities were left out for them.
    pub left_out: fn(usize, usize) -> String,
    /// Which command shows every problem; with the files that it names.
    pub see_check: fn(&str) -> String,
    /// What leaving an option out would give.
    pub without: fn(&str, usize) -> String,
    /// Where help is: the command line that shows it.
    pub see_help: fn(&str) -> String,
    /// That standard input is read from the keyboard.
    pub reading_keyboard: &'static str,
    /// That no activity has an identifier.
    pub unknown_activity: fn(&str) -> String,
    /// That there is no activity in a country.
    pub nothing_there: fn(&str) -> String,
    /// That a file is there already.
    pub file_exists: fn(&str) -> String,
    /// That what is made of a file would take its place.
    pub same_file: fn(&str) -> String,
    pub only_csv: &'static str,
    /// That `--not-missing` stands beside `--stated`, or twice.
    pub several_sections: &'static str,
    pub see_list: &'static str,
    /// That marks cannot be read.
    pub no_marks: fn(&str, &str) -> String,
    /// That no marks are read, as nothing is to be remembered.
    pub marks_unread: &'static str,
    pub not_among: fn(&str) -> String,
    /// That a command does not save, and what does.
    pub no_output: fn(&str, &str) -> String,
    /// That an option does not go with a command.
    pub other_option: fn(&str) -> String,
    /// That the terminal is gone, or cannot be read any more.
    pub input_lost: &'static str,
    /// That something is neither a file nor a device.
    pub not_a_file: fn(&str) -> String,
    /// That standard input can be read only once.
    pub stdin_twice: &'static str,
    /// That a spreadsheet is no text to be printed.
    pub not_text: &'static str,
    /// That a file cannot be written; why.
    pub cannot_save: fn(&str, &str) -> String,
    /// That a file cannot be written because its folder is not there: the file, the folder.
    pub no_folder: fn(&str, &str) -> String,
    /// Before a remark.
    pub remark: &'static str,
    /// How many errors and remarks there are.
    pub checked: fn(usize, usize) -> String,
    /// That a text is not an identifier.
    pub bad_id: fn(&str) -> String,
    /// That nothing passes the filters.
    pub nothing_passes: &'static str,
    /// That a terminal is unknown by its name, and what to set.
    pub known_terminals: fn(&str) -> String,
    /// That the terminal does not say what it is.
    pub unknown_terminal: &'static str,
    /// That the terminal cannot be used; why.
    pub no_terminal: fn(&str) -> String,
    /// That cannot write to standard output; why.
    pub cannot_write: fn(&str) -> String,
    /// That there are more problems than are printed.
    pub more_problems: fn(usize) -> String,
    /// That catalogues could not be opened.
    pub not_opened: &'static str,
}

pub(super) const fn label(short: &'static str, long: &'static str) -> Label {
    Label { short, long, also: "" }
}

//! Which texts does the interface show?
//!
//! Declares every text of the interface as a field, so that a text missing in one language does not compile.

use super::problems::ProblemTexts;

/// All texts of the interface in one language.
#[derive(Debug)]
pub struct Words {
    /// Month names, January first.
    pub months: [&'static str; 12],
    /// Colon as set after a word, with the no-break space that French puts before it.
    pub colon: &'static str,
    /// Semicolon as set between the items of a list, with its space after it and, in French, before it.
    pub semicolon: &'static str,
    /// Label of the facet value of activities that state none.
    pub not_stated_value: &'static str,
    /// Text of a section on which the sources are silent.
    pub source_silent: &'static str,
    /// Lens line: the sources of this many activities are silent on this section.
    pub silent_in: fn(usize) -> String,
    /// Lens line: this many activities lack this section in the catalogue.
    pub not_given_in: fn(usize) -> String,
    /// Legend of the language tags shown after texts: their languages and the wanted one (all BCP 47).
    pub text_instead: fn(&[&str], &str) -> String,
    /// Notice: the catalogue has no text in this language (BCP 47).
    pub no_text_in: fn(&str) -> String,
    /// Name of the language of a BCP 47 tag, or the tag itself where the name is unknown.
    pub language: fn(&str) -> &str,
    /// Endonym of the interface language.
    pub own_name: &'static str,
    /// Day of the month as written in a date ("1er" in French).
    pub day: fn(u8) -> String,
    /// Open-ended period, from its formatted start date, and whether that has a day.
    pub since: fn(&str, bool) -> String,
    /// Sentence naming the sections that are not given.
    pub not_given: fn(&str) -> String,
    /// Text of a single section that is not given.
    pub not_given_here: &'static str,
    /// Label: title of the catalogue.
    pub catalogue: &'static str,
    /// Label: description of the catalogue.
    pub about: &'static str,
    /// Label: attribution required where the texts are reused.
    pub attribution: &'static str,
    /// Label: licence of the texts.
    pub licence: &'static str,
    /// Width in columns of the label column of facts.
    pub fact_width: usize,
    /// Label: place of the activity.
    pub place: &'static str,
    /// Label: kind of activity.
    pub kind: &'static str,
    /// Label: themes.
    pub themes: &'static str,
    /// Labels of the participants: lead, experts, partners.
    pub roles: [&'static str; 3],
    /// Label: target groups.
    pub groups: &'static str,
    /// Label: dates.
    pub period: &'static str,
    /// Section names, in reading order.
    pub sections: [&'static str; 12],
    /// Kinds of lessons: success, obstacle, advice, open question.
    pub lesson_kinds: [&'static str; 4],
    /// Basis of a lesson that the source states.
    pub stated: &'static str,
    /// Basis of a lesson that the catalogue infers from the facts.
    pub drawn: &'static str,
    /// Basis of a lesson where none is given.
    pub basis_unknown: &'static str,
    /// Number of matching activities out of a total.
    pub n_of_n: fn(usize, usize) -> String,
    /// Loading progress: number of activities read so far and, where known, the percentage of the bytes.
    pub loading: fn(usize, Option<u64>) -> String,
    /// Notice: loading was stopped after this many activities.
    pub stopped: fn(usize) -> String,
    /// Filter bar warning: loading was stopped.
    pub stopped_short: &'static str,
    /// Hint for Esc while a catalogue is loading.
    pub stop_loading: &'static str,
    /// Facet names, in the order of `Facet::ALL`.
    pub facets: [&'static str; 9],
    /// Title of the picker of all facets.
    pub all_facets: &'static str,
    /// Opening and closing quotation marks, with the spaces that belong inside them.
    pub quotes: [&'static str; 2],
    /// Opening and closing quotation marks within quotation marks.
    pub inner_quotes: [&'static str; 2],
    /// Prefix of an excluded value.
    pub not: &'static str,
    /// Text of a filter bar slot in which nothing is chosen.
    pub any: &'static str,
    /// Text of the search slot without a search.
    pub any_word: &'static str,
    /// Name of the search slot of the filter bar.
    pub search_slot: &'static str,
    /// Label of the search prompt.
    pub search_prompt: &'static str,
    /// Label of the find prompt.
    pub find_prompt: &'static str,
    /// Number with its thousands separated.
    pub number: fn(usize) -> String,
    /// Ordinal of the current hit, out of the number of hits.
    pub hit_of: fn(usize, usize) -> String,
    /// Notice: not found in the text.
    pub no_hits: &'static str,
    /// Where all activities can be searched, after [`Self::no_hits`].
    pub list_searches: &'static str,
    /// Empty list: no activity matches the filters.
    pub nothing_left: &'static str,
    /// Empty list: no activity loaded so far matches the filters.
    pub nothing_yet: &'static str,
    /// Empty list: the catalogue has no activities.
    pub nothing_at_all: &'static str,
    /// Way out: number of matching activities with this filter dropped.
    pub without: fn(&str, usize) -> String,
    /// Way out: number of matching activities with this search word dropped.
    pub without_word: fn(&str, usize) -> String,
    /// Way out: number of activities that match at least one of the search words.
    pub with_any_word: fn(usize) -> String,
    /// Way out: number of matching activities with the first word in place of the second.
    pub instead_of: fn(&str, &str, usize) -> String,
    /// Conjunction between the last two items of a list, with its spaces.
    pub and: &'static str,
    /// Keys that help where no activity matches.
    pub way_out_keys: &'static str,
    /// Remark on a search: unknown field, with the fields there are.
    pub unknown_field: fn(&str) -> String,
    /// Nouns: place, theme, kind, target group, partner.
    pub nouns: [&'static str; 5],
    /// Remark on a search: noun, unknown name, known names.
    pub unknown_name: fn(&str, &str, &str) -> String,
    /// Remark on a search: field without a word.
    pub field_alone: fn(&str) -> String,
    /// Remark on a search: minus sign before a space and this word.
    pub lone_minus: fn(&str) -> String,
    /// Lens grouping: by activity.
    pub by_activity: &'static str,
    /// Lens grouping: by theme.
    pub by_theme: &'static str,
    /// Names of the sort orders, in the order of `Sort::ALL`.
    pub orders: [&'static str; 7],
    /// Suffix of a reversed sort order.
    pub reversed: &'static str,
    /// Notice: nothing to undo.
    pub nothing_to_undo: &'static str,
    /// Notice: the search terms occur only in a name that the text does not have, from a snippet of it.
    pub found_in_name: fn(&str) -> String,
    /// Message on the terminal while the program is suspended.
    pub paused: &'static str,
    /// Notice: last change undone.
    pub undone: &'static str,
    /// Notice: no filters to drop.
    pub no_filters: &'static str,
    /// Notice: these filters were dropped.
    pub dropped: fn(&str) -> String,
    /// Notice: a search text (first) has replaced another one.
    pub replaced: fn(&str, &str) -> String,
    /// Hint after a notice: the key that restores what was there.
    pub undo_restores: &'static str,
    /// Notice: the sheet has none of these sections.
    pub no_section: fn(&[String]) -> String,
    /// Notice: a digit is expected.
    pub press_digit: &'static str,
    /// Notice: activity marked, by its place.
    pub marked_now: fn(&str) -> String,
    /// Key that shows the marked activities, after [`Self::marked_now`].
    pub shows_marked: &'static str,
    /// Notice: mark removed, by the activity's place.
    pub unmarked_now: fn(&str) -> String,
    /// Notice: no activity is listed, so there is nothing to act on.
    pub nothing_listed: &'static str,
    /// Notice: the filters leave out the activity to open, by its place.
    pub not_listed: fn(&str) -> String,
    /// Notice: no visible item has this number.
    pub no_number: fn(usize) -> String,
    /// Notice: key without a binding here.
    pub unbound: fn(&str) -> String,
    /// Hint: key that shows all keys.
    pub shows_keys: fn(&str) -> String,
    /// Hint: `/` searches the list.
    pub slash_searches: &'static str,
    /// Hint: `/` finds in the text.
    pub slash_finds: &'static str,
    /// Notice: text pasted where no input is open.
    pub not_typed: &'static str,
    /// Notice: only one pane is possible here.
    pub single_pane: &'static str,
    /// Notice: the text to scroll is not visible.
    pub text_unseen: &'static str,
    /// Hint for an unbound capital letter: the lower-case letter and what it does.
    pub caps_lock: fn(&str, &str) -> String,
    /// Hint for an unbound letter of another alphabet.
    pub other_layout: &'static str,
    /// Notice: standard input is piped but not read.
    pub unread_input: &'static str,
    /// Notice: nothing to close.
    pub nothing_to_close: &'static str,
    /// Notice: both languages side by side need this many columns.
    pub too_narrow: fn(usize) -> String,
    /// Notice: both languages beside the list need this many columns; the text alone would fit.
    pub too_narrow_beside: fn(usize) -> String,
    /// Label of the filter for marked activities.
    pub marked: &'static str,
    /// Notice: marks are not saved.
    pub marks_for_session: &'static str,
    /// Notice: marks can be moved only where the marked activities are shown in their own order.
    pub no_marks_to_move: &'static str,
    /// Notice: this marked activity is already the first.
    pub first_marked: &'static str,
    /// Notice: this marked activity is already the last.
    pub last_marked: &'static str,
    /// Notice: the neighbouring marked activity belongs to another catalogue.
    pub marks_apart: &'static str,
    /// Notice: nothing is marked.
    pub nothing_marked: &'static str,
    /// Notice: catalogue reloaded, with this many activities.
    pub reloaded: fn(usize) -> String,
    /// Addition to [`Self::reloaded`]: the activity shown no longer exists, by its place.
    pub is_gone: fn(&str) -> String,
    /// Notice: not reloaded; the first problem follows.
    pub not_reloaded: &'static str,
    /// Notice: this file no longer exists.
    pub file_gone: fn(&str) -> String,
    /// Number of activities left out.
    pub left_out: fn(usize) -> String,
    /// Number of files left out.
    pub files_left_out: fn(usize) -> String,
    /// Notice: no search terms.
    pub no_search_terms: &'static str,
    /// Notice: all texts are in one language.
    pub one_language: &'static str,
    /// Keys for the next and the previous hit.
    pub hit_keys: &'static str,
    /// Key that ends the find.
    pub find_ends: &'static str,
    /// Short form of [`Self::hit_of`].
    pub hit_short: fn(usize, usize) -> String,
    /// Number of hits.
    pub hits_short: fn(usize) -> String,
    /// Notice: the search words occur in the text in another language (BCP 47).
    pub found_in: fn(&str) -> String,
    /// Language of the words that the text shown lacks, after the number of its hits.
    pub others_in: fn(&str) -> String,
    /// Short form of [`Self::found_in`].
    pub found_in_short: fn(&str) -> String,
    /// Text beside the find prompt: found only in this other language (BCP 47).
    pub found_only_in: fn(&str) -> String,
    /// Number of chosen values.
    pub chosen: fn(usize) -> String,
    /// Effect of including a value: key, value, number of activities then listed, whether it is included already.
    pub includes: fn(&str, &str, usize, bool) -> String,
    /// Effect of removing an included value: key, value, number of activities then listed, whether that is more.
    pub takes_out: fn(&str, &str, usize, bool) -> String,
    /// Examples of search syntax with this place, the longest first.
    pub search_examples: fn(&str) -> [String; 3],
    /// Filter bar warning: a file is incomplete.
    pub incomplete_short: &'static str,
    /// Filter bar warning: number of activities left out.
    pub left_out_short: fn(usize) -> String,
    /// Filter bar warning: number of problems.
    pub problems_short: fn(usize) -> String,
    /// Filter bar warning: number of files left out.
    pub files_left_out_short: fn(usize) -> String,
    /// Filter bar warning: an older version of the catalogue is shown.
    pub stale_short: &'static str,
    /// Short forms of [`Self::orders`].
    pub orders_short: [&'static str; 7],
    /// One word shown where the screen is too small.
    pub too_small: &'static str,
    /// Message shown where drawing the screen has failed.
    pub not_drawn: &'static str,
    /// Title of the help.
    pub help_title: &'static str,
    /// Label: title of the activity.
    pub title: &'static str,
    /// Placeholder of the help's input.
    pub help_hint: &'static str,
    /// What the mouse does.
    pub mouse_help: &'static str,
    /// What the mouse does where it is left to the terminal.
    pub mouse_left: &'static str,
    /// Hint for the lens: number of activities, and whether these are all.
    pub lessons_of: fn(usize, bool) -> String,
    /// Hint: remove the mark.
    pub unmark: &'static str,
    /// Hint: show both panes again.
    pub both_panes: &'static str,
    /// Key hint: show one language again.
    pub one_column: &'static str,
    /// Hint: end the find.
    pub end_find: &'static str,
    /// Placeholder of a picker's input.
    pub picker_hint: &'static str,
    /// Hint in the empty input line of a picker of years.
    pub year_hint: &'static str,
    /// Help: no key matches the input.
    pub no_key: &'static str,
    /// Percent sign, with the space that French puts before it.
    pub percent: &'static str,
    /// Picker: no value matches the input.
    pub no_value: &'static str,
    /// Message of a picker: no activity states a value.
    pub no_values_at_all: &'static str,
    /// Headings of the key tables: list, text, lens, picker, picker with input, prompt, menu.
    pub contexts: [&'static str; 7],
    /// Template of a new catalogue (RON), with the placeholders `{catalogue}` and `{id}`.
    pub new_sheet: &'static str,
    /// Names of keys.
    pub key_names: KeyNames,
    /// Descriptions of the problems of a file.
    pub problems: &'static ProblemTexts,
    /// Labels of the keys.
    pub keys: Keys,
    /// Words of citations.
    pub cite: Cite,
    /// Words of copying, exporting and opening links.
    pub copy_export: CopyExport,
    /// Messages of an import.
    pub import: Import,
    /// Messages and words of exports.
    pub export: Export,
    /// Messages about stored data.
    pub store: Store,
    /// Messages of the command line.
    pub command: Command,
    /// Help of the command line.
    pub options: Options,
}

/// Texts for copying, exporting and opening links.
#[derive(Debug)]
pub struct CopyExport {
    /// Title of the copy menu.
    pub copy_title: &'static str,
    /// Hint of the copy menu.
    pub copy_hint: &'static str,
    /// Title of the export menu, with the number of activities.
    pub export_title: fn(usize) -> String,
    /// Title of the export menu over a sheet.
    pub export_sheet_title: &'static str,
    /// Hint of the export menu.
    pub export_hint: &'static str,
    /// Title of the sources menu.
    pub links_title: &'static str,
    /// Hint of the sources menu where a desktop can open addresses.
    pub open_hint: &'static str,
    /// Hint for a text that has just been copied.
    pub copied_hint: &'static str,
    /// Programs that open HTML, after a file name with the extension of a word processor or of PDF was refused.
    pub word_hint: &'static str,
    /// Hint for a text shown for copying.
    pub shown_hint: &'static str,
    /// Row of the copy menu: the passage with its citation.
    pub passage: &'static str,
    /// Rows of the copy menu: the citation in each style.
    pub styles: [&'static str; 4],
    /// Row of the copy menu: address of the first source.
    pub link: &'static str,
    /// Row of the copy menu: command that opens this view.
    pub view: &'static str,
    /// Row of the copy menu: command that opens this view without its marks, which last only for this session.
    pub view_unmarked: &'static str,
    /// Rows of the export menu: file formats.
    pub formats: [&'static str; 9],
    /// Hint for Enter in the file name prompt.
    pub save: &'static str,
    /// Label of the file name prompt.
    pub save_prompt: &'static str,
    /// Label of the file name prompt where that file exists.
    pub replace_prompt: &'static str,
    /// Notice: text sent to the terminal's clipboard.
    pub sent: fn(&str) -> String,
    /// Notice: text too long to copy, with the limit in kilobytes (1,000 bytes).
    pub too_long: fn(usize) -> String,
    /// Notice: address handed to the desktop.
    pub opened: fn(&str) -> String,
    /// Notice: the desktop could not open an address, with the reason.
    pub not_opened: fn(&str) -> String,
    /// Notice: no source has an address.
    pub no_links: &'static str,
    /// Notice: file name missing.
    pub no_name: &'static str,
    /// Notice: file name with an unknown extension: the name, the known extensions.
    pub no_format: fn(&str, &str) -> String,
    /// Notice: this name exists and is not a file.
    pub is_no_file: fn(&str) -> String,
    /// Notice: nothing to export.
    pub nothing_to_export: &'static str,
    /// Notice: nothing has been saved.
    pub not_saved: &'static str,
    /// Notice: saving a file, by its name.
    pub saving: fn(&str) -> String,
    /// Notice: file saved: its name, the number of activities in it.
    pub saved: fn(&str, usize) -> String,
    /// Addition to [`Self::saved`]: the catalogue is incomplete.
    pub saved_part: &'static str,
    /// Notice: a pasted command line opens no view; the reason follows.
    pub no_view: &'static str,
}

/// Messages of an import: errors, notes on what was read, and reasons why a value was kept unchanged.
#[derive(Debug)]
pub struct Import {
    /// Error: the file is not a table, but this.
    pub not_a_table: fn(&str) -> String,
    /// Error: the file is a catalogue already.
    pub already_a_catalogue: &'static str,
    /// Error: the file is empty.
    pub is_empty: &'static str,
    /// Error: no row makes an activity.
    pub no_activities: &'static str,
    /// Error: no title column, with the columns there are.
    pub no_title: fn(&str) -> String,
    /// Error: the file cannot be read, with the reason.
    pub unreadable: fn(&str) -> String,
    /// Error: no sheet of this name, with the sheets there are.
    pub no_sheet: fn(&str, &str) -> String,
    /// Error: a sheet is requested of a file that is not a workbook.
    pub no_sheets: &'static str,
    /// Error: the document needs a password.
    pub encrypted: &'static str,
    /// Error: the workbook is damaged.
    pub damaged: &'static str,
    /// Error: the file has too many bytes, columns, cells or too much text.
    pub too_large: &'static str,
    /// Names of the targets that are not sections: identifier, title, country, coordinates, silent sections.
    pub targets: [&'static str; 5],
    /// Note: character encoding other than UTF-8.
    pub encoding: fn(&str) -> String,
    /// Note: separator of the values.
    pub separator: fn(&str) -> String,
    /// Name of the tab separator.
    pub tab: &'static str,
    /// Note: unclosed quotation mark, by its line.
    pub open_quote: fn(usize) -> String,
    /// Note: row with more values than there are columns: row, numbers of values and of columns.
    pub overlong_row: fn(usize, usize, usize) -> String,
    /// Note: sheet read.
    pub sheet: fn(&str) -> String,
    /// Note: sheet read, and sheets not read.
    pub other_sheets: fn(&str, &str) -> String,
    /// Note: the file is an export of this program.
    pub export: &'static str,
    /// Note: sheets not read.
    pub sheets_left_out: fn(&str) -> String,
    /// Note: row of an export left out: sheet, row, column, value.
    pub row_left_out: fn(&str, usize, &str, &str) -> String,
    /// Note: cell not understood and left out: sheet, row, column, value.
    pub cell_left_out: fn(&str, usize, &str, &str) -> String,
    /// Note: text without a language left out beside texts with one: sheet, row, column, value.
    pub text_left_out: fn(&str, usize, &str, &str) -> String,
    /// Note: unknown column kept as other information: sheet, column.
    pub column_kept: fn(&str, &str) -> String,
    /// Note: unknown column left out: sheet, column.
    pub column_left_out: fn(&str, &str) -> String,
    /// Note: JSON key left out, unknown or contradicting what it repeats, by its path.
    pub key_left_out: fn(&str) -> String,
    /// Note: JSON key duplicated in an object, by its path.
    pub duplicate_key: fn(&str) -> String,
    /// Note: unknown name in JSON added to a vocabulary: path, value.
    pub added_key: fn(&str, &str) -> String,
    /// Note: sheet missing.
    pub sheet_missing: fn(&str) -> String,
    /// Note: unknown name added to a vocabulary: sheet, row, column, value.
    pub added: fn(&str, usize, &str, &str) -> String,
    /// Note: text above the header row.
    pub text_above_header: fn(&str) -> String,
    /// Note: cells whose text means that there is no value: the texts, the number of cells.
    pub placeholders: fn(&str, usize) -> String,
    /// Name of a column without a name, by its number.
    pub unnamed_column: fn(usize) -> String,
    /// Error: not JSON, with the line and column of the syntax error.
    pub invalid_json: fn(usize, usize) -> String,
    /// Error: the cells hold texts in several languages.
    pub languages_in_cells: &'static str,
    /// Error: the file holds this many exports.
    pub several_exports: fn(usize) -> String,
    /// Error: JSON of an unexpected shape: path, name of the field that is missing there, line, column.
    pub unexpected_json: fn(&str, Option<&str>, usize, usize) -> String,
    /// Error: not a regular file.
    pub not_a_file: &'static str,
    /// Error: the output file does not end in `.ron`.
    pub not_ron: &'static str,
    /// Note: identifier changed: sheet, row, original, new identifier.
    pub renamed_at: fn(&str, usize, &str, &str) -> String,
    /// Note: identifier changed: row, original, new identifier.
    pub renamed: fn(usize, &str, &str) -> String,
    /// Note: ambiguous date read with the day first: row, original, result.
    pub day_first: fn(usize, &str, &str) -> String,
    /// Note: dates read with the month first, with one that proves it.
    pub month_first: fn(&str) -> String,
    /// Note: column mapped: name, target, number of rows with a value.
    pub column: fn(&str, &str, usize) -> String,
    /// Target of a column kept as other information.
    pub extra: &'static str,
    /// Note: language of the texts inferred from the column names: name, BCP 47 tag.
    pub language: fn(&str, &str) -> String,
    /// Note: row without a title.
    pub row_without_title: fn(usize) -> String,
    /// Note: row without a country.
    pub row_without_country: fn(usize) -> String,
    /// Note: row with an unknown country: row, original.
    pub unknown_country: fn(usize, &str) -> String,
    /// Note: country corrected to a similar name: row, original, name with code.
    pub country_recognised: fn(usize, &str, &str) -> String,
    /// Note: value kept unchanged: row, column, value, reason.
    pub kept: fn(usize, &str, &str, &str) -> String,
    /// Reason: not understood.
    pub not_understood: &'static str,
    /// Reason: end of a period without a start.
    pub no_start: &'static str,
    /// Reason: end of a period before its start.
    pub reversed: &'static str,
    /// Reason: more terms than this maximum.
    pub too_many: fn(usize) -> String,
    /// Reason: several titles in one language, of which the first was used.
    pub second_title: &'static str,
    /// Reason: names that do not match the identifiers.
    pub mismatched_names: &'static str,
    /// Reason: numbers of countries and places that do not match.
    pub uneven: &'static str,
    /// Note: row without a country below a row with one: row, country code of the row above.
    pub no_country_below: fn(usize, &str) -> String,
    /// Note: row without a country, for which the given one was used: row, country code.
    pub country_given: fn(usize, &str) -> String,
    /// Note: row with nothing but a title: row, title.
    pub only_title: fn(usize, &str) -> String,
    /// Note: several rows with the same title and place: title, number of rows.
    pub same_title: fn(&str, usize) -> String,
    /// Note: number of other titles that are repeated.
    pub more_same_titles: fn(usize) -> String,
    /// Note: different numbers of texts in the languages of a field: row, field.
    pub uneven_versions: fn(usize, &str) -> String,
    /// Note: rows without a place, by their number.
    pub country_as_place: fn(usize) -> String,
    /// Import note: rows with the beginning of a period and no end: the first of them, its period, the number of rows.
    pub start_as_period: fn(usize, &str, usize) -> String,
    /// Note: row that repeats the header.
    pub repeated_header: fn(usize) -> String,
    /// Note: transposed table, with the column names in the first column.
    pub transposed: &'static str,
    /// Note: commas treated as separators: column, number of cells.
    pub commas_split: fn(&str, usize) -> String,
    /// Note: commas kept as text: column, number of cells.
    pub commas_kept: fn(&str, usize) -> String,
    /// Note: language of the texts detected from their words: name, BCP 47 tag.
    pub language_of_texts: fn(&str, &str) -> String,
    /// Note: row of totals.
    pub totals: fn(usize) -> String,
    /// Note: number of formulas without a cached result.
    pub formulas_without_result: fn(usize) -> String,
    /// Summary: number of activities, number of rows left out.
    pub summary: fn(usize, usize) -> String,
    /// Summary: the file that was written, and the same as an argument.
    pub saved: fn(&str, &str) -> String,
    /// Summary: the catalogue was printed on the terminal only.
    pub only_printed: &'static str,
    /// Summary: number of errors in the new catalogue, as reported by `check`.
    pub problems: fn(usize) -> String,
}

/// Messages and words of exports.
#[derive(Debug)]
pub struct Export {
    /// Error: activities of differing catalogues do not fit one catalogue.
    pub several_catalogues: &'static str,
    /// Error: text too long for a spreadsheet cell, by the identifier of its activity or term.
    pub long_text: fn(&str) -> String,
    /// Error: too many rows for a spreadsheet, by the name of the sheet.
    pub many_rows: fn(&str) -> String,
    /// Error: stopped by the user.
    pub stopped: &'static str,
    /// Legend of the symbols before lessons.
    pub marks: &'static str,
    /// Line listing the filters of a document.
    pub choice: fn(&str) -> String,
    /// The marked activities, in a document for those who have not marked them.
    pub selection: &'static str,
}

/// Messages about the files in which marks and settings are stored.
#[derive(Debug)]
pub struct Store {
    /// File damaged, to be set aside on the next save.
    pub damaged: fn(&str) -> String,
    /// Damaged file set aside, with its new path.
    pub set_aside: fn(&str) -> String,
    /// File not written by this version of the program.
    pub foreign: fn(&str) -> String,
    /// File in use by another running reader.
    pub busy: fn(&str) -> String,
    /// File cannot be saved: path, reason.
    pub not_saved: fn(&str, &str) -> String,
    /// File cannot be read: path, reason.
    pub unreadable: fn(&str, &str) -> String,
}

/// Words of citations (ISO 690).
#[derive(Debug)]
pub struct Cite {
    /// Before the title of the host document.
    pub host: &'static str,
    /// Medium designation.
    pub online: &'static str,
    /// Before the date of consultation.
    pub accessed: &'static str,
    /// Before the address.
    pub available: &'static str,
}

/// Help of the command line.
#[derive(Debug)]
pub struct Options {
    /// Description of the program.
    pub about: &'static str,
    /// clap help template of the program.
    pub template: &'static str,
    /// Text after the options, in paragraphs.
    pub after: &'static str,
    /// Value names of options as defined in clap, with their translations.
    pub values: &'static [(&'static str, &'static str)],
    /// Headings of the manual page: name, synopsis, description, options, command, notes.
    pub manual: [&'static str; 6],
    /// Heading of positional arguments.
    pub arguments: &'static str,
    /// Heading of commands.
    pub command_heading: &'static str,
    /// Heading of filter options.
    pub filters: &'static str,
    /// Help of an option that keeps the described activities.
    pub keep: fn(&str) -> String,
    /// Help of an option that leaves out the described activities.
    pub leave_out: fn(&str) -> String,
    /// Value name and description of each facet's option, in the order of `Facet::ALL`.
    pub facets: [(&'static str, &'static str); 9],
    /// Help of the option that keeps activities lacking a section.
    pub missing: &'static str,
    /// Heading of options.
    pub options: &'static str,
    /// clap help template of a command.
    pub command_template: &'static str,
    /// Name and description of each command.
    pub commands: &'static [(&'static str, &'static str)],
    /// Identifier and help of each argument.
    pub help: &'static [(&'static str, &'static str)],
}

/// Names of keys that do not produce a character of their own.
#[derive(Debug)]
pub struct KeyNames {
    /// Digits 1 to 9.
    pub digits: &'static str,
    /// Arrow up: as a symbol, and in ASCII.
    pub up: [&'static str; 2],
    /// Arrow down: as a symbol, and in ASCII.
    pub down: [&'static str; 2],
    /// Arrow left: as a symbol, and in ASCII.
    pub left: [&'static str; 2],
    /// Arrow right: as a symbol, and in ASCII.
    pub right: [&'static str; 2],
    /// Insert.
    pub insert: &'static str,
    /// Page Up.
    pub page_up: &'static str,
    /// Page Down.
    pub page_down: &'static str,
    /// Home.
    pub home: &'static str,
    /// End.
    pub end: &'static str,
    /// Enter.
    pub enter: &'static str,
    /// Escape.
    pub escape: &'static str,
    /// Tab.
    pub tab: &'static str,
    /// Shift-Tab.
    pub back_tab: &'static str,
    /// Backspace.
    pub backspace: &'static str,
    /// Delete.
    pub delete: &'static str,
    /// Space.
    pub space: &'static str,
}

/// Description of what a key does.
#[derive(Debug)]
pub struct Label {
    /// Text for the hint line; empty where the key is not hinted at.
    pub short: &'static str,
    /// Text for the help.
    pub long: &'static str,
    /// Additional search words for the help.
    pub also: &'static str,
}

impl Label {
    pub(super) const fn also(self, also: &'static str) -> Self {
        Self { also, ..self }
    }
}

/// Formats a number with its digits in groups of three.
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
        /// Labels of all key bindings.
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
    /// Wraps a text in quotation marks, turning those inside it into inner quotation marks.
    pub fn quoted(&self, text: &str) -> String {
        let ([open, close], [inner_open, inner_close]) = (self.quotes, self.inner_quotes);
        // The author may have typed another kind of space inside the quotation marks, or none.
        let is_space = |it: char| matches!(it, ' ' | '\u{a0}' | '\u{202f}');
        let [outer_open, outer_close] = [open.trim_matches(is_space), close.trim_matches(is_space)];
        let opening_replaced = text.split(outer_open).enumerate().map(|(at, part)| match at {
            0 => part.to_owned(),
            _ => format!("{inner_open}{}", part.trim_start_matches(is_space)),
        });
        let with_inner_opening = opening_replaced.collect::<String>();
        let count = with_inner_opening.matches(outer_close).count();
        let closing_replaced = with_inner_opening.split(outer_close).enumerate().map(|(at, part)| match at {
            it if it == count => part.to_owned(),
            _ => format!("{}{inner_close}", part.trim_end_matches(is_space)),
        });
        format!("{open}{}{close}", closing_replaced.collect::<String>())
    }
}

/// Messages of the command line.
#[derive(Debug)]
pub struct Command {
    /// Prefix of errors.
    pub error: &'static str,
    /// Unknown filter value: option, value.
    pub unknown_value: fn(&str, &str) -> String,
    /// Suggestion of a similar name.
    pub did_you_mean: fn(&str) -> String,
    /// List of possible values.
    pub see_values: fn(&str) -> String,
    /// Unknown option.
    pub unknown_option: fn(&str) -> String,
    /// Option of the reader, not of a command.
    pub reader_option: fn(&str) -> String,
    /// Neither a command nor a file: the word, the commands there are.
    pub no_command: fn(&str, &str) -> String,
    /// A command comes before the paths.
    pub command_not_first: fn(&str) -> String,
    /// File extension of a format that another command writes: path, command.
    pub other_ending: fn(&str, &str) -> String,
    /// File extension of no known format: path, option that sets the format, formats.
    pub unknown_ending: fn(&str, &str, &str) -> String,
    /// Name of a file with spaces that was not quoted: the name, the name in quotation marks.
    pub spaces_in_name: fn(&str, &str) -> String,
    /// Unexpected argument.
    pub unknown_word: fn(&str) -> String,
    /// Required argument missing.
    pub missing_argument: fn(&str) -> String,
    /// Pasted command line for another catalogue, by its files.
    pub other_catalogue: fn(&str) -> String,
    /// Arguments that cannot be parsed.
    pub not_understood: &'static str,
    /// Pasted command line that prints instead of opening a view.
    pub prints: &'static str,
    /// Argument that is not Unicode.
    pub not_unicode: &'static str,
    /// Option without its value.
    pub missing_value: fn(&str) -> String,
    /// Invalid value: option, value.
    pub bad_value: fn(&str, &str) -> String,
    /// Option given more than once.
    pub repeated_option: fn(&str) -> String,
    /// Number of problems, number of activities left out.
    pub left_out: fn(usize, usize) -> String,
    /// Command that shows every problem: its quoted files, each after a space.
    pub see_check: fn(&str) -> String,
    /// Joins options in [`Command::without`].
    pub nor: &'static str,
    /// Number of matching activities without these options.
    pub without: fn(&str, usize) -> String,
    /// Number of activities that match at least one of the search words.
    pub any_word: fn(usize) -> String,
    /// Command that shows the help.
    pub see_help: fn(&str) -> String,
    /// Standard input is a terminal and is being read.
    pub reading_keyboard: &'static str,
    /// No activity with this identifier.
    pub unknown_activity: fn(&str) -> String,
    /// No activity in this country.
    pub none_in_country: fn(&str) -> String,
    /// Output file exists.
    pub file_exists: fn(&str) -> String,
    /// Output would be partial, and is not saved: path.
    pub not_saved_in_part: fn(&str) -> String,
    /// Output file would overwrite the input, or add to the folder that is read.
    pub same_file: fn(&str) -> String,
    /// Options for CSV used with another format.
    pub only_csv: &'static str,
    /// More than one section required, by `--not-missing` and `--stated`.
    pub several_sections: &'static str,
    /// Command that lists all activities.
    pub see_list: &'static str,
    /// Marks cannot be read: path, reason.
    pub no_marks: fn(&str, &str) -> String,
    /// Marks not read because of `--no-state`.
    pub marks_unread: &'static str,
    /// Named activities that the filters leave out.
    pub filtered_out: fn(&str) -> String,
    /// Option that saves, given to a command that prints: option, command that saves.
    pub no_output: fn(&str, &str) -> String,
    /// Option without an effect on this command.
    pub other_option: fn(&str) -> String,
    /// Terminal input lost.
    pub input_lost: &'static str,
    /// Output path that is neither a file nor a device.
    pub not_a_file: fn(&str) -> String,
    /// Standard input requested twice.
    pub stdin_twice: &'static str,
    /// Spreadsheet requested on standard output.
    pub not_text: &'static str,
    /// The manual page would be printed on a terminal, which does not format it.
    pub manual_source: &'static str,
    /// A template has been saved: its file, the file as an argument.
    pub template_saved: fn(&str, &str) -> String,
    /// File cannot be written: path, reason.
    pub cannot_save: fn(&str, &str) -> String,
    /// File cannot be written because its folder does not exist: path, folder.
    pub no_folder: fn(&str, &str) -> String,
    /// Prefix of remarks.
    pub remark: &'static str,
    /// Number of errors, number of remarks.
    pub checked: fn(usize, usize) -> String,
    /// Not a valid identifier.
    pub bad_id: fn(&str) -> String,
    /// Terminal type (`TERM`) unknown or without capabilities.
    pub unusable_terminal_type: fn(&str) -> String,
    /// `TERM` not set.
    pub terminal_type_unset: &'static str,
    /// Terminal cannot be used, with the reason.
    pub no_terminal: fn(&str) -> String,
    /// Standard output cannot be written, with the reason.
    pub cannot_write: fn(&str) -> String,
    /// Number of problems not printed.
    pub more_problems: fn(usize) -> String,
    /// Catalogues that cannot be opened.
    pub not_opened: &'static str,
}

pub(super) const fn label(short: &'static str, long: &'static str) -> Label {
    Label { short, long, also: "" }
}

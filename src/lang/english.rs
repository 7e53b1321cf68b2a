//! What does the interface say in English?
//!
//! Defines the English texts of the interface.

use super::tag::primary;
use super::words::{Cite, Command, CopyExport, Export, Import, KeyNames, Keys, Options, Store, Words, grouped, label};

/// The texts of the interface in English.
pub(super) static ENGLISH: Words = Words {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    colon: ":",
    semicolon: "; ",
    not_stated_value: "(not stated)",
    source_silent: "The source does not say.",
    text_instead: |tags, wanted| {
        let tags: Vec<String> = tags.iter().map(|it| format!("[{it}] = in {}", language_in_english(it))).collect();
        format!("{}, as there is no text in {}.", tags.join(", "), language_in_english(wanted))
    },
    no_text_in: |tag| format!("There is no text in {}.", language_in_english(tag)),
    language: language_in_english,
    own_name: "English",
    day: |day| day.to_string(),
    since: |date, _| format!("since {date}"),
    not_given: |names| format!("Not given here: {names}."),
    not_given_here: "Not given here.",
    silent_in: |count| format!("The source does not say: {}", activities(count)),
    not_given_in: |count| format!("Not given here: {}", activities(count)),
    catalogue: "Catalogue",
    about: "About",
    attribution: "Credit",
    licence: "Licence",
    place: "Place",
    fact_width: 11,
    kind: "Kind",
    themes: "Themes",
    roles: ["Lead", "Experts", "Partners"],
    groups: "For whom",
    period: "Dates",
    sections: [
        "Summary",
        "Aims",
        "Actions",
        "Results",
        "Lessons",
        "Outlook",
        "Evaluation",
        "Funding",
        "Awards",
        "Contact",
        "Other",
        "Sources",
    ],
    lesson_kinds: ["Success", "Obstacle", "Advice", "Open question"],
    stated: "stated by the source",
    drawn: "inferred by the catalogue",
    basis_unknown: "provenance not stated",
    n_of_n: |n, total| format!("{} of {}", number(n), number(total)),
    loading: |n, share| {
        let share = share.map_or(String::new(), |it| format!(" ({it}%)"));
        format!("reading… {}{share}", number(n))
    },
    stopped: |n| match n {
        1 => "Reading stopped: 1 activity was read, the file contains more.".into(),
        _ => format!("Reading stopped: {} activities were read, the file contains more.", number(n)),
    },
    stopped_short: "reading stopped",
    stop_loading: "stop reading",
    facets: ["Country", "Theme", "Partner", "Kind", "For whom", "Dates", "Basis", "Lesson kind", "Section"],
    all_facets: "All filters",
    quotes: ["“", "”"],
    inner_quotes: ["‘", "’"],
    not: "not",
    any: "any",
    any_word: "any word",
    search_slot: "Search",
    search_prompt: "Search the list:",
    find_prompt: "Find in the text:",
    number,
    hit_of: |at, count| format!("{} of {}", number(at), number(count)),
    no_hits: "Not found in this text.",
    list_searches: "In the list, / searches all.",
    nothing_left: "No activities match these filters.",
    nothing_yet: "Nothing that has been read so far matches these filters.",
    nothing_at_all: "This catalogue contains no activities.",
    without: |filter, count| format!("with {filter} removed: {}", activities(count)),
    without_word: |word, count| format!("without {word}: {}", activities(count)),
    with_any_word: |count| format!("with at least one of the words: {}", activities(count)),
    instead_of: |by, word, count| format!("{by} instead of {word}: {}", activities(count)),
    and: " and ",
    way_out_keys: "Enter applies the selected line · u undoes · r drops all filters",
    unknown_field: |name| format!("There is no field “{name}”. Fields: {SEARCH_FIELDS}."),
    nouns: ["place", "theme", "kind", "target group", "partner"],
    unknown_name: |noun, name, known| format!("There is no {noun} “{name}”. There are: {known}"),
    field_alone: |name| format!("“{name}” needs a word after its colon, as in place:paris."),
    lone_minus: |word| format!("To exclude “{word}”, write the minus right before it: -{word}."),
    by_activity: "by activity",
    by_theme: "by theme",
    orders: [
        "Catalogue order",
        "Sorted by place",
        "Sorted by country",
        "Sorted by title",
        "Sorted by date",
        "Sorted by relevance",
        "Order of the marks",
    ],
    reversed: "reversed",
    nothing_to_undo: "No filter change to undo.",
    found_in_name: |snippet| format!("{snippet} matches, not the text."),
    paused: "Passerelle is paused: type fg to go on.",
    undone: "Last change undone.",
    no_filters: "No filter is active.",
    dropped: |filters| format!("Dropped ({filters})"),
    replaced: |by, before| format!("{by} instead of {before}"),
    undo_restores: "u brings it back",
    no_section: |names| match names {
        [first, last] => format!("This sheet has no section {first} or {last}."),
        [name] => format!("This sheet has no section {name}."),
        _ => format!("This sheet has none of the sections {}.", names.join(", ")),
    },
    press_digit: "Press a digit from 1 to 9.",
    marked_now: |place| format!("Marked: {place}."),
    shows_marked: "m shows the marked ones.",
    unmarked_now: |place| format!("Mark removed: {place}."),
    nothing_listed: "No activity is listed: there is nothing to read or to mark.",
    not_listed: |place| format!("The filters leave out {place}. r drops them."),
    no_number: |number| format!("Nothing shown here has the number {number}."),
    unbound: |key| format!("{key} does nothing here"),
    shows_keys: |key| format!("{key} keys"),
    slash_searches: "/ searches",
    slash_finds: "/ finds in this text",
    not_typed: "Nothing can be typed here: the pasted text is ignored",
    single_pane: "This view already fills the screen.",
    text_unseen: "The text is not shown here: Enter reads it.",
    caps_lock: |key, does| format!("Caps Lock? {key}: {does}"),
    other_layout: "the keyboard types another alphabet: switch it to Latin letters",
    unread_input: "Standard input is not read here: passerelle - reads it.",
    nothing_to_close: "Nothing to close: q to quit, ? for help.",
    too_narrow_beside: |columns| {
        format!("Beside the list, two languages need {columns} columns. Open the text alone (Enter, z), then press I.")
    },
    too_narrow: |columns| format!("Two languages need {columns} columns."),
    marked: "✓ marked",
    marks_for_session: "For this session only.",
    no_marks_to_move: "To move marked activities, show only those (m), in the order of the marks (s).",
    first_marked: "This is the first of the marked ones already.",
    last_marked: "This is the last of the marked ones already.",
    marks_apart: "The next one belongs to another catalogue: activities are moved within their own.",
    nothing_marked: "Nothing is marked: Space marks an activity.",
    reloaded: |count| format!("The catalogue has changed: read again. Activities: {}.", number(count)),
    is_gone: |place| format!("{place} is no longer in it."),
    not_reloaded: "The file has changed; the previous version stays.",
    file_gone: |file| format!("{file} is no longer there; what was read of it is kept."),
    left_out: |count| match count {
        0 => "No activity left out.".into(),
        1 => "1 activity left out.".into(),
        _ => format!("{} activities left out.", number(count)),
    },
    files_left_out: |count| match count {
        1 => "1 file left out.".into(),
        _ => format!("{} files left out.", number(count)),
    },
    no_search_terms: "No search yet",
    one_language: "All texts of this catalogue are in one language.",
    hit_keys: "n next · N previous",
    find_ends: "Esc ends",
    hit_short: |at, count| format!("hit {}/{}", number(at), number(count)),
    hits_short: |count| if count == 1 { "1 hit".into() } else { format!("{} hits", number(count)) },
    found_in: |tag| format!("Not here, but in {}: i changes the language.", language_in_english(tag)),
    others_in: |tag| format!("others in {}", language_in_english(tag)),
    found_in_short: |tag| format!("found in {}: i", language_in_english(tag)),
    found_only_in: |tag| format!("Not here, but in {}.", language_in_english(tag)),
    chosen: |count| format!("{} chosen", number(count)),
    includes: |key, name, count, is_included| {
        let verb = if is_included { "keeps" } else { "includes" };
        match count {
            0 => format!("{key} {verb} {name}: nothing left"),
            _ => format!("{key} {verb} {name}: {} listed", number(count)),
        }
    },
    takes_out: |key, name, count, grows| match count {
        0 => format!("{key} takes {name} out: nothing left"),
        _ if grows => format!("{key} takes {name} out: {} listed", number(count)),
        1 => format!("{key} takes {name} out: 1 stays"),
        _ => format!("{key} takes {name} out: {} stay", number(count)),
    },
    search_examples: |place| {
        let short = format!("\"a phrase\" · -word · place:{place}");
        let shortest = "\"a phrase\" · -word".to_owned();
        [format!("word · \"a phrase\" · -word · this | that · place:{place}"), short, shortest]
    },
    left_out_short: |count| {
        if count == 1 { "1 activity left out".into() } else { format!("{} activities left out", number(count)) }
    },
    incomplete_short: "file incomplete",
    problems_short: |count| if count == 1 { "1 problem".into() } else { format!("{} problems", number(count)) },
    files_left_out_short: |count| {
        if count == 1 { "1 file left out".into() } else { format!("{} files left out", number(count)) }
    },
    stale_short: "older version",
    orders_short: [
        "catalogue order",
        "by place",
        "by country",
        "by title",
        "by date",
        "by relevance",
        "order of the marks",
    ],
    too_small: "Enlarge",
    not_drawn: "This screen cannot be shown, owing to an error in the program. Esc or q leaves it, Q quits.",
    help_title: "Help",
    title: "Title",
    help_hint: "type a key or a word",
    mouse_help: "Mouse: click or turn the wheel. Shift and drag selects text for copying, in most terminals.",
    mouse_left: "Mouse: left to the terminal, for selecting text.",
    lessons_of: |count, is_all| match (count, is_all) {
        (1, _) => "its lessons".into(),
        (count, true) => format!("lessons of all {}", number(count)),
        (count, false) => format!("lessons of these {}", number(count)),
    },
    unmark: "unmark",
    both_panes: "both panes",
    one_column: "one language",
    end_find: "end find",
    picker_hint: "type a name",
    year_hint: "type a year",
    no_values_at_all: "No activity states a value.",
    no_value: "No value has this name. F3 searches the texts.",
    no_key: "No key does that. Commands outside the reader: passerelle --help",
    percent: "%",
    contexts: [
        "In the list",
        "In a text",
        "In the lessons",
        "Choosing values",
        "Choosing values, once something is typed",
        "In a prompt",
        "In a menu",
    ],
    new_sheet: include_str!("new-en.ron"),
    key_names: KeyNames {
        digits: "1-9",
        up: ["↑", "Up"],
        down: ["↓", "Down"],
        left: ["←", "Left"],
        right: ["→", "Right"],
        insert: "Ins",
        page_up: "PgUp",
        page_down: "PgDn",
        home: "Home",
        end: "End",
        enter: "Enter",
        escape: "Esc",
        tab: "Tab",
        back_tab: "Shift-Tab",
        backspace: "Backspace",
        delete: "Del",
        space: "Space",
    },
    problems: &super::problems::ENGLISH,
    keys: Keys {
        drop: label("apply", "apply the selected line"),
        down: label("choose", "one line down").also("arrow"),
        up: label("", "one line up"),
        next_passage: label("next", "go to the next passage: a lesson, a result, an outlook"),
        previous_passage: label("", "go to the previous passage"),
        scroll_down: label("scroll", "scroll the text down"),
        scroll_up: label("", "scroll the text up"),
        page_down: label("", "one page down").also("next page"),
        page_up: label("", "one page up").also("previous page"),
        half_down: label("", "half a page down"),
        half_up: label("", "half a page up"),
        first: label("", "go to the beginning"),
        last: label("", "go to the end"),
        other_pane: label("", "go from the list to the text, and back"),
        to_text: label("text", "go to the text"),
        to_list: label("list", "go to the list"),
        number_row: label("row", "select the row of this number"),
        number_section: label("section", "go to a section, always the same number: 1 summary … 5 lessons … 9 sources"),
        number_group: label("group", "go to the place or theme of this number"),
        read: label("read", "read the selected activity").also("open see return"),
        open_activity: label("open", "open the activity of the passage"),
        close: label("close", "close"),
        close_one: label("", "close what is open, then drop the last filter").also("escape cancel"),
        back: label("quit", "quit (elsewhere: go back)").also("exit leave end"),
        back_once: label("back", "go back to the previous screen"),
        quit: label("", "quit from anywhere").also("exit leave end"),
        search: label("", "search all activities: word, \"a phrase\", -word, this | that, place:word")
            .also("find filter look for"),
        find: label("find", "find words in the text"),
        next_hit: label("next hit", "go to the next hit"),
        previous_hit: label("", "go to the previous hit"),
        pick_country: label("", "filter by country"),
        pick_theme: label("", "filter by theme"),
        pick_partner: label("", "filter by partner"),
        pick_kind: label("", "filter by kind of activity"),
        pick_date: label("", "filter by date"),
        pick_any: label("all filters", "all filters"),
        reset: label("reset", "drop all filters").also("clear delete remove all"),
        undo: label("", "undo the last filter change, or bring back the mark removed last").also("take back revert"),
        sort: label("sort", "sort in another order"),
        reverse: label("", "reverse the order"),
        mark: label("mark", "mark the activity, or take its mark away").also("favourite favorite bookmark star tick"),
        mark_up: label("up", "move the marked activity up, among the marked ones"),
        mark_down: label("down", "move the marked activity down, among the marked ones"),
        copies: label("copy", "copy a citation, the passage, an address or the view")
            .also("paste clipboard cite quote"),
        show_command: label("command", "show the command that opens this view"),
        exports: label("export", "save what is shown: handout, spreadsheet, data, citations")
            .also("print pdf excel word download file mail email send"),
        links: label("sources", "open or copy the address of a source")
            .also("link links internet web url site browser"),
        take: label("open", "take what is selected"),
        number_choice: label("", "take the row of that number"),
        copy_row: label("copy", "copy what is shown below the rows"),
        marked_only: label("marked", "show the marked activities only, or all"),
        lens: label("lessons", "read the lessons of all listed activities"),
        next_section: label("", "next section: lessons, results, outlook"),
        previous_section: label("", "previous section"),
        regroup: label("", "group by theme or by activity"),
        other_language: label("français", "switch to the next language, keeping your place")
            .also("french english translation"),
        bilingual: label("", "show two languages side by side"),
        zoom: label("one pane", "show the list or the text alone, or both").also("zoom full screen enlarge"),
        help: label("all keys", "show the keys; run any action").also("shortcuts keys manual help"),
        redraw: label("", "redraw the screen"),
        suspend: label("", "suspend the program (fg to come back)"),
        run: label("run", "run the selected action"),
        accept: label("done", "keep the words, or save under the name, and close"),
        include: label("include", "include the value, unless one was ticked since this opened, and close"),
        include_typed: label("include", "include the value, and close"),
        toggle: label("tick", "include the value, or remove it"),
        untoggle: label("untick", "take the value back"),
        exclude: label("not", "exclude the value, or remove it"),
        erase: label("", "erase the character before"),
        delete: label("", "erase the character after"),
        erase_word: label("", "erase the word before"),
        erase_line: label("", "erase the line"),
        cursor_left: label("", "move the cursor left"),
        cursor_right: label("", "move the cursor right"),
        cursor_start: label("", "move the cursor to the beginning"),
        cursor_end: label("", "move the cursor to the end"),
        recall_earlier: label("", "take what was typed before"),
        recall_later: label("", "go back to what was typed later"),
    },
    cite: Cite { host: "In", online: "online", accessed: "viewed", available: "Available from" },
    copy_export: CopyExport {
        copy_title: "Copy",
        copy_hint: "Enter, a number or a click copies.",
        export_title: |count| format!("Export {}", activities(count)),
        export_sheet_title: "Export this activity",
        export_hint: "Enter, a number or a click chooses; then comes the name of the file.",
        links_title: "Sources",
        open_hint: "Enter, a number or a click opens the address that is shown below; y copies it.",
        copied_hint: "Paste it where you need it. If nothing comes, select it here with Shift and drag, then Ctrl-Shift-C.",
        word_hint: "Word and browsers open .html; a browser also prints it as a PDF.",
        shown_hint: "Enter copies. If the terminal refuses, select with Shift and drag, then Ctrl-Shift-C.",
        passage: "This passage, with its citation",
        styles: ["Citation", "Citation (ISO 690)", "Citation (BibTeX)", "Citation (RIS)"],
        link: "Address of the first source",
        view: "This view, as a command",
        view_unmarked: "This view, without your marks",
        formats: [
            "Document for Word, a browser or print (HTML)",
            "Document (Markdown)",
            "Plain text",
            "Spreadsheet (XLSX), with everything in every language",
            "Table (CSV)",
            "Data (JSON), with everything in every language",
            "Stand-alone catalogue (RON)",
            "Bibliography (BibTeX)",
            "Bibliography (RIS)",
        ],
        save: "save",
        save_prompt: "Save as:",
        replace_prompt: "That file exists. Enter replaces it, Esc keeps it:",
        sent: |what| format!("Sent to the terminal for its clipboard: {what}."),
        too_long: |thousands| {
            format!("This is too long for a terminal’s clipboard (over {thousands} kB). e exports it.")
        },
        opened: |address| format!("Handed to the desktop: {address}"),
        not_opened: |reason| {
            format!("The desktop could not open it: {reason}. In the menu of o, y copies the address.")
        },
        no_links: "No source of this activity has an address.",
        no_name: "Type a name for the file.",
        no_format: |name, endings| format!("No format has the ending of {name}. Possible endings: {endings}."),
        is_no_file: |name| format!("{name} already exists and is not a file. Choose another name."),
        nothing_to_export: "Nothing matches: there is nothing to export.",
        not_saved: "Nothing has been saved.",
        saving: |name| format!("Saving {name}… Esc stops."),
        saved: |name, count| format!("Saved: {name} ({}).", activities(count)),
        saved_part: "Activities not yet read, or left out, are not included.",
        no_view: "This command opens no view here.",
    },
    import: Import {
        not_a_table: |kind| {
            format!("this is {kind}; that cannot be imported. Save its table as xlsx, ods, csv or json.")
        },
        already_a_catalogue: "this is a catalogue already: passerelle opens it as it is.",
        is_empty: "this file is empty.",
        no_activities: "no row has become an activity: each needs a title and a country. A country for all of them: --country FR.",
        no_title: |columns| format!("no column is called title (or name, project, practice …). Columns: {columns}."),
        unreadable: |reason| format!("the file cannot be read: {reason}."),
        no_sheet: |name, others| format!("there is no sheet “{name}”. Sheets: {others}."),
        damaged: "this workbook is damaged or cut short: copy it again, or save it again in the spreadsheet program.",
        encrypted: "this document asks for a password: save it without one.",
        no_sheets: "this file has no sheets: --sheet is for workbooks (xlsx, ods). Leave it out.",
        too_large: "this is more than can be imported: at most a file of 1 GiB, 16,384 columns, 20 million cells with the empty ones between them, and 256 MB of text; a small workbook that expands to a huge table is not read either. Remove empty and repeated parts, or split it.",
        targets: ["Identifier", "Title", "Country", "Coordinates", "Sections on which sources are silent"],
        encoding: |name| format!("The text is not UTF-8 and was read as {name}."),
        separator: |separator| format!("Values are separated by {separator}."),
        tab: "a tab",
        open_quote: |line| {
            format!(
                "line {line}: a quotation mark is not closed, or one inside the value is not written twice, so that rows after it may have become a part of it."
            )
        },
        overlong_row: |row, values, columns| {
            format!(
                "row {row}: it has {values} values for {columns} columns. If a text contains the separator, put it in quotation marks: what follows it is in the wrong columns."
            )
        },
        sheet: |name| format!("Sheet read: {name}."),
        other_sheets: |name, others| format!("Sheet read: {name}; not read: {others}. Another one: --sheet NAME."),
        export: "This is an export of Passerelle.",
        sheets_left_out: |names| format!("Sheets that are not read: {names}."),
        row_left_out: |sheet, row, column, value| match value {
            "" => format!("sheet {sheet}, row {row}: left out, {column} is empty."),
            _ => format!("sheet {sheet}, row {row}: left out, {column} “{value}” is not known."),
        },
        cell_left_out: |sheet, row, column, value| {
            format!("sheet {sheet}, row {row}: {column} “{value}” is not understood and is left out.")
        },
        text_left_out: |sheet, row, column, value| {
            format!(
                "sheet {sheet}, row {row}: “{value}” in {column} is left out: the columns beside it already give this text by language. Put it in one of them, such as {column}_en."
            )
        },
        column_kept: |sheet, column| format!("sheet {sheet}: {column} is kept under its name (other information)."),
        column_left_out: |sheet, column| format!("sheet {sheet}: the column {column} is not known and is left out."),
        key_left_out: |path| {
            format!("{path} is not known, or contradicts the value that it should repeat: it is left out.")
        },
        duplicate_key: |path| format!("{path} appears twice: its last value is read, earlier ones are left out."),
        added_key: |path, value| format!("{path}: “{value}” was not known and has been added."),
        sheet_missing: |name| format!("There is no sheet {name}: what an export has there is missing."),
        added: |sheet, row, column, value| {
            format!("sheet {sheet}, row {row}: {column} “{value}” was not known and has been added.")
        },
        placeholders: |signs, count| match count {
            1 => format!("1 cell says that there is nothing ({signs}): taken as empty."),
            _ => format!("{} cells say that there is nothing ({signs}): taken as empty.", number(count)),
        },
        text_above_header: |text| format!("Above the names of the columns, not read: “{text}”."),
        unnamed_column: |number| format!("column {number}"),
        invalid_json: |line, column| format!("this stops being JSON at line {line}, column {column}."),
        languages_in_cells: "each cell of this table holds texts in several languages (--lang all), which cannot be told apart. To import it, export as xlsx or json, or in one language.",
        several_exports: |count| {
            format!("these are {count} exports, one after the other. Import each from a file of its own.")
        },
        unexpected_json: |path, missing, line, column| {
            let place = match missing {
                Some(field) => format!("{path} has no “{field}”"),
                None => format!("what is at {path} does not belong there"),
            };
            format!(
                "this JSON is not like an export of Passerelle: {place} (line {line}, column {column}). To see what belongs there: passerelle export --format json."
            )
        },
        not_a_file: "this is not a file: name the spreadsheet, the table or the export itself.",
        not_ron: "a catalogue is written as RON: choose a name that ends in .ron.",
        renamed_at: |sheet, row, written, id| {
            format!("sheet {sheet}, row {row}: the identifier “{written}” has become {id}.")
        },
        renamed: |row, written, id| format!("row {row}: the identifier “{written}” has become {id}."),
        day_first: |row, written, day| {
            format!(
                "row {row}: {written} is read as {day}, the day first; nothing in the table says which comes first."
            )
        },
        month_first: |written| format!("Days are read with the month first, as {written} can only be read so."),
        column: |name, target, count| format!("{name} → {target} ({})", number(count)),
        extra: "kept under its name (other information)",
        language: |name, tag| {
            format!(
                "The texts are taken to be in {name}, like the names of the columns; to state it yourself: --lang {tag}, or another."
            )
        },
        row_without_title: |row| format!("row {row}: left out, it has no title."),
        row_without_country: |row| {
            format!("row {row}: left out, it has no country. A country for all rows without one: --country FR.")
        },
        unknown_country: |row, written| {
            format!("row {row}: left out, “{written}” is not a country. Write its name or its code, such as FR.")
        },
        country_recognised: |row, written, code| format!("row {row}: the country “{written}” was read as {code}."),
        kept: |row, column, value, why| format!("row {row}: {column} “{value}” is kept as it is: {why}."),
        not_understood: "it is not understood",
        reversed: "the end comes before the start",
        no_start: "it is the end of a period whose beginning is not known",
        too_many: |most| format!("an activity has at most {most}"),
        second_title: "there are several titles in one language, the first one is taken",
        mismatched_names: "these names do not fit the identifiers of the row, or those in other rows",
        uneven: "there is not one country for each place, so check in which each is",
        no_country_below: |row, code| {
            format!("row {row}: left out, it has no country. If it is the one above ({code}), write it in every row.")
        },
        country_given: |row, code| format!("row {row}: it names no country, and {code} was taken, as --country says."),
        same_title: |title, count| {
            format!(
                "{count} rows describe “{title}” in the same place: each is an activity of its own. If they are one, put them into one row."
            )
        },
        more_same_titles: |count| match count {
            1 => "1 more title appears in several rows.".into(),
            _ => format!("{} more titles appear in several rows.", number(count)),
        },
        uneven_versions: |row, field| {
            format!(
                "row {row}: the languages of “{field}” have different numbers of items, so none is taken for the translation of another."
            )
        },
        country_as_place: |count| match count {
            1 => "1 row names no place: its country stands for it.".into(),
            _ => format!("{} rows name no place: their country stands for it.", number(count)),
        },
        start_as_period: |row, start, count| match count {
            1 => format!(
                "row {row}: it has a beginning and no end, so only {start} is kept. If it goes on, write {start}/.. there."
            ),
            _ => format!(
                "{} rows, the first of them row {row}, have a beginning and no end: only the beginning is kept. Where it goes on, write it as {start}/..",
                number(count)
            ),
        },
        only_title: |row, title| {
            format!("row {row}: it holds “{title}” and nothing else; remove it if that is not an activity.")
        },
        repeated_header: |row| format!("row {row}: it repeats the names of the columns, and is not an activity."),
        transposed: "The names are one below the other: each column is read as an activity, and numbered as a row.",
        commas_split: |column, count| {
            let cells = if count == 1 { "1 cell".into() } else { format!("{} cells", number(count)) };
            format!(
                "{column}: commas were taken to separate values, in {cells}. If they are part of the text, separate the values with “;”."
            )
        },
        commas_kept: |column, count| {
            let cells = if count == 1 { "1 cell holds".into() } else { format!("{} cells hold", number(count)) };
            format!("{column}: {cells} commas, taken as part of the text. If they separate values, write “;” instead.")
        },
        language_of_texts: |name, tag| {
            format!("The texts seem to be in {name}; to state it yourself: --lang {tag}, or another.")
        },
        totals: |row| format!("row {row}: it holds totals and is not an activity."),
        formulas_without_result: |count| {
            let formulas = match count {
                1 => "1 formula has no result in this file, so its cell is empty.".into(),
                _ => format!("{count} formulas have no result in this file, so their cells are empty."),
            };
            format!("{formulas} Open it in a spreadsheet, save it, and import it again.")
        },
        summary: |count, left_out| {
            let rows = match left_out {
                0 => String::new(),
                1 => " 1 row was left out.".into(),
                _ => format!(" {left_out} rows were left out."),
            };
            format!("Activities: {}.{rows}", number(count))
        },
        saved: |file, argument| format!("Saved: {file}. To read it: passerelle {argument}"),
        only_printed: "Nothing has been saved. To save it: -o NAME.ron",
        problems: |count| format!("The catalogue has errors: {}.", number(count)),
    },
    export: Export {
        stopped: "Saving was stopped; no file was written.",
        several_catalogues: "these activities come from catalogues that differ in their language, licence, attribution or description, and this format holds one catalogue. Export them one by one, with -f.",
        long_text: |id| {
            format!(
                "a text of “{id}” is longer than a cell of a spreadsheet can be (32,767 characters). Export to JSON, which has no such limit."
            )
        },
        many_rows: |sheet| {
            format!(
                "the sheet “{sheet}” would have more rows than a spreadsheet can have (1,048,576). Export to JSON, which has no such limit, or fewer activities."
            )
        },
        marks: "◆ stated by the source · ◇ inferred by the catalogue",
        choice: |filters| format!("Shown here: {filters}"),
        selection: "a selection",
    },
    store: Store {
        damaged: |path| format!("{path} is damaged: the next change will set that file aside."),
        set_aside: |path| format!("A file was damaged; it has been set aside as {path}."),
        foreign: |path| {
            format!(
                "{path} was not written by this version of the program: it is left alone, and nothing is saved there."
            )
        },
        busy: |path| format!("Passerelle is open in another window and uses {path}: nothing is saved there."),
        unreadable: |path, reason| format!("{path} cannot be read: {reason}. Marks last as long as this session."),
        not_saved: |path, reason| {
            format!("{path} cannot be saved: {reason}. What is new in it will be lost when you quit.")
        },
    },
    command: Command {
        error: "error:",
        unknown_value: |filter, value| format!("{filter}: “{value}” is unknown."),
        did_you_mean: |nearest| format!("Did you mean “{nearest}”?"),
        see_values: |values| format!("Possible values: {values}."),
        unknown_option: |option| format!("there is no option {option}."),
        reader_option: |option| format!("{option} is for the reader, which takes no command (passerelle {option})."),
        command_not_first: |command| {
            format!(
                "“{command}” is a command, and there is no such file. A command comes first: passerelle {command} --help"
            )
        },
        no_command: |name, commands| format!("there is neither a command nor a file “{name}”. Commands: {commands}."),
        other_ending: |path, command| {
            format!("{path} is of a format that another command writes: passerelle {command}.")
        },
        unknown_ending: |path, option, names| {
            format!("{path} does not end in a known format. Change it, or add {option}: {names}.")
        },
        spaces_in_name: |name, quoted| format!("the file “{name}” has spaces in its name: write it as {quoted}."),
        unknown_word: |word| format!("“{word}” is one word too many."),
        missing_argument: |name| format!("{name} is missing."),
        other_catalogue: |files| format!("it is for another catalogue, {files}. Start the program with that one."),
        not_understood: "these arguments cannot be understood.",
        prints: "it prints something; run it outside the reader.",
        not_unicode: "an argument is not Unicode text.",
        missing_value: |option| format!("{option} needs a value."),
        bad_value: |option, value| format!("{option} does not take “{value}”."),
        repeated_option: |option| format!("{option} can be given once only."),
        left_out: |problems, count| {
            let problems = if problems == 1 { "1 problem".into() } else { format!("{problems} problems") };
            match count {
                0 => format!("{problems}."),
                1 => format!("{problems}: 1 activity is left out."),
                _ => format!("{problems}: {} activities are left out.", number(count)),
            }
        },
        see_check: |files| format!("To see everything: passerelle check{files}"),
        nor: " and ",
        without: |option, count| match count {
            1 => format!("Without {option} there is 1."),
            _ => format!("Without {option} there are {}.", number(count)),
        },
        any_word: |count| match count {
            1 => "With | between the words there is 1.".into(),
            _ => format!("With | between the words there are {}.", number(count)),
        },
        see_help: |command| format!("Help: {command}"),
        reading_keyboard: "Reading from the keyboard; Ctrl-D ends it, Ctrl-C gives up.",
        unknown_activity: |id| format!("no activity has the identifier “{id}”."),
        filtered_out: |ids| format!("The filters leave out: {ids}."),
        no_output: |option, save| format!("{option} is of no use to this command, which prints. To save: {save} FILE."),
        other_option: |option| format!("{option} is of no use to this command."),
        see_list: "The command list shows them all.",
        no_marks: |path, reason| format!("the marks in {path} cannot be read: {reason}."),
        marks_unread: "With --no-state, no marks are read.",
        several_sections: "only one section can be required here: keep one --not-missing, or --stated.",
        only_csv: "--separator and --bom are for CSV: add --format csv, or leave them out.",
        not_saved_in_part: |path| {
            format!(
                "{path} is not saved: it would lack what could not be read. Repair the file that could not be read, or leave it out."
            )
        },
        same_file: |path| {
            format!(
                "{path} is read here, or would be in the folder that is read: nothing is written there. Choose another name."
            )
        },
        file_exists: |path| format!("{path} already exists. Choose another name, or add --force."),
        input_lost: "the terminal gives no more keys.",
        not_a_file: |path| format!("{path} is neither a file nor a device. Choose another name, or leave -o out."),
        stdin_twice: "standard input can be read only once. Write “-” once.",
        not_text: "a spreadsheet cannot be shown here. Name a file for it: -o FILE.xlsx",
        manual_source: "this is the source of the manual page. To read it: passerelle man | man -l -. To keep it: passerelle man > passerelle.1",
        template_saved: |file, argument| {
            format!("Saved: {file}. Fill it in with an editor, then: passerelle check {argument}")
        },
        no_folder: |path, folder| {
            format!("{path} cannot be written: there is no folder {folder}. Create it, or choose another name.")
        },
        cannot_save: |path, reason| format!("{path} cannot be written: {reason}. Choose another place for it."),
        remark: "remark:",
        checked: |errors, remarks| match (errors, remarks) {
            (0, 0) => "Nothing to report.".into(),
            _ => format!("Errors: {errors}; remarks: {remarks}."),
        },
        none_in_country: |country| format!("There is no activity in “{country}”."),
        bad_id: |id| {
            format!("“{id}” is not an identifier: only a-z, 0-9 and hyphens are allowed, at most 100 characters.")
        },
        unusable_terminal_type: |term| {
            format!(
                "TERM={term} names a terminal that is unknown, or lacks what is needed; set TERM to yours, such as xterm-256color"
            )
        },
        terminal_type_unset: "the variable TERM does not say what it can do",
        no_terminal: |reason| format!("the terminal cannot be used ({reason}). To show the list: passerelle | cat"),
        cannot_write: |reason| format!("cannot write to standard output: {reason}."),
        not_opened: "the catalogue cannot be opened. Correct the errors above, then try again.",
        more_problems: |count| match count {
            1 => "… and 1 more problem.".into(),
            _ => format!("… and {} more problems.", number(count)),
        },
    },
    options: Options {
        about: "Read and filter catalogues of local activities, offline.",
        template: "{about}\n\nUsage: passerelle [OPTIONS] [PATH]…\n       passerelle COMMAND …\n\n{all-args}{after-help}",
        after: "In the reader, ? shows every key and q quits.\n\n\
            Environment: PASSERELLE_CATALOGUE names the catalogue to read where no argument does; NO_COLOR turns \
            colours off; LANGUAGE, LC_ALL, LC_MESSAGES and LANG choose the language.\n\
            Exit status: 0 all is well; 1 the answer is no (nothing found, problems found); 2 it could not be done.",
        values: &[],
        manual: ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMAND", "NOTES"],
        arguments: "Arguments",
        options: "Options",
        filters: "Filters, repeatable; --not-… leaves out",
        keep: |what| format!("Keep {what}"),
        leave_out: |what| format!("Leave out {what}"),
        facets: [
            ("COUNTRY", "a country (code or name)"),
            ("THEME", "a theme (identifier or name)"),
            ("NAME", "a partner, whatever its role (identifier or name)"),
            ("KIND", "a kind of activity (identifier or name)"),
            ("GROUP", "a target group (identifier or name)"),
            ("YEAR", "a year, such as 2019"),
            ("WORD", "activities with a lesson stated by the source (stated) or inferred by the catalogue (drawn)"),
            ("WORD", "a kind of lesson: success, obstacle, advice or question"),
            ("SECTION", "activities that have this section, such as results"),
        ],
        missing: "Keep activities that lack this section",
        command_heading: "Commands",
        command_template: "{about}\n\nUsage: {usage}\n\n{all-args}",
        commands: &[
            ("list", "Print the activities that match"),
            ("show", "Print whole activities"),
            ("lessons", "Print the lessons as one text"),
            ("facets", "Print the values of the filters, with counts"),
            ("export", "Export the activities that match: Markdown, HTML, XLSX, CSV, JSON, NDJSON, RON"),
            ("import", "Make a catalogue from a spreadsheet, CSV, TSV or JSON"),
            ("cite", "Cite activities with their sources, or a source"),
            ("check", "Check a catalogue: every problem, with its location"),
            ("new", "Print a commented sheet to fill in"),
            ("completions", "Print the completion script of a shell"),
            ("man", "Print the manual page"),
        ],
        help: &[
            ("files", "The catalogue to read: a file, a folder or -; may be repeated"),
            ("list_format", "Format: table (the default), ids, tsv, csv, json or ndjson"),
            ("show_format", "Format: text (the default), markdown or json"),
            ("facets_format", "Format: table (the default) or json"),
            (
                "export_format",
                "Format: markdown, html, xlsx, csv, json, ndjson or ron; otherwise by the extension of -o FILE, otherwise markdown",
            ),
            (
                "lessons_format",
                "Format: text, markdown, html or json; otherwise by the extension of -o FILE, otherwise text",
            ),
            ("separator", "What separates the values of CSV: comma (the default), semicolon, tab or |"),
            ("bom", "Begin CSV with a byte order mark, as spreadsheets expect; FILE.csv has one anyway"),
            ("output", "The file to write; otherwise standard output"),
            ("force", "Replace the file if it is there"),
            (
                "style",
                "Style: plain, iso690, bibtex or ris; otherwise by the extension of -o FILE (.bib, .ris), otherwise plain",
            ),
            ("check_format", "Format: text (the default) or json"),
            ("strict", "Count remarks as errors"),
            ("ids", "Identifiers of activities, or names of places or titles; without any, those that match"),
            (
                "section",
                "Keep this section only: summary, aims, actions, results, lessons, outlook, evaluation, funding, awards, contact, extra or sources; may be repeated",
            ),
            ("lens_section", "Section: lessons (the default), outlook or results"),
            ("by", "Group by activity (the default) or by theme"),
            (
                "facet",
                "Facet: country, theme, partner, kind, group, date, basis, lesson-kind or stated; without any, all of them",
            ),
            (
                "import_file",
                "The spreadsheet or export: .xlsx, .ods, .csv, .tsv, .json or .ndjson; - for standard input",
            ),
            ("import_country", "The country of rows that name none (code or name)"),
            ("sheet", "The sheet of a workbook to import; without it, the first one with titles"),
            ("new_id", "The identifier of the new activity"),
            ("shell", "bash, zsh, fish, powershell or elvish"),
            ("paths", "A .ron file, a folder of them, or - for standard input; without any, the built-in catalogue"),
            ("search", "Search for words: word, \"a phrase\", -word, this | that, field:word"),
            ("sort", "Sort by: catalogue, place, country, title, date, relevance, marks"),
            ("reverse", "Reverse the order"),
            ("marked", "Keep the activities marked in the reader, in their order there"),
            (
                "lang",
                "Language of the texts, such as fr, en or it; the interface follows for French and English. Otherwise the system’s; in the reader, the one chosen last there; for import, that of the column names. all: every language (JSON, CSV, TSV)",
            ),
            ("open", "Open the activity with this identifier"),
            ("select", "Select the activity with this identifier"),
            ("lens", "Read across activities: lessons, results or outlook"),
            ("color", "Colours of the reader and of check: auto, always or never; NO_COLOR is honoured"),
            ("one_pane", "Show one pane at a time, the list or the text: for screen readers, and for small screens"),
            ("ascii", "Draw lines and signs with the characters that every terminal has"),
            ("no_state", "Neither read nor write the marks and the language chosen"),
            ("no_mouse", "Leave the mouse to the terminal, in the reader"),
            ("help", "Print this help"),
            ("version", "Print the version"),
        ],
    },
};

/// Names of the search fields, for messages.
const SEARCH_FIELDS: &str = "title, place, country, date, theme, kind, group, lead, partner, lessons, summary, aims, actions, results, outlook, evaluation, funding, awards, contact, sources, other";

/// Returns the English name of a tag's primary language, or the tag itself where the name is unknown.
fn language_in_english(tag: &str) -> &str {
    match primary(tag) {
        "fa" => "Persian",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "is" => "Icelandic",
        "ja" => "Japanese",
        "ko" => "Korean",
        "lb" => "Luxembourgish",
        "mk" => "Macedonian",
        "sq" => "Albanian",
        "sr" => "Serbian",
        "be" => "Belarusian",
        "bs" => "Bosnian",
        "cy" => "Welsh",
        "hy" => "Armenian",
        "ka" => "Georgian",
        "ku" => "Kurdish",
        "so" => "Somali",
        "th" => "Thai",
        "ur" => "Urdu",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        "eu" => "Basque",
        "gl" => "Galician",
        "oc" => "Occitan",
        "ar" => "Arabic",
        "bg" => "Bulgarian",
        "ca" => "Catalan",
        "cs" => "Czech",
        "da" => "Danish",
        "de" => "German",
        "el" => "Greek",
        "en" => "English",
        "es" => "Spanish",
        "et" => "Estonian",
        "fi" => "Finnish",
        "fr" => "French",
        "ga" => "Irish",
        "hr" => "Croatian",
        "hu" => "Hungarian",
        "it" => "Italian",
        "lt" => "Lithuanian",
        "lv" => "Latvian",
        "mt" => "Maltese",
        "nl" => "Dutch",
        "no" | "nb" | "nn" => "Norwegian",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sk" => "Slovak",
        "sl" => "Slovene",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        _ => tag,
    }
}

/// Returns a number of activities in words.
fn activities(count: usize) -> String {
    if count == 1 { "1 activity".into() } else { format!("{} activities", number(count)) }
}

/// Formats a number with a comma between groups of thousands.
fn number(number: usize) -> String {
    grouped(number, ",")
}

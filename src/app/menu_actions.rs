//! How are activities copied, saved and opened?
//!
//! Fills the menus and handles their rows. The work itself is requested as an [`Effect`], and done elsewhere.

use super::key::{Key, key};
use super::keymap::action_for;
use super::menu::{MAX_CLIPBOARD_BYTES, Menu, MenuItem, MenuKind};
use super::message::{Action, Effect};
use super::notice::{Notice, Topic};
use super::overlay::Overlay;
use super::prompt::{Prompt, Purpose};
use super::state::App;
use crate::catalogue::Section;
use crate::document::{Block, BlockKind, provenance};
use crate::export::{
    CiteStyle, Cited, ExportError, SaveFormat, SaveRequest, Saved, cite, default_file_name, describe_query,
    file_extension, is_document,
};
use crate::text::clean_line;

impl App {
    /// Opens the menu of texts to copy: the citation first in the list, the current passage first in a text.
    pub(super) fn open_copy_menu(&mut self) {
        let (lang, words) = (self.lang(), &self.lang().words().copy_export);
        let Some(record) = self.record() else {
            return self.open_menu(MenuKind::Copy, vec![self.command_item()]);
        };
        let cited = Cited { rows: vec![record], sources: Vec::new() };
        let citation =
            |style| cite(&self.library().catalogue, &cited, style, lang).trim_end_matches(['\r', '\n']).to_owned();
        let mut rows = Vec::new();
        let passage = if self.mode.is_list() { None } else { self.current_passage() };
        let with_citation = |it| format!("{it}\n\n{}", citation(CiteStyle::Plain));
        rows.extend(passage.map(|it| MenuItem::new(words.passage, with_citation(it))));
        for (style, name) in CiteStyle::ALL.into_iter().zip(words.styles) {
            rows.push(MenuItem::new(name, citation(style)));
        }
        rows.extend(self.addresses(record).into_iter().next().map(|it| MenuItem::new(words.link, it.text)));
        rows.push(self.command_item());
        self.open_menu(MenuKind::Copy, rows);
    }

    fn open_menu(&mut self, kind: MenuKind, rows: Vec<MenuItem>) {
        self.close_overlay();
        self.overlay = Some(Overlay::Menu(Menu { kind, rows, selected: 0 }));
    }

    /// Returns the quoted text of the current passage, without remarks on its language; after a lesson, its kind and
    /// basis in brackets. `None` if there is no passage.
    fn current_passage(&self) -> Option<String> {
        let pager = self.pager();
        let blocks = &pager.document.blocks;
        let anchor = match self.mode.lens() {
            Some(lens) => lens.anchor()?,
            None => pager.block()?.anchor,
        };
        let is_same_item = |it: &&Block| {
            (it.anchor.activity, it.anchor.section, it.anchor.item) == (anchor.activity, anchor.section, anchor.item)
        };
        let is_body = |it: &&Block| matches!(it.kind, BlockKind::Body) && it.anchor.section.is_some() && it.column == 0;
        // A heading belongs to the first item below it. Where a section has no text, no other passage may take its place.
        let here = blocks.iter().find(|it| is_same_item(it) && is_body(it));
        let is_at_beginning = anchor.section.is_none();
        let block = here.or_else(|| blocks.iter().find(|it| is_at_beginning && is_body(it)))?;
        // The remark that a text is in another language is not part of the text.
        let end = block.remarks.first().map_or(block.text.len(), |it| it.start);
        let passage = self.lang().words().quoted(block.text[..end].trim());
        let activity = self.library().catalogue.activities.get(self.record()?)?;
        let lesson = activity.lessons.get(block.anchor.item).filter(|_| block.anchor.section == Some(Section::Lessons));
        let provenance = lesson.map(|it| format!(" ({})", provenance(it, self.lang()))).unwrap_or_default();
        Some(passage + &provenance)
    }

    /// Opens the menu of export formats for what is shown: the activity that is being read, the matching ones, or the
    /// lens over them.
    pub(super) fn open_export_menu(&mut self) {
        if self.report_empty_export() {
            return;
        }
        let (formats, names) = (self.formats(), &self.lang().words().copy_export.formats);
        let items = formats.iter().map(|&it| MenuItem::new(names[it as usize], self.file_name(it)));
        self.open_menu(MenuKind::Export, items.collect());
    }

    /// Returns the formats in which what is shown can be saved.
    fn formats(&self) -> &'static [SaveFormat] {
        if self.mode.lens().is_some() { SaveFormat::LENS } else { SaveFormat::ALL }
    }

    /// Returns the records of the activities that are exported.
    fn exported_rows(&self) -> Vec<usize> {
        if self.mode.is_sheet() { self.record().into_iter().collect() } else { self.browse.list.answer.rows.clone() }
    }

    /// Returns whether there is nothing to export, and reports it: the catalogue may have changed in the meantime.
    fn report_empty_export(&mut self) -> bool {
        let is_empty = self.browse.list.answer.rows.is_empty();
        if is_empty {
            self.report(self.lang().words().copy_export.nothing_to_export);
        }
        is_empty
    }

    /// Returns the default name of a file for what is shown.
    fn file_name(&self, format: SaveFormat) -> String {
        let catalogue = &self.library().catalogue;
        let id = catalogue.headers.first().map(|it| it.id.to_string()).filter(|it| !it.is_empty());
        let content = match self.record().and_then(|it| catalogue.activities.get(it)) {
            Some(activity) if self.mode.is_sheet() => vec![activity.id.to_string()],
            _ => {
                let criteria = self.query().all_in_full_words(self.library().terms(), self.lang());
                let section = self.mode.lens().map(|it| it.section.name(self.lang()).to_owned());
                section.into_iter().chain(criteria).collect()
            }
        };
        default_file_name(id.as_deref().unwrap_or("passerelle"), content.into_iter(), format)
    }

    /// Opens the menu of sources that have an address.
    pub(super) fn open_links_menu(&mut self) {
        let items: Vec<MenuItem> = self.record().into_iter().flat_map(|it| self.addresses(it)).collect();
        if items.is_empty() {
            self.report(self.lang().words().copy_export.no_links);
        } else {
            self.open_menu(MenuKind::Links, items);
        }
    }

    /// Returns the sources of a record that have an address: number and title of each, and the address.
    fn addresses(&self, record: usize) -> Vec<MenuItem> {
        let catalogue = &self.library().catalogue;
        let sources = catalogue.activities.get(record).map(|it| it.all_sources()).unwrap_or_default();
        let named = sources.iter().zip(1..).filter_map(|(&at, number)| {
            let source = catalogue.vocabularies.sources.get(at)?;
            Some(MenuItem::new(&format!("[{number}] {}", source.title.get(self.lang())), source.address()?))
        });
        named.collect()
    }

    /// Shows the command line that opens this view.
    pub(super) fn show_command(&mut self) {
        self.open_menu(MenuKind::Shown, vec![self.command_item()]);
    }

    /// Returns the menu row with the command that opens this view; its label warns if unsaved marks make it differ
    /// elsewhere.
    fn command_item(&self) -> MenuItem {
        let words = &self.lang().words().copy_export;
        let has_unsaved_marks = self.query().depends_on_marks() && self.marks.has_unsaved();
        MenuItem::new(if has_unsaved_marks { words.view_unmarked } else { words.view }, self.command_line())
    }

    /// Carries out the selected row of a menu.
    pub(super) fn run_selected_item(&mut self) -> Option<Effect> {
        let Some(Overlay::Menu(menu)) = &self.overlay else { return None };
        let (kind, at, item) = (menu.kind, menu.selected, menu.selected_item()?.clone());
        match kind {
            MenuKind::Links if self.host.can_open => {
                self.overlay = None;
                self.report((self.lang().words().copy_export.opened)(&item.text));
                Some(Effect::Open(item.text))
            }
            MenuKind::Copy | MenuKind::Links | MenuKind::Shown => self.copy_selected_item(),
            MenuKind::Export => {
                self.overlay = None;
                if self.report_empty_export() {
                    return None;
                }
                let format = *self.formats().get(at)?;
                let purpose = Purpose::Save { format, is_replacing: false };
                self.overlay = Some(Overlay::Prompt(Prompt::new(purpose, &item.text, String::new(), None)));
                None
            }
        }
    }

    /// Returns whether the selected row of a menu can be copied, while Enter opens it.
    pub fn can_copy_selected_item(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Menu(menu)) if menu.kind == MenuKind::Links && self.host.can_open)
    }

    /// Copies the text of the selected row of a menu. In an export menu, whose texts are file names, the key is
    /// reported as unbound.
    pub(super) fn copy_selected_item(&mut self) -> Option<Effect> {
        let Some(Overlay::Menu(menu)) = &self.overlay else { return None };
        if menu.kind == MenuKind::Export {
            self.report_unbound(key('y'));
            return None;
        }
        let (kind, MenuItem { label, text }) = (menu.kind, menu.selected_item()?.clone());
        let words = self.lang().words();
        self.overlay = None;
        if text.len() > MAX_CLIPBOARD_BYTES {
            self.report((words.copy_export.too_long)(MAX_CLIPBOARD_BYTES / 1000));
            return None;
        }
        // The terminal may keep the text from the clipboard; once shown, it can be selected.
        let is_shown = kind != MenuKind::Shown && !self.host.has_clipboard;
        if is_shown {
            self.open_menu(MenuKind::Shown, vec![MenuItem::new(&label, text.clone())]);
        }
        let close = is_shown.then(|| format!("{} {}", words.key_names.escape, words.keys.close.short));
        self.notice = Some(Notice::new((words.copy_export.sent)(&label)).with_hints(close).about(Topic::Copied));
        Some(Effect::Copy(text))
    }

    /// Reports an unbound key. While a text is shown, the key closes it and acts on what is below, if it is bound
    /// there and does not change marks, which the text may cover.
    pub(super) fn press_unbound(&mut self, key: Key) -> Option<Effect> {
        let shown = self.overlay.take_if(|it| matches!(it, Overlay::Menu(menu) if menu.kind == MenuKind::Shown));
        if let Some(action) = action_for(key, self.context()).filter(|_| shown.is_some()) {
            return if action == Action::Mark { None } else { self.act(action) };
        }
        self.overlay = shown.or(self.overlay.take());
        self.report_unbound(key);
        None
    }

    /// Carries out the row with a number, from 1; reports if there is none.
    pub(super) fn activate_numbered_row(&mut self, number: usize) -> Option<Effect> {
        let Some(Overlay::Menu(menu)) = &self.overlay else { return None };
        if number > menu.rows.len() {
            self.report((self.lang().words().no_number)(number));
            return None;
        }
        self.activate_row(number - 1)
    }

    /// Requests that what is shown be saved under the typed name.
    pub(super) fn save(&mut self, prompt: &Prompt) -> Option<Effect> {
        let Purpose::Save { format, is_replacing } = prompt.purpose else { return None };
        let mut name = prompt.input.text().trim().to_owned();
        if name.is_empty() {
            self.report(self.lang().words().copy_export.no_name);
            return None;
        }
        // Programs choose how to open a file by its extension, so that a name without one gets one.
        let is_folder = matches!(name.rsplit(['/', '\\']).next(), None | Some("" | "." | "..")) || name == "~";
        // The extensions of all formats are letters only; what has a space or a digit is a part of the name.
        let is_extension = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphabetic());
        let lacks_extension = is_folder || !is_extension(file_extension(&name));
        let in_folder = lacks_extension.then(|| format!("{}/{}", name.trim_end_matches('/'), self.file_name(format)));
        if lacks_extension && !is_folder {
            name = format!("{}.{}", name.trim_end_matches('.'), format.extension());
        }
        let formats = self.formats();
        // The extension of the name, if it has one, decides on the format.
        let format_of_name = formats.iter().copied().find(|it| it.matches_extension(&name));
        if format_of_name.is_none() && !is_folder && !file_extension(&name).is_empty() {
            let extensions: Vec<String> = formats.iter().map(|it| format!(".{}", it.extension())).collect();
            let words = &self.lang().words().copy_export;
            let hint = if is_document(&name) { format!(" {}", words.word_hint) } else { String::new() };
            self.report((words.no_format)(&clean_line(&name), &extensions.join(" ")) + &hint);
            return None;
        }
        self.overlay = None;
        if self.report_empty_export() {
            return None;
        }
        let request = SaveRequest {
            format: format_of_name.unwrap_or(format),
            rows: self.exported_rows(),
            lens: self.mode.lens().map(|it| (it.section, it.grouping)),
            filter_description: describe_query(self.query(), self.library(), self.lang())
                .filter(|_| !self.mode.is_sheet()),
            lang: self.lang(),
        };
        Some(Effect::Save { name, in_folder, saving: Box::new(request), is_replacing })
    }

    /// Reports the outcome of saving a file. If a file with that name exists, asks whether to replace it; if saving
    /// failed, asks for another name.
    pub(super) fn saved(&mut self, name: String, format: SaveFormat, saved: Saved) {
        if !matches!(saved, Saved::Done(_) | Saved::Unwritable(ExportError::Stopped)) {
            let purpose = Purpose::Save { format, is_replacing: saved == Saved::AlreadyExists };
            self.overlay = Some(Overlay::Prompt(Prompt::new(purpose, &name, String::new(), None)));
        }
        let lang = self.lang();
        self.notice = match saved {
            Saved::AlreadyExists => None,
            Saved::Done(count) if !self.source.is_complete() && !self.mode.is_sheet() => {
                let words = &lang.words().copy_export;
                Some(Notice::new(format!("{} {}", (words.saved)(&clean_line(&name), count), words.saved_part)))
            }
            saved => Some(Notice::of_saving(&name, &saved, lang)),
        };
    }
}

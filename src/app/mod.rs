//! What is the reader doing?
//!
//! Contains the state of the program, and how each message changes it. [`App`] holds the state in parts.
//! [`App::update`] applies a [`Message`] to them, recomputes the derived state, and returns an [`Effect`] if something
//! is to be done outside. Drawing only reads the state.

mod background_search;
mod command_line;
mod display;
mod filter_actions;
mod filters;
mod help;
mod hit_counts;
mod key;
mod keymap;
mod layout;
mod lens;
mod list;
mod marks;
mod menu;
mod menu_actions;
mod message;
mod mode;
mod navigation;
mod notice;
mod overlay;
mod overlay_actions;
mod pager;
mod picker;
mod prompt;
mod reload;
mod report;
mod settle;
mod source;
mod state;
mod status_line;
mod update;
mod view;
mod ways_out;
mod window;

pub use command_line::quoted;
pub use display::{Display, Host};
pub use filters::Filters;
pub use help::Help;
pub use key::Key;
pub use keymap::{Binding, Context, bindings, message_for};
pub use layout::{Pane, Panes, Shape};
pub use lens::Lens;
pub use list::{List, VisibleRow};
pub use marks::Marks;
pub use menu::{MAX_CLIPBOARD_BYTES, Menu, MenuItem, MenuKind};
pub use message::{Action, Area, Effect, Message, Motion, Target};
pub use mode::Mode;
pub use notice::Notice;
pub use overlay::Overlay;
pub use pager::Pager;
pub use picker::{Picker, Row};
pub use prompt::{Prompt, Purpose};
pub use settle::{LENS_GUTTER, LIST_GUTTER};
pub use source::Source;
pub use state::{App, Browse, Start};
pub use status_line::{StatusKeys, StatusText};
pub use view::View;
pub use ways_out::WaysOut;

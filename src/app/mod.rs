//! What is the reader doing?
//!
//! Contains the state of the program, and how each message changes it. [`App`] holds the state in parts.
//! [`App::update`] applies a [`Message`] to them, recomputes the derived state, and returns an [`Effect`] if something
//! is to be done outside. Drawing only reads the state.

mod command_line;
mod display;
mod filtering;
mod filters;
mod help;
mod key;
mod keymap;
mod layout;
mod lens;
mod list;
mod marks;
mod menu;
mod message;
mod mode;
mod moving;
mod notice;
mod overlay;
mod overlays;
mod pager;
mod picker;
mod prompt;
mod reload;
mod said;
mod searching;
mod settle;
mod source;
mod state;
mod taking;
mod update;
mod view;
mod ways_out;
mod window;

pub use display::{Desktop, Display};
pub use filters::Filters;
pub use help::Help;
pub use key::Key;
pub use keymap::{Binding, Context, bindings, message_of};
pub use layout::{Pane, Panes, Shape};
pub use lens::Lens;
pub use list::{Entry, Form, List};
pub use marks::Marks;
pub use menu::{CLIPBOARD, Menu, MenuKind, Offer};
pub use message::{Action, Area, Effect, Message, Motion, Target};
pub use mode::Mode;
pub use notice::Notice;
pub use overlay::Overlay;
pub use pager::Pager;
pub use picker::{Picker, Row};
pub use prompt::{Prompt, Purpose};
pub use said::{Ends, Said};
pub use settle::{LENS_GUTTER, LIST_GUTTER};
pub use source::{Flaw, Source};
pub use state::{App, Browse, Start};
pub use view::View;
pub use ways_out::WaysOut;

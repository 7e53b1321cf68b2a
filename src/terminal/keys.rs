//! Which keys do the bytes from a terminal stand for?
//!
//! Decodes the input of a Unix terminal into crossterm events. Many keys are sent as escape sequences, and terminals
//! may send reports that nobody requested. Any sequence can arrive truncated: an incomplete one is dropped after a
//! silence, so that it does not swallow the next key.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use vte::{Params, Parser, Perform};

/// Maximum time between an escape byte and the rest of its sequence; an escape alone is the Esc key. Both arrive
/// together on all but the slowest lines, and a user who presses Esc should not have to wait.
pub(super) const ESCAPE_TIMEOUT: Duration = Duration::from_millis(20);

/// The same for keys that come over a network, which may split a sequence.
pub(super) const REMOTE_ESCAPE_TIMEOUT: Duration = Duration::from_millis(80);

/// Maximum pause within an incomplete escape sequence or UTF-8 character.
const SEQUENCE_TIMEOUT: Duration = Duration::from_millis(150);

/// Minimum silence before a Ctrl-C that counts as pressed by hand, not pasted.
const MANUAL_KEY_GAP: Duration = Duration::from_millis(50);

/// Minimum pause within a paste after which Esc or Ctrl-C is a key again and ends the paste.
const PASTE_TIMEOUT: Duration = Duration::from_millis(300);

/// Maximum pause within the sequence that starts a paste, which slow lines deliver in pieces.
const PASTE_START_TIMEOUT: Duration = Duration::from_secs(1);

/// Sequences that start and end a bracketed paste.
const PASTE_DELIMITERS: (&[u8], &[u8]) = (b"\x1b[200~", b"\x1b[201~");

const ESCAPE: u8 = 0x1B;
const CTRL_C: u8 = 3;
/// The bytes that terminals send for the Backspace key.
const BACKSPACE: u8 = 8;
const DELETE: u8 = 0x7F;

/// Decoder from bytes to events.
#[derive(Default)]
pub(super) struct KeyDecoder {
    parser: Parser,
    state: DecoderState,
    /// Whether the last byte was an escape.
    is_escaped: bool,
    /// Time of the last input.
    last_input: Option<Instant>,
    /// Number of bytes of the paste start sequence matched by the end of the input.
    paste_start_length: usize,
    /// Whether the last input was a single Ctrl-C, pressed by hand.
    is_ctrl_c: bool,
}

/// State of the sequence being decoded, and the events so far.
#[derive(Default)]
struct DecoderState {
    events: Vec<Event>,
    /// Bytes of the paste in progress, if any: none of them is a key, however long the paste takes.
    paste: Option<Vec<u8>>,
    /// Meaning of the next character.
    next: NextChar,
}

/// Meaning of the next printable character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum NextChar {
    /// A typed character.
    #[default]
    Typed,
    /// The final character of a key sequence that began with `ESC O` (SS3).
    Ss3,
    /// The final character of a function key on the Linux console, after `ESC [ [`.
    Console,
    /// One of the given number of characters left in a legacy (X10) mouse report, which is skipped: it was not
    /// requested.
    MouseReport(u8),
}

impl KeyDecoder {
    /// Decodes bytes that arrived together; returns the complete events.
    pub(super) fn feed(&mut self, bytes: &[u8], now: Instant) -> Vec<Event> {
        let silence = self.last_input.map_or(Duration::ZERO, |it| now.saturating_duration_since(it));
        if silence >= SEQUENCE_TIMEOUT {
            self.reset();
        }
        // A second Ctrl-C in a row ends a paste without the long pause.
        let was_ctrl_c = std::mem::replace(&mut self.is_ctrl_c, bytes == [CTRL_C] && silence >= MANUAL_KEY_GAP);
        let is_key = matches!(bytes, [ESCAPE | CTRL_C]);
        if is_key && silence >= PASTE_TIMEOUT || was_ctrl_c && self.is_ctrl_c {
            self.state.end_paste();
        }
        self.last_input = Some(now);
        if silence >= PASTE_START_TIMEOUT {
            self.paste_start_length = 0;
        }
        let rest =
            bytes.strip_prefix(&PASTE_DELIMITERS.0[self.paste_start_length..]).filter(|_| self.paste_start_length > 0);
        if rest.is_some() {
            self.begin_paste();
        }
        rest.unwrap_or(bytes).iter().for_each(|it| self.feed_byte(*it));
        std::mem::take(&mut self.state.events)
    }

    fn feed_byte(&mut self, byte: u8) {
        if let Some(paste) = &mut self.state.paste {
            paste.push(byte);
            if paste.ends_with(PASTE_DELIMITERS.1) {
                paste.truncate(paste.len() - PASTE_DELIMITERS.1.len());
                self.state.end_paste();
            }
            return;
        }
        self.paste_start_length = if byte == PASTE_DELIMITERS.0[self.paste_start_length] {
            self.paste_start_length + 1
        } else {
            usize::from(byte == ESCAPE)
        };
        if self.paste_start_length == PASTE_DELIMITERS.0.len() {
            return self.begin_paste();
        }
        if byte == ESCAPE && self.is_escaped {
            self.state.key(KeyCode::Esc, KeyModifiers::NONE);
        }
        if matches!(byte, BACKSPACE | DELETE) && self.is_escaped {
            // vte ignores the one after an escape, and takes the other for a key of its own.
            self.is_escaped = false;
            self.reset();
            return self.state.key(KeyCode::Backspace, KeyModifiers::ALT);
        }
        self.is_escaped = byte == ESCAPE;
        self.parser.advance(&mut self.state, &[byte]);
    }

    fn begin_paste(&mut self) {
        (self.is_escaped, self.paste_start_length) = (false, 0);
        self.reset();
        self.state.paste = Some(Vec::new());
    }

    /// Returns whether the last byte was an escape, which may be the start of a sequence.
    pub(super) fn is_waiting(&self) -> bool {
        self.is_escaped
    }

    /// Ends the wait for the rest of a sequence: reports a lone escape as Esc, and drops any other incomplete sequence.
    pub(super) fn flush_pending(&mut self) -> Vec<Event> {
        if std::mem::take(&mut self.is_escaped) {
            self.state.key(KeyCode::Esc, KeyModifiers::NONE);
        }
        self.reset();
        std::mem::take(&mut self.state.events)
    }

    /// Drops an incomplete sequence, unless its only byte so far is an escape.
    fn reset(&mut self) {
        if !self.is_escaped {
            self.parser = Parser::new();
            self.state.next = NextChar::Typed;
        }
    }
}

impl DecoderState {
    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.events.push(Event::Key(KeyEvent::new(code, modifiers)));
    }

    fn end_paste(&mut self) {
        let paste = self.paste.take();
        self.events.extend(paste.map(|it| Event::Paste(String::from_utf8_lossy(&it).into_owned())));
    }

    fn mouse(&mut self, parameters: [u16; 3], is_release: bool) {
        let [buttons, column, row] = parameters;
        let kind = match (buttons & 0b1110_0011, is_release) {
            (0, false) => MouseEventKind::Down(MouseButton::Left),
            (64, false) => MouseEventKind::ScrollUp,
            (65, false) => MouseEventKind::ScrollDown,
            _ => return,
        };
        // Terminals count from 1.
        let (column, row) = (column.saturating_sub(1), row.saturating_sub(1));
        self.events.push(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    }
}

impl Perform for DecoderState {
    fn print(&mut self, character: char) {
        match std::mem::take(&mut self.next) {
            NextChar::MouseReport(left @ 2..) => self.next = NextChar::MouseReport(left - 1),
            NextChar::MouseReport(_) => {}
            NextChar::Ss3 => {
                if let Some(code) = key_of_letter(character) {
                    self.key(code, KeyModifiers::NONE);
                }
            }
            NextChar::Console => {
                if let 'A'..='E' = character {
                    self.key(KeyCode::F(character as u8 - b'A' + 1), KeyModifiers::NONE);
                }
            }
            NextChar::Typed => match character {
                '\u{7F}' => self.key(KeyCode::Backspace, KeyModifiers::NONE),
                // Invalid UTF-8 is not a key.
                char::REPLACEMENT_CHARACTER => {}
                _ => self.key(KeyCode::Char(character), shift_of(character)),
            },
        }
    }

    fn execute(&mut self, byte: u8) {
        let control = |letter: u8| (KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL);
        let (code, modifiers) = match byte {
            // Enter arrives as a line feed if it was pressed before the terminal was in raw mode.
            b'\r' | b'\n' => (KeyCode::Enter, KeyModifiers::NONE),
            b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
            0 => control(b' '),
            1..=26 => control(byte - 1 + b'a'),
            28..=31 => control(byte - 28 + b'\\'),
            _ => return,
        };
        self.key(code, modifiers);
    }

    fn csi_dispatch(&mut self, parameters: &Params, intermediates: &[u8], is_truncated: bool, action: char) {
        let mut numbers = [0; 3];
        let mut parts = parameters.iter();
        numbers.iter_mut().zip(&mut parts).for_each(|(number, part)| *number = part.first().copied().unwrap_or(0));
        let count = parameters.len();
        let [first, second, third] = numbers;
        match (intermediates, action) {
            _ if is_truncated => {}
            (b"<", 'M' | 'm') if count >= 3 => self.mouse(numbers, action == 'm'),
            (b"", 'M') if count >= 3 => self.mouse([first.saturating_sub(32), second, third], false),
            (b"", 'M') => self.next = NextChar::MouseReport(3),
            (b"", '[') => self.next = NextChar::Console,
            // The second parameter holds the modifiers, and as its sub-parameter the event type, where 3 is a release.
            (b"", 'u' | '~' | 'A'..='H' | 'P'..='S' | 'Z') => {
                let event = parameters.iter().nth(1).and_then(|it| it.get(1)).copied();
                let code = match action {
                    'u' => char::from_u32(u32::from(first)).and_then(key_of_character),
                    '~' if first == 27 => char::from_u32(u32::from(third)).and_then(key_of_character),
                    '~' => key_of_number(first),
                    // With other numbers it is a cursor position report.
                    letter => key_of_letter(letter).filter(|_| first <= 1 && second <= 16),
                };
                if let Some(code) = code.filter(|_| event != Some(3)) {
                    self.key(code, modifiers(second));
                }
            }
            _ => {}
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        match (intermediates, byte) {
            (b"", b'O') => self.next = NextChar::Ss3,
            (b"", b' '..=b'~') if byte != b'\\' => self.key(KeyCode::Char(char::from(byte)), KeyModifiers::ALT),
            _ => {}
        }
    }
}

/// Returns the key of a sequence that ends with this letter, if any.
fn key_of_letter(letter: char) -> Option<KeyCode> {
    Some(match letter {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'F' => KeyCode::End,
        'H' => KeyCode::Home,
        'M' => KeyCode::Enter,
        'P'..='S' => KeyCode::F(letter as u8 - b'P' + 1),
        'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

/// Returns the key with this number in a sequence that ends with `~`, if any.
fn key_of_number(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

/// Returns the key with this code point in a `CSI u` or `modifyOtherKeys` sequence; `None` for other control characters
/// and for private-use ones.
fn key_of_character(character: char) -> Option<KeyCode> {
    Some(match character {
        '\r' | '\n' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\u{1B}' => KeyCode::Esc,
        '\u{7F}' => KeyCode::Backspace,
        it if it.is_control() || ('\u{E000}'..='\u{F8FF}').contains(&it) => return None,
        it => KeyCode::Char(it),
    })
}

/// Returns the modifiers that a parameter encodes: one more than the sum of their bits.
fn modifiers(number: u16) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let modifiers_by_bit = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    modifiers_by_bit.into_iter().filter(|(bit, _)| bits & bit != 0).fold(KeyModifiers::NONE, |all, (_, it)| all | it)
}

fn shift_of(character: char) -> KeyModifiers {
    if character.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns a description of the events for input that arrives in pieces, each after a silence in milliseconds.
    fn decoded(pieces: &[(u64, &[u8])]) -> Vec<String> {
        let (mut keys, mut now) = (KeyDecoder::default(), Instant::now());
        let mut events = Vec::new();
        for (silence, bytes) in pieces {
            now += Duration::from_millis(*silence);
            if *silence >= 20 && keys.is_waiting() {
                events.extend(keys.flush_pending());
            }
            events.extend(keys.feed(bytes, now));
        }
        events.extend(keys.flush_pending());
        let word = |event: Event| match event {
            Event::Key(KeyEvent { code, modifiers, .. }) => {
                let ctrl = if modifiers.contains(KeyModifiers::CONTROL) { "C-" } else { "" };
                let alt = if modifiers.contains(KeyModifiers::ALT) { "A-" } else { "" };
                let code = match code {
                    KeyCode::Char(it) => it.to_string(),
                    other => format!("{other:?}"),
                };
                format!("{ctrl}{alt}{code}")
            }
            Event::Paste(text) => format!("paste {text:?}"),
            Event::Mouse(MouseEvent { kind, column, row, .. }) => format!("{kind:?} {column} {row}"),
            other => format!("{other:?}"),
        };
        events.into_iter().map(word).collect()
    }

    fn decoded_at_once(bytes: &[u8]) -> Vec<String> {
        decoded(&[(0, bytes)])
    }

    #[test]
    fn input_bytes_are_decoded_to_keys() {
        for (bytes, keys) in [
            ("aÉ\r\t\u{7f} \u{3}\u{8}\n", "a É Enter Tab Backspace   C-c C-h Enter"),
            ("\u{1b}[A\u{1b}[B\u{1b}OC\u{1b}OD\u{1b}[H\u{1b}OF", "Up Down Right Left Home End"),
            ("\u{1b}[5~\u{1b}[6~\u{1b}[3~\u{1b}[1~\u{1b}[4~\u{1b}[7~", "PageUp PageDown Delete Home End Home"),
            ("\u{1b}OP\u{1b}[11~\u{1b}[[A\u{1b}[24~\u{1b}[15~", "F(1) F(1) F(1) F(12) F(5)"),
            ("\u{1b}[Z\u{1b}[1;5C\u{1b}[1;3D", "BackTab C-Right A-Left"),
            ("\u{1b}[97;5u\u{1b}[27;5;97~\u{1b}[97;1:3u\u{1b}[27u", "C-a C-a Esc"),
            ("\u{1b}x\u{1b}\u{1b}[A\u{1b}", "A-x Esc Up Esc"),
            ("\u{1b}\u{7f}a\u{1b}\u{8}\u{7f}", "A-Backspace a A-Backspace Backspace"),
            ("\u{1b}[I\u{1b}[?62;4c\u{1b}[12;40R\u{1b}]0;title\u{7}\u{1b}P1$r0m\u{1b}\\q", "q"),
        ] {
            assert_eq!(decoded_at_once(bytes.as_bytes()).join(" "), keys, "{bytes:?}");
        }
    }

    #[test]
    fn mouse_clicks_and_wheel_are_decoded() {
        let bytes = b"\x1b[<0;5;7M\x1b[<0;5;7m\x1b[<64;1;1M\x1b[<65;2;3M\x1b[<35;9;9M\x1b[32;5;7M\x1b[M !!a";
        let events = ["Down(Left) 4 6", "ScrollUp 0 0", "ScrollDown 1 2", "Down(Left) 4 6", "a"];
        assert_eq!(decoded_at_once(bytes), events);
    }

    #[test]
    fn paste_is_text_in_any_chunks() {
        let text = "paste \"q\\r\\u{3}é[A\"";
        assert_eq!(decoded_at_once("\u{1b}[200~q\r\u{3}é[A\u{1b}[201~".as_bytes()), [text]);
        assert_eq!(decoded(&[(0, b"\x1b[200~q\r\x03\xc3"), (10, b"\xa9[A\x1b[20"), (10, b"1~")]), [text]);
        assert_eq!(decoded(&[(0, b"\x1b[200~a"), (900, b"qQ"), (900, b"\x1b[201~q")]), ["paste \"aqQ\"", "q"]);
    }

    #[test]
    fn paste_delimiters_may_be_split() {
        let text = b"\x1b[200~qr\xc3\xa9\x1bPQ\x1b\x1b[201~q";
        for silence in [0, 10, 25, 60, 250] {
            for split in 1..text.len() {
                let (head, tail) = text.split_at(split);
                let keys = decoded(&[(0, head), (silence, tail)]);
                let without_esc = keys.iter().filter(|it| *it != "Esc").collect::<Vec<_>>();
                assert_eq!(without_esc, ["paste \"qré\\u{1b}PQ\\u{1b}\"", "q"], "{silence} ms at {split}");
                // Only a split right after the escape can make it a key of its own.
                assert!(keys.len() == 2 || split == 1 && silence >= 20, "{silence} ms at {split}: {keys:?}");
            }
        }
        crate::figure("pastes that arrive in two chunks", "100 of 100 are text, and the key after them is read");
        assert_eq!(decoded(&[(0, b"\x1b"), (1100, b"[200~")]).concat(), "Esc[200~", "typed by hand");
        // The end sequence never arrives.
        let pressed = [(0, &b"\x1b[200~a"[..]), (100, b"\x03"), (100, b"\x03"), (100, b"q")];
        assert_eq!(decoded(&pressed), ["paste \"a\\u{3}\"", "C-c", "q"]);
    }

    #[test]
    fn split_utf8_characters_swallow_nothing_after_them() {
        for split in [1, 3, 5, 7] {
            let (head, tail) = "éàcé漢d".as_bytes().split_at(split);
            assert_eq!(decoded(&[(0, head), (5, tail)]).concat(), "éàcé漢d", "at {split}");
        }
        let (head, tail) = "\u{1b}[200~précédente\u{1b}[201~".as_bytes().split_at(9);
        assert_eq!(decoded(&[(0, head), (5, tail)]), ["paste \"précédente\""]);
        let text = "\u{1b}[200~précédente\u{1b}[201~".as_bytes();
        for split in 1..text.len() {
            let (head, tail) = text.split_at(split);
            assert_eq!(decoded(&[(0, head), (5, tail)]), ["paste \"précédente\""], "at {split}");
        }
    }

    #[test]
    fn sequences_may_be_completed_after_a_delay() {
        for (bytes, event) in
            [("\u{1b}[B", "Down"), ("\u{1b}[<65;5;5M", "ScrollDown 4 4"), ("é", "é"), ("\u{1b}OP", "F(1)")]
        {
            let bytes = bytes.as_bytes();
            for split in usize::from(bytes[0] == ESCAPE) + 1..bytes.len() {
                let (head, tail) = bytes.split_at(split);
                assert_eq!(decoded(&[(0, head), (120, tail)]), [event], "at {split}");
            }
        }
    }

    #[test]
    fn incomplete_sequence_swallows_no_key() {
        for half in [
            "\u{1b}[<0;1",
            "\u{1b}[<",
            "\u{1b}[?1;",
            "\u{1b}[97;",
            "\u{1b}[200",
            "\u{1b}]0;x",
            "\u{1b}P1",
            "\u{1b}O",
            "\u{1b}[",
        ] {
            let keys = decoded(&[(0, half.as_bytes()), (160, b"j"), (60, b"\x1b"), (60, b"\x03"), (60, b"q")]);
            assert_eq!(keys, ["j", "Esc", "C-c", "q"], "{half:?}");
        }
        assert_eq!(decoded(&[(0, b"\xe2\x82"), (160, b"j")]), ["j"]);
        // Ctrl-C is recognised at once, even within a sequence.
        assert_eq!(decoded_at_once(b"\x1b[<0;1\x03"), ["C-c"]);
        for key in [&b"\x1b"[..], b"\x03"] {
            let name = if key == b"\x03" { "C-c" } else { "Esc" };
            assert_eq!(decoded(&[(0, b"\x1b[200~abc"), (400, key), (60, b"q")]), ["paste \"abc\"", name, "q"]);
        }
    }

    proptest! {
        #[test]
        fn keys_are_read_after_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let keys = decoded(&[(0, &bytes), (400, b"\x03"), (60, b"q")]);
            prop_assert_eq!(&keys[keys.len() - 2..], ["C-c", "q"]);
        }
    }
}

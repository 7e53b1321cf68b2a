//! Whether the README says what is true.

/// Finds where a JSON value ends, by its brackets and strings alone.
#[derive(Default)]
pub(crate) struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
    state: Seen,
}

#[derive(Default, PartialEq, Eq)]
enum Seen {
    #[default]
    Nothing,
    /// Something without brackets, such as a number.
    Scalar,
    /// The last bracket or quote.
    All,
}

impl Scan {
    /// Whether the value ended before `byte`, which comes next.
    pub(crate) fn ends_before(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_string = false;
                    self.close_at_depth_zero();
                }
                _ => {}
            }
            return false;
        }
        let between = matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n');
        if self.state == Seen::All || (self.state == Seen::Scalar && self.depth == 0 && between) {
            return true;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                self.close_at_depth_zero();
            }
            _ if self.depth == 0 => self.state = Seen::Scalar,
            _ => {}
        }
        false
    }

    fn close_at_depth_zero(&mut self) {
        if self.depth == 0 {
            self.state = Seen::All;
        }
    }

    /// Whether a value may end with the file here.
    pub(crate) fn closed(&self) -> bool {
        !self.in_string && self.depth == 0 && self.state != Seen::Nothing
    }
}

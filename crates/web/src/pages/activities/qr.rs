//! An address as a QR code, drawn in one path.

use fast_qr::{ECL, QRBuilder};

/// Light modules around the code (ISO/IEC 18004, section 6.3.8).
const QUIET_ZONE: usize = 4;

/// A QR code to be drawn.
#[derive(Debug, PartialEq, Eq)]
pub struct QrCode {
    /// Modules on each side, the quiet zone included.
    pub side: usize,
    /// The dark modules as an SVG path: a run of each row is a rectangle.
    pub path: String,
}

impl QrCode {
    /// The code of an address; `None` when it is too long for one.
    #[must_use]
    pub fn of(address: &str) -> Option<Self> {
        // A quarter may be torn away or rained upon.
        let code = QRBuilder::new(address).ecl(ECL::Q).build().ok()?;
        let mut path = String::new();
        for row in 0..code.size {
            let mut column = 0;
            while column < code.size {
                let run = code[row][column..].iter().take_while(|module| module.value()).count();
                if run > 0 {
                    path.push_str(&format!("M{} {}h{run}v1h-{run}z", column + QUIET_ZONE, row + QUIET_ZONE));
                }
                column += run + 1;
            }
        }
        Some(Self { side: code.size + 2 * QUIET_ZONE, path })
    }
}

//! How wide a name is: the advance widths of Figtree at weight 500, so that the server knows what the reader will see.
//!
//! Read from `@fontsource-variable/figtree` 5.3.0. Kerning is left out; it only makes a line a trifle shorter.

/// Thousandths of the font size, for the characters from space to `~`.
const ASCII: [u16; 95] = [
    244, 302, 345, 629, 561, 793, 645, 212, 360, 360, 483, 626, 235, 414, 219, 401, // space to /
    643, 416, 564, 547, 624, 576, 569, 542, 614, 569, 266, 271, 626, 626, 626, 506, // 0 to ?
    990, 687, 611, 722, 691, 591, 546, 756, 751, 276, 525, 625, 524, 849, 774, 779, // @ to O
    586, 782, 631, 612, 561, 706, 701, 967, 632, 616, 638, 329, 401, 329, 559, 437, // P to _
    233, 516, 589, 542, 588, 548, 376, 591, 561, 240, 275, 500, 227, 857, 561, 580, // ` to o
    594, 581, 349, 466, 384, 561, 530, 798, 492, 540, 488, 388, 257, 388, 595, // p to ~
];

/// The width of a character that is not in the tables: that of a broad letter, so that a name never runs over.
const UNKNOWN: u16 = 780;

/// How far below the baseline the tails of g, j and p reach, in font sizes.
pub(super) const DESCENT: f64 = 0.215;

/// The height of a capital, in font sizes: a line looks centred on half of it.
pub(super) const CAP_HEIGHT: f64 = 0.70;

/// The distance between two baselines, in font sizes.
pub(super) const LINE_HEIGHT: f64 = 1.16;

/// The width of a line set at font size 1.
pub(super) fn width(line: &str) -> f64 {
    line.chars().map(advance).map(f64::from).sum::<f64>() / 1000.0
}

/// How far above the baseline a line reaches, in font sizes: rings and dots stand higher than other letters.
pub(super) fn ascent(line: &str) -> f64 {
    if line.contains(['Å', 'Ä', 'Ö', 'É', 'Ü']) || !line.chars().all(known) { 0.93 } else { 0.73 }
}

fn known(character: char) -> bool {
    character.is_ascii_graphic() || " åäöéü–ÅÄÖÉÜ".contains(character)
}

fn advance(character: char) -> u16 {
    match character {
        ' '..='~' => ASCII[character as usize - ' ' as usize],
        'å' | 'ä' => 514,
        'ö' => 580,
        'é' => 550,
        'ü' => 561,
        'Å' | 'Ä' => 687,
        'Ö' => 779,
        'É' => 591,
        'Ü' => 706,
        '–' => 550,
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_wide_as_its_letters() {
        assert_eq!(width("Skåne"), (612.0 + 500.0 + 514.0 + 561.0 + 548.0) / 1000.0);
        assert_eq!(width("漢"), 0.78);
        assert!(ascent("Öjebyn") > ascent("Nuntorp"));
    }
}

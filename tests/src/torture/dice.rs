//! Random numbers that a seed repeats (SplitMix64).

/// A source of random numbers; the same seed gives the same numbers.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Begins the numbers of `seed`.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// Begins the numbers of one part of a run, so that the order of its threads does not matter.
    pub fn of_part(seed: u64, part: u64) -> Dice {
        let mut dice = Dice(seed ^ part.wrapping_mul(0xA076_1D64_78BD_642F));
        dice.roll();
        dice
    }

    /// Returns the next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_its_numbers_and_parts_differ() {
        let numbers = |mut dice: Dice| [dice.roll(), dice.roll(), dice.below(10)];
        assert_eq!(numbers(Dice::new(7)), numbers(Dice::new(7)));
        assert_ne!(numbers(Dice::of_part(7, 1)), numbers(Dice::of_part(7, 2)));
        // The published first output of SplitMix64 for the seed 1234567.
        assert_eq!(Dice::new(1_234_567).roll(), 6_457_827_717_110_365_317);
    }
}

//! A matrix that is known beforehand, laid out as the processor's products want it.

#[cfg(target_arch = "x86_64")]
use super::columns::{Block, Columns};
use super::{Matrix, Packed, Path, Rows, product};

/// A matrix of weights with a scale and a bias an output.
#[derive(Debug, Clone)]
pub(crate) struct Factor {
    path: Path,
    outputs: usize,
    layout: Layout,
}

#[derive(Debug, Clone)]
enum Layout {
    Panels(Packed),
    #[cfg(target_arch = "x86_64")]
    Columns(Columns),
}

/// Room for rows in bytes, to be used again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Room {
    pub rows: Rows,
    #[cfg(target_arch = "x86_64")]
    block: Block,
}

impl Factor {
    /// From rows of `inputs` weights between -127 and 127, one row an output; there are as many outputs as scales.
    pub fn of_rows(path: Path, rows: &[i8], inputs: usize, scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let outputs = scales.len();
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = path.columns() {
            return Self {
                path,
                outputs,
                layout: Layout::Columns(Columns::of_rows(avx2, rows, inputs, scales, bias)),
            };
        }
        let layout = Layout::Panels(Packed::of_rows(rows, inputs, scales, bias));
        Self {
            path,
            outputs,
            layout,
        }
    }

    /// How many numbers a row that comes in has.
    pub fn inputs(&self) -> usize {
        match &self.layout {
            Layout::Panels(packed) => packed.inputs(),
            #[cfg(target_arch = "x86_64")]
            Layout::Columns(columns) => columns.inputs(),
        }
    }

    /// How many numbers a row that goes out has.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Fills `out` with one row for each whole row of `x`.
    pub fn apply(&self, x: &[f32], out: &mut Vec<f32>, room: &mut Room) {
        let rows = Matrix::new(x, self.inputs());
        out.resize(rows.count() * self.outputs, 0.0);
        match &self.layout {
            Layout::Panels(packed) => {
                room.rows.set(rows, 1.0);
                product(self.path, &room.rows, packed, out, self.outputs);
            }
            #[cfg(target_arch = "x86_64")]
            Layout::Columns(columns) => columns.apply(x, self.outputs, out, &mut room.block),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Weights and rows that are small, or as great as can be, or anything.
    fn byte(kind: u8, n: u32) -> i8 {
        match kind {
            0 => (n % 33) as i8 - 16,
            1 if n.is_multiple_of(2) => 127,
            1 => -127,
            2 => 127,
            _ => ((n % 255) as i32 - 127) as i8,
        }
    }

    proptest! {
        #[test]
        fn every_path_gives_the_same_bytes(
            count in 0usize..60, inputs in 1usize..150, outputs in 1usize..40, seed in any::<u32>(),
            weights_kind in 0u8..4, x_kind in 0u8..4,
        ) {
            let mut state = u64::from(seed) | 1;
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as u32
            };
            let weights: Vec<i8> = (0..inputs * outputs).map(|_| byte(weights_kind, next())).collect();
            let x: Vec<f32> = (0..count * inputs).map(|_| f32::from(byte(x_kind, next())) / 3.0).collect();
            let scales: Vec<f32> = (0..outputs).map(|i| 0.01 + i as f32 / 99.0).collect();
            let bias: Vec<f32> = (0..outputs).map(|i| i as f32 / 7.0 - 3.0).collect();
            let by = |path: Path| {
                let factor = Factor::of_rows(path, &weights, inputs, scales.clone(), bias.clone());
                let mut out = vec![9.0; 7];
                factor.apply(&x, &mut out, &mut Room::default());
                out
            };
            let expected = by(Path::PORTABLE);
            prop_assert_eq!(expected.len(), count * outputs);
            for path in Path::available() {
                prop_assert!(by(path) == expected, "{path:?}");
            }
        }
    }

    #[test]
    fn what_is_no_number_does_no_harm() {
        let nan = f32::from_bits(0x7fc0_0080);
        let x = [
            nan,
            1.0,
            2.0,
            f32::INFINITY,
            1.0,
            0.0,
            f32::NEG_INFINITY,
            0.0,
            -0.0,
        ];
        let by = |path: Path| {
            let factor = Factor::of_rows(
                path,
                &[127, 127, 127, -127, -127, 5],
                3,
                vec![1.0; 2],
                vec![0.0; 2],
            );
            let mut out = Vec::new();
            factor.apply(&x, &mut out, &mut Room::default());
            out.into_iter().map(f32::to_bits).collect::<Vec<_>>()
        };
        for path in Path::available() {
            assert_eq!(by(path), by(Path::PORTABLE), "{path:?}");
        }
    }
}

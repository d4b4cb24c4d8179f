//! Which instructions a product uses.

use std::sync::OnceLock;

use super::{LANES, PANELS, ROWS, portable};

/// A way to compute products. All give the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// Plain Rust, on any processor.
    Portable,
    /// x86-64 with AVX2.
    Avx2,
    /// x86-64 with AVX-512 VNNI.
    Vnni,
}

/// Names a path that is to be taken, for measuring: `portable`, `avx2` or `vnni`. One that this processor
/// hasn't got is passed over.
const VARIABLE: &str = "ONRECORD_KERNELS";

impl Path {
    /// The paths that this processor has, the slowest first.
    pub fn available() -> Vec<Path> {
        #[allow(unused_mut, reason = "other processors have one path")]
        let mut paths = vec![Path::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            if std::arch::is_x86_feature_detected!("avx2") {
                paths.push(Path::Avx2);
            }
            if std::arch::is_x86_feature_detected!("avx512f")
                && std::arch::is_x86_feature_detected!("avx512vnni")
            {
                paths.push(Path::Vnni);
            }
        }
        paths
    }

    /// The fastest path that this processor has, or the one that the environment names.
    pub fn best() -> Path {
        static BEST: OnceLock<Path> = OnceLock::new();
        *BEST.get_or_init(|| {
            let wanted = match std::env::var(VARIABLE).as_deref() {
                Ok("portable") => Some(Path::Portable),
                Ok("avx2") => Some(Path::Avx2),
                Ok("vnni") => Some(Path::Vnni),
                _ => None,
            };
            let paths = Path::available();
            wanted
                .filter(|path| paths.contains(path))
                .or(paths.last().copied())
                .unwrap_or(Path::Portable)
        })
    }

    /// Fills `sums` with the products of a block of rows and `panels` panels of weights: [`ROWS`] rows of
    /// `panels` · [`LANES`] sums. `self` must be one of [`Path::available`], which [`Path::best`] is.
    #[inline]
    pub(super) fn tile(
        self,
        panels: usize,
        rows: &[u8],
        stride: usize,
        weights: &[i8],
        corrections: &[i32],
        sums: &mut [i32; ROWS * PANELS * LANES],
    ) {
        let quads = weights.len() / (panels * super::QUAD * LANES).max(1);
        match (self, panels) {
            // SAFETY: a path other than the portable one is only made by `available`, after the processor was
            // asked for exactly the features that these functions are compiled for.
            #[cfg(target_arch = "x86_64")]
            (Path::Vnni, PANELS) => unsafe {
                super::vnni::tile::<PANELS>(rows, stride, weights, quads, corrections, sums)
            },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            (Path::Vnni, 2) => unsafe {
                super::vnni::tile::<2>(rows, stride, weights, quads, corrections, sums)
            },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            (Path::Vnni, 1) => unsafe {
                super::vnni::tile::<1>(rows, stride, weights, quads, corrections, sums)
            },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            (Path::Avx2, _) => unsafe { super::avx2::tile(panels, rows, stride, weights, quads, sums) },
            _ => portable::tile(panels, rows, stride, weights, quads, sums),
        }
    }
}

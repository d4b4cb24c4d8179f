//! Which instructions a product uses.

use std::sync::OnceLock;

use super::rows::Block;
use super::{LANES, PANELS, ROWS, mix, portable};

/// A way to compute products that this processor has. All give the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Path(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Plain Rust, on any processor.
    Portable,
    /// x86-64 with AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86-64 with AVX-512 VNNI.
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

/// Names a path that is to be taken, for measuring: `portable`, `avx2` or `vnni`. One that this processor
/// hasn't got is passed over.
const VARIABLE: &str = "ONRECORD_KERNELS";

impl Path {
    /// The path that every processor has.
    pub const PORTABLE: Path = Path(Kind::Portable);

    /// The paths that this processor has, the slowest first.
    pub fn available() -> Vec<Path> {
        #[allow(unused_mut, reason = "other processors have one path")]
        let mut paths = vec![Path::PORTABLE];
        #[cfg(target_arch = "x86_64")]
        {
            if std::arch::is_x86_feature_detected!("avx2") {
                paths.push(Path(Kind::Avx2));
            }
            if std::arch::is_x86_feature_detected!("avx512f")
                && std::arch::is_x86_feature_detected!("avx512vnni")
            {
                paths.push(Path(Kind::Vnni));
            }
        }
        paths
    }

    /// The path's name in the environment.
    fn name(self) -> &'static str {
        match self.0 {
            Kind::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni => "vnni",
        }
    }

    /// The fastest path that this processor has, or the one that the environment names.
    pub fn best() -> Path {
        static BEST: OnceLock<Path> = OnceLock::new();
        *BEST.get_or_init(|| {
            let paths = Path::available();
            let wanted = std::env::var(VARIABLE).ok();
            let named = paths.iter().find(|path| wanted.as_deref() == Some(path.name()));
            named.or(paths.last()).copied().unwrap_or(Path::PORTABLE)
        })
    }

    /// Whether matrices that are known beforehand are better taken apart for this path.
    #[cfg(target_arch = "x86_64")]
    pub(super) fn columns(self) -> Option<crate::avx2::Avx2> {
        if self.0 == Kind::Avx2 {
            crate::avx2::Avx2::available()
        } else {
            None
        }
    }

    /// Fills `sums` with the products of a block of rows and `panels` panels of weights: [`ROWS`] rows of
    /// `panels` · [`LANES`] sums.
    #[inline]
    pub(super) fn tile(
        self,
        panels: usize,
        rows: Block<'_>,
        weights: &[i8],
        corrections: &[i32],
        sums: &mut [i32; ROWS * PANELS * LANES],
    ) {
        let Block { bytes, stride } = rows;
        let quads = weights.len() / (panels * super::QUAD * LANES).max(1);
        match (self.0, panels) {
            // SAFETY: the field of `Path` is private to this module, where a path other than the portable one is
            // made only by `available`, after the processor was asked for exactly the features that these
            // functions are compiled for.
            #[cfg(target_arch = "x86_64")]
            (Kind::Vnni, PANELS) => unsafe {
                super::vnni::tile::<PANELS>(bytes, stride, weights, quads, corrections, sums)
            },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            (Kind::Vnni, 2) => unsafe {
                super::vnni::tile::<2>(bytes, stride, weights, quads, corrections, sums)
            },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            (Kind::Vnni, 1) => unsafe {
                super::vnni::tile::<1>(bytes, stride, weights, quads, corrections, sums)
            },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            (Kind::Avx2, _) => unsafe { super::avx2::tile(panels, bytes, stride, weights, quads, sums) },
            _ => portable::tile(panels, bytes, stride, weights, quads, sums),
        }
    }
    /// Fills `sums` with the products of [`ROWS`] rows of shares, `stride` numbers apart, and a panel of values: a row of
    /// sums for each.
    #[inline]
    pub(super) fn mix(self, rows: &[i16], stride: usize, values: &[i16], sums: &mut [[i32; LANES]; ROWS]) {
        match self.0 {
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni => unsafe { super::vnni::mix(rows, stride, values, sums) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { super::avx2::mix(rows, stride, values, sums) },
            Kind::Portable => mix::portable(rows, stride, values, sums),
        }
    }
}

//! The proof that this processor has AVX2.

/// Says that this processor has AVX2: there's none else to be had.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Avx2(());

impl Avx2 {
    /// What says so, on a processor that has it.
    pub fn available() -> Option<Avx2> {
        std::arch::is_x86_feature_detected!("avx2").then_some(Avx2(()))
    }
}

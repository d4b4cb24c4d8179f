//! onrecord: matrix kernels, layers and weights; knows no language

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Array<UInt8> {
    /// Overwrites the bytes, which the compiler may not leave out.
    ///
    /// The corresponding C function is `explicit_bzero`.
    mutating func wipe() {
        withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            explicit_bzero(start, bytes.count)
        }
    }
}

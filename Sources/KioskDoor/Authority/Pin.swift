import Crypto
import Sealing

extension Authority {
    /// The half of a code of enrolment by which a kiosk knows this hub: the first 80 bits of the SHA-256 of the authority's
    /// certificate, in Base32.
    public var pin: String { Base32.encode(Array(SHA256.hash(data: der).prefix(10))) }
}

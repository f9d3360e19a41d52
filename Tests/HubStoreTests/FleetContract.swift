import Guide
import Hub
import Link
import Testing

/// What every store promises of kiosks.
@Suite struct FleetContract {
    private let kiosk = Samples.kiosk("irbid-1")

    private func offer(_ number: UInt8, expires: HubTime = Samples.days(1)) -> EnrolmentOffer {
        EnrolmentOffer(kiosk: kiosk, site: "irbid", channel: .canary, secretDigest: Samples.digest(number), expires: expires)
    }

    private func certificate(_ number: UInt8, expires: HubTime = Samples.days(365)) -> IssuedCertificate {
        IssuedCertificate(fingerprint: Samples.digest(number), kiosk: kiosk, expires: expires)
    }

    @Test(arguments: StoreKind.here) func `an offer is good once`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        try await store.offer(offer(50))
        #expect(try await store.offer(secretDigest: Samples.digest(50), at: Samples.now) == offer(50))
        let enrolled = try await store.enrol(secretDigest: Samples.digest(50), certificate: certificate(60), at: Samples.now)
        #expect(enrolled == Kiosk(id: kiosk, site: "irbid", channel: .canary, enrolledOn: Samples.now.day))
        #expect(try await store.enrol(secretDigest: Samples.digest(50), certificate: certificate(61), at: Samples.now) == nil)
        #expect(try await store.offer(secretDigest: Samples.digest(50), at: Samples.now) == nil)
        #expect(try await store.kiosk(withCertificate: Samples.digest(60), at: Samples.now) == enrolled)
        #expect(try await store.kiosk(withCertificate: Samples.digest(61), at: Samples.now) == nil)
    }

    @Test(arguments: StoreKind.here) func `of two who use one offer at once, one is enrolled`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        for round in 0..<5 {
            try await store.offer(offer(50))
            let number = UInt8(100 + round * 2)
            async let first = store.enrol(secretDigest: Samples.digest(50), certificate: certificate(number), at: Samples.now)
            async let second = store.enrol(
                secretDigest: Samples.digest(50), certificate: certificate(number + 1), at: Samples.now)
            #expect(try await [first, second].count { $0 != nil } == 1)
        }
    }

    @Test(arguments: StoreKind.here) func `an offer ends with its time, and with a newer one`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        try await store.offer(offer(50))
        #expect(try await store.enrol(secretDigest: Samples.digest(50), certificate: certificate(60), at: Samples.days(1)) == nil)
        try await store.offer(offer(51))
        #expect(try await store.offer(secretDigest: Samples.digest(50), at: Samples.now) == nil)
        #expect(try await store.offer(secretDigest: Samples.digest(51), at: Samples.now) != nil)
    }

    @Test(arguments: StoreKind.here) func `an enrolment that fails leaves the offer as it was`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        try await store.offer(offer(50))
        let taken = IssuedCertificate(fingerprint: Samples.digest(1), kiosk: kiosk, expires: Samples.days(9))
        await #expect(throws: HubStoreError.inUse(doing: "enrolling a kiosk")) {
            try await store.enrol(secretDigest: Samples.digest(50), certificate: taken, at: Samples.now)
        }
        #expect(try await store.offer(secretDigest: Samples.digest(50), at: Samples.now) != nil)
        #expect(try await store.kiosks().map(\.id) == [Samples.amman, Samples.zarqa])
    }

    @Test(arguments: StoreKind.here) func `a certificate opens until it expires, and a kiosk may have two`(kind: StoreKind)
        async throws
    {
        let store = try await kind.open().store
        let more = IssuedCertificate(fingerprint: Samples.digest(70), kiosk: Samples.amman, expires: Samples.days(10))
        try await store.add(more)
        for number: UInt8 in [1, 70] {
            #expect(try await store.kiosk(withCertificate: Samples.digest(number), at: Samples.days(9))?.id == Samples.amman)
        }
        #expect(try await store.kiosk(withCertificate: Samples.digest(70), at: Samples.days(10)) == nil)
        await #expect(throws: HubStoreError.inUse(doing: "adding a certificate")) { try await store.add(more) }
        await #expect(throws: HubStoreError.notFound(doing: "adding a certificate")) { try await store.add(certificate(71)) }
    }

    @Test(arguments: StoreKind.here) func `a kiosk that is enrolled again has only its new certificate`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        try await rig.enrol(Samples.amman, site: "irbid", number: 80)
        #expect(try await rig.store.kiosk(withCertificate: Samples.digest(1), at: Samples.now) == nil)
        #expect(try await rig.store.kiosk(withCertificate: Samples.digest(80), at: Samples.now)?.site == "irbid")
    }

    @Test(arguments: StoreKind.here) func `a revoked kiosk is out for good`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        try await rig.store.revoke(Samples.amman)
        #expect(try await rig.store.kiosk(withCertificate: Samples.digest(1), at: Samples.now) == nil)
        #expect(try await rig.store.kiosks().first?.isRevoked == true)
        await #expect(throws: HubStoreError.inUse(doing: "offering an enrolment")) {
            try await rig.enrol(Samples.amman, site: "amman", number: 90)
        }
        await #expect(throws: HubStoreError.changedMeanwhile(doing: "adding a certificate")) {
            try await rig.store.add(
                IssuedCertificate(fingerprint: Samples.digest(91), kiosk: Samples.amman, expires: Samples.days(9)))
        }
        await #expect(throws: HubStoreError.notFound(doing: "revoking a kiosk")) { try await rig.store.revoke(kiosk) }
    }

    @Test(arguments: StoreKind.here) func `what a kiosk says of itself replaces what it said before`(kind: StoreKind) async throws
    {
        let store = try await kind.open().store
        var note = Samples.health
        try await store.keep(note, of: Samples.amman, at: Samples.now)
        (note.state, note.findings) = ("healthy", [])
        try await store.keep(note, of: Samples.amman, at: Samples.days(1))
        try await store.move(Samples.amman, to: .test)
        let kiosk = try #require(await store.kiosks().first)
        #expect(kiosk.health == note && kiosk.lastContact == Samples.days(1) && kiosk.channel == .test)
        await #expect(throws: HubStoreError.notFound(doing: "keeping a kiosk's health")) {
            try await store.keep(note, of: self.kiosk, at: Samples.now)
        }
        await #expect(throws: HubStoreError.notFound(doing: "moving a kiosk")) { try await store.move(self.kiosk, to: .all) }
    }

    @Test(arguments: StoreKind.here) func `a stick of a year ago is still known by its certificate, unless it was revoked`(
        kind: StoreKind
    ) async throws {
        let store = try await kind.open().store
        #expect(try await store.kiosk(withCertificate: Samples.digest(1), at: Samples.days(366)) == nil)
        #expect(try await store.kiosk(withCertificate: Samples.digest(1), at: nil)?.id == Samples.amman)
        #expect(try await store.kiosk(withCertificate: Samples.digest(99), at: nil) == nil)
        try await store.revoke(Samples.amman)
        #expect(try await store.kiosk(withCertificate: Samples.digest(1), at: nil) == nil)
    }
}

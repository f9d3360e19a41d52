import Doorway
import Hub
import Hummingbird
import HummingbirdTLS
import Link
import Logging
import NIOCore
import NIOSSL
import Sealing
import ServiceLifecycle

/// Where kiosks deliver, ask and fetch: HTTP over TLS 1.3, to which both sides bring a certificate of this hub's own.
public struct Door: Sendable {
    /// What the door does its work with.
    public typealias Store = IntakeStore & CounterStore & FleetStore & GuideStore

    let store: any Store
    let authority: Authority
    let handouts: Handouts
    let bounds: DoorBounds
    let logger: Logger
    let now: @Sendable () -> HubTime
    let identity: HubIdentity

    /// - Parameters:
    ///   - names: under which kiosks reach the hub; `localhost` and loopback's numbers are always among them.
    ///   - now: the time; its step is a second.
    /// - Throws: ``AuthorityError``
    public init(
        store: any Store, authority: Authority, handouts: Handouts, names: [HubName], bounds: DoorBounds = DoorBounds(),
        logger: Logger, now: @escaping @Sendable () -> HubTime
    ) throws(AuthorityError) {
        (self.store, self.authority, self.handouts, self.bounds) = (store, authority, handouts, bounds)
        (self.logger, self.now) = (logger, now)
        let own = ["localhost", "127.0.0.1", "::1"].compactMap(HubName.init)
        identity = try authority.issueHub(names: own + names.filter { !own.contains($0) })
    }

    /// The service that answers at an address until it is told to stop.
    ///
    /// - Parameter opened: called with the port when the door is open.
    /// - Throws: an error of TLS, which a certificate of ``Authority`` never causes.
    public func service(
        host: String, port: Int, opened: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> some Service {
        let recognition = Recognition(fleet: store, now: now)
        let (bounds, now) = (bounds, now)
        return Application(
            responder: DoorResponder(routes: routes, recognition: recognition, logger: logger),
            server: try .tls(
                .http1(configuration: .init(additionalChannelHandlers: [Patience(bounds.patience), Doorstep(now: now)])),
                configuration: TLSChannelConfiguration(
                    tlsConfiguration: tls, customAsyncVerificationCallback: { try await recognition.verify($0) })),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: .maximum(bounds.connections, logger: logger)),
            onServerRunning: { await opened($0.localAddress?.port ?? port) }, logger: logger)
    }

    private var tls: TLSConfiguration {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: identity.chain.map { .certificate($0) }, privateKey: .privateKey(identity.key))
        tls.minimumTLSVersion = .tlsv13
        // A new kiosk has no certificate yet; whoever brings one is looked at by `Recognition`.
        tls.certificateVerification = .optionalVerification
        return tls
    }

    /// Everything that is served, in the order of the description.
    var routes: [Route] {
        EnrolmentDesk(store: store, authority: authority, handouts: handouts, logger: logger, now: now).routes
            + IntakeRoutes(store: store, keyIDs: handouts.keyIDs, now: now).routes
            + KioskRoutes(store: store, authority: authority, logger: logger, now: now).routes
            + GuideRoutes(store: store).routes
            + DescriptionRoute.routes
    }
}

/// What a new kiosk is given beside its certificate.
public struct Handouts: Sendable {
    public var mrcKey: MRCPublicKey
    /// The public halves of the keys that guides are signed with, as `kioskctl guide keygen` writes them, a line each.
    public var guideKeys: String

    /// What kiosks that were enrolled earlier still seal to, and this hub still opens.
    public var formerMRCKeys: [MRCPublicKey]

    public init(mrcKey: MRCPublicKey, formerMRCKeys: [MRCPublicKey] = [], guideKeys: String) {
        (self.mrcKey, self.formerMRCKeys, self.guideKeys) = (mrcKey, formerMRCKeys, guideKeys)
    }

    /// The ids of all keys that records may be sealed to.
    var keyIDs: Set<[UInt8]> { Set([mrcKey.id] + formerMRCKeys.map(\.id)) }
}

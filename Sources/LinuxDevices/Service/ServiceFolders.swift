import Glibc

/// The folders that the service manager made for this program, as its unit asks for them.
public struct ServiceFolders: Hashable, Sendable {
    /// What must not be lost; nil: nobody made one. `StateDirectory=`.
    public let state: String?
    /// In memory, gone with the next start of the board; nil: nobody made one. `RuntimeDirectory=`.
    public let runtime: String?
    /// The secrets; nil: there are none. `LoadCredential=`.
    public let credentials: String?

    /// The folders of this program.
    public static var own: ServiceFolders {
        ServiceFolders { name in getenv(name).map { String(cString: $0) } }
    }

    /// Reads the folders from an environment.
    ///
    /// Of several folders of one kind the first one counts.
    ///
    /// Source: systemd.exec(5), "Environment variables set or propagated by the service manager".
    public init(environment: (String) -> String?) {
        func folder(_ name: String) -> String? {
            guard let list = environment(name), let first = list.split(separator: ":").first else { return nil }
            return first.hasPrefix("/") ? String(first) : nil
        }
        state = folder("STATE_DIRECTORY")
        runtime = folder("RUNTIME_DIRECTORY")
        credentials = folder("CREDENTIALS_DIRECTORY")
    }
}

import Foundation

/// Something in a configuration file that stops start-up: which file, which key, and what is allowed.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    public var file: String
    /// 1…; `nil`: the file as a whole.
    public var line: Int?
    public var key: String
    public var problem: String

    public init(file: URL, line: Int? = nil, key: String, problem: String) {
        self.file = file.lastPathComponent
        self.line = line
        self.key = key
        self.problem = problem
    }

    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return key.isEmpty ? "\(place) \(problem)" : "\(place): \(key) \(problem)"
    }

    /// The same for a technician, with the line in words.
    public var sentence: String {
        let place = line.map { "\(file), line \($0)" } ?? file
        return key.isEmpty ? "\(place) \(problem)." : "\(place): \(key) \(problem)."
    }
}

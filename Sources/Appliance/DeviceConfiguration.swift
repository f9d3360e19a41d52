import Devices
import Settings

/// What `[touch]`, `[buttons]` and `[lamps]` of kiosk.toml say of the devices themselves.
extension TouchOptions {
    /// The keys of `[touch]` that are read here; the others are those of ``TouchTolerance``.
    static let keys = ["buses", "names", "place", "calibration", "grab", "tablets"]

    static func read(_ keys: ConfigurationKeys, turn: TouchAxes.Turn) throws(ConfigurationError) -> TouchOptions {
        var options = TouchOptions(turn: turn)
        options.buses = try keys.choices("buses", of: InputBus.allCases.map { ($0.rawValue, $0) }) ?? options.buses
        options.place = try keys.text("place")
        options.grabs = try keys.flag("grab") ?? options.grabs
        options.takesTablets = try keys.flag("tablets") ?? options.takesTablets
        let (names, numbers) = (try keys.texts("names") ?? [], try keys.numbers("calibration"))
        return try keys.checked { () throws(OutOfRange) in
            for name in names { options.names.append(try NamePattern(name)) }
            if let numbers { options.calibration = try CalibrationMatrix(numbers: numbers) }
            return options
        }
    }
}

extension ButtonWiring {
    /// The key of each button, for example `fast_slip`.
    private static let names = HardwareButton.allCases.map { ($0, $0.key) }

    static func read(_ keys: ConfigurationKeys) throws(ConfigurationError) -> ButtonWiring {
        try keys.allow(names.map(\.1) + ["pull", "active_low", "debounce_ms", "guard_ms", "keypads"])
        let bias = try keys.choice("pull", of: LineBias.allCases.map { ($0.rawValue, $0) }) ?? .pullUp
        let isActiveLow = try keys.flag("active_low") ?? true
        let debounce = try keys.milliseconds("debounce_ms", in: debounceRange) ?? .milliseconds(2)
        let repeatGuard = try keys.milliseconds("guard_ms", in: Debouncer.repeatGuardRange) ?? Debouncer().repeatGuard
        var texts: [HardwareButton: String] = [:]
        for (button, key) in names { texts[button] = try keys.text(key) }
        let keypads = try keys.texts("keypads") ?? []
        return try keys.checked { () throws(OutOfRange) in
            var wires: [HardwareButton: ButtonWire] = [:]
            for (button, text) in texts {
                wires[button] =
                    text.hasPrefix("KEY_") ? .key(text) : .line(try LinePlace(text), isActiveLow: isActiveLow, bias: bias)
            }
            var patterns: [KeypadPattern] = []
            for text in keypads { patterns.append(try KeypadPattern(reading: text)) }
            return try ButtonWiring(wires: wires, keypads: patterns, debounce: debounce, repeatGuard: repeatGuard)
        }
    }
}

extension KeypadPattern {
    /// `13ba:0001`, or a name in which `*` stands for any letters.
    fileprivate init(reading text: String) throws(OutOfRange) {
        if text.count == 9, text.dropFirst(4).first == ":" {
            try self.init(maker: try Maker(text))
        } else {
            try self.init(name: try NamePattern(text))
        }
    }
}

extension HardwareButton {
    /// Its key in kiosk.toml: `fast_slip` for `fastSlip`.
    fileprivate var key: String {
        rawValue.map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
    }
}

extension LampWiring {
    static func read(_ keys: ConfigurationKeys) throws(ConfigurationError) -> LampWiring {
        try keys.allow(Lamp.allCases.map(\.rawValue) + ["active_low"])
        let isActiveLow = try keys.flag("active_low") ?? false
        var texts: [Lamp: String] = [:]
        for lamp in Lamp.allCases { texts[lamp] = try keys.text(lamp.rawValue) }
        return try keys.checked { () throws(OutOfRange) in
            var lamps: [Lamp: LampWire] = [:]
            for (lamp, text) in texts { lamps[lamp] = LampWire(line: try LinePlace(text), isActiveLow: isActiveLow) }
            return LampWiring(lamps: lamps)
        }
    }
}

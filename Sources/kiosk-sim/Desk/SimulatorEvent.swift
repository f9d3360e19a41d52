import Devices
import SimulatedDevices

/// One message of `GET /events`: its name and its data in JSON.
struct SimulatorEvent: Hashable, Sendable {
    let name: String
    let data: String

    /// Makes a message of anything that can be written as JSON.
    init(_ name: String, _ data: some Encodable) {
        self.name = name
        // Every payload is a struct of texts, whole numbers and flags, which JSON can always say.
        let bytes = (try? JSONAnswer.bytes(data)) ?? Array("{}".utf8)
        self.data = String(decoding: bytes, as: UTF8.self)
    }

    /// As it goes over the wire.
    ///
    /// Source: HTML Living Standard, 9.2.5 "Parsing an event stream".
    var wire: String { "event: \(name)\ndata: \(data)\n\n" }
}

extension SimulatorEvent {
    private struct Number: Encodable { var number: Int }
    private struct LampSet: Encodable { var lamp, pattern: String }
    private struct Printer: Encodable { var status: [String]; var canPrint, printing: Bool }
    private struct FaultSet: Encodable { var device, fault: String; var on: Bool }
    private struct Plugged: Encodable { var plugged: Bool }
    private struct SceneShown: Encodable { var number: Int; var page, language: String }

    /// Everything, for a listener that has just come, and after the power went or came back.
    static func board(_ board: BoardAnswer) -> SimulatorEvent { SimulatorEvent("board", board) }
    /// Another picture is on the glass.
    static func frame(_ number: Int) -> SimulatorEvent { SimulatorEvent("frame", Number(number: number)) }
    /// Another scene is shown.
    static func scene(_ shown: ShownScene) -> SimulatorEvent {
        SimulatorEvent(
            "scene",
            SceneShown(number: shown.number, page: shown.scene.page, language: shown.scene.language.tag))
    }
    /// A lamp shines in another way.
    static func lamp(_ lamp: Lamp, _ pattern: LampPattern) -> SimulatorEvent {
        SimulatorEvent("lamp", LampSet(lamp: lamp.rawValue, pattern: pattern.rawValue))
    }
    /// Something is said.
    static func caption(_ caption: SimulatedSpeaker.Caption) -> SimulatorEvent {
        SimulatorEvent("caption", BoardAnswer.Caption(caption))
    }
    /// The voice falls silent.
    static let silence = SimulatorEvent("silence", [String: String]())
    /// Paper came out.
    static func slip(_ slip: SimulatedSlip) -> SimulatorEvent { SimulatorEvent("slip", BoardAnswer.Slip(slip)) }
    /// The printer is in another state.
    static func printer(_ status: PrinterStatus, isPrinting: Bool) -> SimulatorEvent {
        SimulatorEvent("printer", Printer(status: status.names, canPrint: status.canPrint, printing: isPrinting))
    }
    /// A fault came or went.
    static func fault(device: String, fault: String, isOn: Bool) -> SimulatorEvent {
        SimulatorEvent("fault", FaultSet(device: device, fault: fault, on: isOn))
    }
    /// The headset was plugged in or out.
    static func headset(_ isPlugged: Bool) -> SimulatorEvent {
        SimulatorEvent("headset", Plugged(plugged: isPlugged))
    }
}

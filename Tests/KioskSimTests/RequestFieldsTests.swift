import Testing

@testable import kiosk_sim

@Suite struct RequestFieldsTests {
    private func fields(_ json: String, names: [String] = ["x", "y", "phase"]) throws -> RequestFields {
        try RequestFields(Array(json.utf8), names: names)
    }

    private func refusal(_ body: () throws -> Void) -> Refusal? {
        do {
            try body()
            return nil
        } catch {
            return error as? Refusal
        }
    }

    @Test(arguments: ["", "[1, 2]", "\"x\"", "{\"x\": 1", "{'x': 1}", "{\"x\": 1} {}", "\u{0}", "nul"])
    func `a body that is no JSON object is refused with the fields that one may have`(body: String) {
        let refusal = refusal { _ = try fields(body) }
        #expect(refusal?.place == "body")
        #expect(refusal?.code == 400)
        #expect(refusal?.allowed == ["an object with the fields x, y, phase"])
    }

    @Test func `a field that nobody knows is named, and so are those that exist`() {
        let refusal = refusal { _ = try fields(#"{"x": 1, "z": 2}"#) }
        #expect(refusal?.place == "z")
        #expect(refusal?.allowed == ["x", "y", "phase"])
    }

    @Test func `a number in its range is taken, whole or not`() throws {
        #expect(try fields(#"{"x": 12}"#).number("x", in: 0...20, unit: "mm") == 12)
        #expect(try fields(#"{"x": 1.25e1}"#).number("x", in: 0...20, unit: "mm") == 12.5)
    }

    @Test(arguments: [
        #"{"x": 20.01}"#, #"{"x": -1}"#, #"{"x": "12"}"#, #"{"x": true}"#, #"{"x": null}"#, #"{"x": [1]}"#,
        #"{"x": {}}"#,
        #"{"y": 1}"#,
    ])
    func `anything else for a number is refused with its range and unit`(body: String) {
        let refusal = refusal { _ = try fields(body).number("x", in: 0...20, unit: "mm") }
        #expect(refusal?.place == "x")
        #expect(refusal?.allowed == ["a number from 0.0 to 20.0 (mm)"])
    }

    @Test(arguments: [#"{"x": 1e400}"#, #"{"x": NaN}"#, #"{"x": Infinity}"#])
    func `a number that no machine holds is refused and traps nothing`(body: String) {
        #expect(refusal { _ = try fields(body).number("x", in: 0...20, unit: "mm") } != nil)
    }

    @Test func `a choice is one of its names, and the default only where the field is missing`() throws {
        let phases = [(name: "down", value: 1), (name: "up", value: 2)]
        #expect(try fields(#"{"phase": "up"}"#).choice("phase", of: phases) == 2)
        #expect(try fields("{}").choice("phase", of: phases, default: 1) == 1)
        let refusal = refusal { _ = try fields(#"{"phase": "UP"}"#).choice("phase", of: phases, default: 1) }
        #expect(refusal?.allowed == ["down", "up"])
    }

    @Test func `yes and no are true and false and nothing else`() throws {
        #expect(try fields(#"{"x": true}"#).flag("x"))
        #expect(try fields("{}").flag("x", default: true))
        #expect(refusal { _ = try fields(#"{"x": 1}"#).flag("x") }?.allowed == ["true", "false"])
        #expect(refusal { _ = try fields("{}").flag("x") }?.error == "the field is missing")
    }

    @Test func `a refusal is told as error, where and allowed`() throws {
        let refusal = Refusal(error: "20 is out of range", place: "x", allowed: ["a number from 0 to 10 (mm)"])
        let json = String(decoding: try JSONAnswer.bytes(refusal), as: UTF8.self)
        #expect(
            json == #"{"allowed":["a number from 0 to 10 (mm)"],"error":"20 is out of range","where":"x"}"#)
    }
}

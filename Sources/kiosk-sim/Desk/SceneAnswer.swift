import Appliance
import Devices
import Scene

/// What `GET /scene.json` answers.
struct SceneAnswer: Encodable {
    struct Glass: Encodable {
        var widthPx, heightPx: Int
        var widthMm, heightMm: Double
    }

    struct Control: Encodable {
        /// Its place in the order of focus, from 0.
        var focus: Int
        var id, role, text, spoken: String
        var rectMm: Rect
        var selected, focused: Bool
    }

    struct Rect: Encodable {
        var x, y, width, height: Double
    }

    var number: Int
    var page, language: String
    var rightToLeft: Bool
    var glass: Glass
    var part, parts: Int
    var spoken: [String]
    var controls: [Control]

    /// Lengths are those of the real panel, as in `POST /touch`.
    init(_ shown: ShownScene, on panel: Panel) {
        let scene = shown.scene
        number = shown.number
        page = scene.page
        language = scene.language.tag
        rightToLeft = scene.language.isRightToLeft
        glass = Glass(
            widthPx: panel.widthPixels, heightPx: panel.heightPixels, widthMm: panel.width.value,
            heightMm: panel.height.value)
        part = scene.part
        parts = scene.parts
        spoken = scene.spoken
        controls = scene.controls.enumerated().map { Control($0.element, focus: $0.offset, on: panel) }
    }
}

extension SceneAnswer.Control {
    init(_ control: PlacedControl, focus: Int, on panel: Panel) {
        self.focus = focus
        id = control.id.name
        role = control.role.rawValue
        text = control.text
        spoken = control.spoken
        rectMm = SceneAnswer.Rect(panel.millimetres(control.area))
        selected = control.isSelected
        focused = control.isFocused
    }
}

extension SceneAnswer.Rect {
    init(_ area: Area) {
        func rounded(_ length: Double) -> Double { (length * 100).rounded() / 100 }
        x = rounded(area.x)
        y = rounded(area.y)
        width = rounded(area.width)
        height = rounded(area.height)
    }
}

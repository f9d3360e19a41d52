import Devices
import Guide
import Scene
import Visit

/// The synchronous heart of the appliance: events in, effects and pixels out.
///
/// It knows no devices and does not wait: whoever owns it feeds it and performs what it asks for. Not thread-safe.
public final class Desk {
    public private(set) var handbook: Handbook
    public private(set) var model: Model
    public private(set) var scene: Scene
    /// What the glass should show, kept to be handed out.
    public private(set) var frame: Frame

    private let typesetter = Typesetter()
    private var layout: Layout
    private let look: Look
    private let painter: Painter
    private let canvas: Canvas
    private var painted: Scene?
    private var tracker: TouchTracker
    private let panel: Panel
    private var press = PressTracker<ControlID>()
    private var picker = PointPicker()

    public init(handbook: Handbook, look: Look, panel: Panel, model: Model = Model(), touch: TouchTolerance = .standard) {
        let glass = Glass(panel)
        self.handbook = handbook
        self.look = look
        self.model = model
        self.panel = panel
        tracker = TouchTracker(panel: panel, tolerance: touch)
        layout = Layout(guide: handbook.guide, look: look, glass: glass, typesetter: typesetter)
        painter = Painter(look: look, typesetter: typesetter)
        canvas = Canvas(widthPixels: panel.widthPixels, heightPixels: panel.heightPixels)
        self.model.machine.isGlassTall = glass.lowered != nil
        frame = Frame(width: panel.widthPixels, height: panel.heightPixels)
        scene = layout.scene(of: model, handbook)
    }

    /// Shows another guide from now on. Only between visits: nobody's page may change under the finger.
    func adopt(_ handbook: Handbook) {
        self.handbook = handbook
        layout = Layout(guide: handbook.guide, look: look, glass: Glass(panel), typesetter: typesetter)
        lay()
    }

    /// A visit is over: what was read is in memory no longer.
    func forget() { typesetter.forget() }

    /// Words that are remembered of pages.
    var words: Set<String> { typesetter.words }

    /// What is on the glass: black, with one thing to touch, while somebody listens who wants nobody to look on.
    private var shown: Scene { model.session.isHidden ? layout.scene(of: .hidden, Reading(language: scene.language)) : scene }

    /// What the panel felt; a touch that means nothing gives no effects.
    public func feel(_ signal: TouchSignal, at now: MonotonicTime) -> [Effect] {
        guard !model.isCalibrating else { return sense(signal, at: now) }
        picker = PointPicker()
        return follow(tracker.receive(signal, at: now), at: now)
    }

    /// While the panel is being set, a touch is a point: the controls may lie where no finger is felt.
    private func sense(_ signal: TouchSignal, at now: MonotonicTime) -> [Effect] {
        guard let point = picker.receive(signal) else { return [] }
        return receive(.felt(spot(of: point)), at: now)
    }

    private func spot(of point: Point) -> Spot {
        Spot(x: point.x.value / panel.width.value, y: point.y.value / panel.height.value)
    }

    /// When a finger that lies still has to be looked at again; `nil`: none does.
    public var touchDeadline: MonotonicTime? { tracker.deadline }

    /// Looks at a finger that lies still.
    public func touchWaited(until now: MonotonicTime) -> [Effect] {
        follow(tracker.tick(at: now), at: now)
    }

    private func follow(_ gestures: [TouchGesture], at now: MonotonicTime) -> [Effect] {
        var effects: [Effect] = []
        for gesture in gestures {
            if case .began(let point) = gesture, model.showsTouches { effects += receive(.felt(spot(of: point)), at: now) }
            let outcome = press.receive(gesture, hit: control)
            if case .activate(let id) = outcome, let control = shown.control(id) {
                effects += receive(.touched(control.action), at: now)
            }
        }
        lay()
        return effects
    }

    /// The control under a point of the panel. Layout counts in whole pixels of the denser axis.
    private func control(at point: Point) -> ControlID? {
        let (x, y) = panel.pixel(at: point)
        let scale = panel.pixelsPerMillimetre
        return shown.control(atX: x / scale, y: y / scale)?.id
    }

    /// A button or key that went down.
    public func push(_ button: HardwareButton, at now: MonotonicTime) -> [Effect] {
        guard !model.triesButtons else { return receive(.tried(button: button.rawValue), at: now) }
        return act(on: button, at: now)
    }

    private func act(on button: HardwareButton, at now: MonotonicTime) -> [Effect] {
        switch button {
        case .leave: receive(.pressed(.leave), at: now)
        case .help: receive(.pressed(.help), at: now)
        case .fastSlip: receive(.pressed(.fastSlip), at: now)
        case .back: receive(.pressed(.back), at: now)
        case .down, .right: moveFocus(by: 1, at: now)
        case .up, .left: moveFocus(by: -1, at: now)
        case .select: select(at: now)
        case .listen: receive(.pressed(.listen), at: now)
        case .volumeUp: receive(.touched(.louder), at: now)
        case .volumeDown: receive(.touched(.quieter), at: now)
        case .staff: receive(.staffCalled, at: now)
        case .switchNext, .switchChoose: press(button, at: now)
        }
    }

    /// A switch: where the frame moves by itself either of the two chooses.
    private func press(_ button: HardwareButton, at now: MonotonicTime) -> [Effect] {
        let isAsleep = model.session.page == .dark
        let effects = receive(.pressed(.aSwitch), at: now)
        guard !isAsleep else { return effects }
        let chooses = button == .switchChoose || model.frameMoves || scene.controls.first?.role == .glass
        return effects + (chooses ? select(at: now) : moveFocus(by: 1, at: now))
    }

    /// Where the frame that moves by itself goes next; `nil`: there is no control.
    var nextFramed: ControlID? {
        guard model.session.isFindingPace else { return neighbour(1) }
        return neighbour(1, among: scene.controls.filter { $0.role == .tile || $0.role == .leave })
    }

    public func receive(_ event: Event, at now: MonotonicTime) -> [Effect] {
        let before = (model.visit, model.session.page)
        let effects = reduce(&model, event, at: now.sinceBoot, handbook)
        if (model.visit, model.session.page) != before, !isFelt(event) { _ = press.pageChanged() }
        lay()
        return effects
    }

    /// A dot under the finger is no other page: the touch that it shows still acts.
    private func isFelt(_ event: Event) -> Bool { if case .felt = event { true } else { false } }

    /// Shows another model: for benchmarks, contact sheets and tests.
    public func show(_ model: Model) {
        self.model = model
        lay()
    }

    /// Lays out more of a page that is longer than one turn allows; `false`: there was nothing left.
    public func layMore() -> Bool {
        guard scene.isPartial else { return false }
        lay()
        return true
    }

    /// Lays out and draws everything again.
    public func redrawAll() {
        painted = nil
        scene = layout.scene(of: model, handbook, pressed: press.highlighted)
        _ = draw()
    }

    /// Draws what changed since the last time; `nil`: nothing did.
    public func draw() -> PixelRect? {
        let scene = shown
        guard painted != scene else { return nil }
        let area = painter.paint(scene, over: painted, on: canvas)
        painted = scene
        guard let area else { return nil }
        let damage = PixelRect(x: area.x, y: area.y, width: area.width, height: area.height)
        copy(damage)
        return damage
    }

    private func lay() {
        let next = layout.scene(of: model, handbook, pressed: press.highlighted)
        if next != scene { scene = next }
    }

    private func copy(_ damage: PixelRect) {
        canvas.withPixels { source in
            let stride = canvas.stridePixels
            let width = frame.stride
            frame.draw { target in
                guard let to = target.baseAddress, let from = source.baseAddress else { return }
                for row in damage.y..<damage.bottom {
                    (to + row * width + damage.x).update(from: from + row * stride + damage.x, count: damage.width)
                }
            }
        }
    }

    // MARK: Keys

    private func moveFocus(by step: Int, at now: MonotonicTime) -> [Effect] {
        guard let next = neighbour(step) else { return [] }
        if model.session.page == .dark { return receive(.touched(.wake), at: now) }
        // Who listens finds nothing to choose on a page that is one control: any arrow begins.
        if model.machine.hasHeadset, let whole = scene.controls.first, whole.role == .glass {
            return receive(.touched(whole.action), at: now)
        }
        return receive(.focused(next), at: now)
    }

    /// The control after or before that which has the focus, round and round; `nil`: there is none.
    private func neighbour(_ step: Int, among controls: [PlacedControl]? = nil) -> ControlID? {
        let ids = (controls ?? scene.controls).map(\.id)
        guard !ids.isEmpty else { return nil }
        let current = model.session.focus.flatMap { ids.firstIndex(of: $0) }
        return ids[current.map { ($0 + step + ids.count) % ids.count } ?? (step > 0 ? 0 : ids.count - 1)]
    }

    private func select(at now: MonotonicTime) -> [Effect] {
        let focused = model.session.focus.flatMap { scene.control($0) }
        // The neutral page keeps nothing, not even a focus: a key does there what the page is for.
        let only = scene.controls.count == 1 || model.session.page == .neutral ? scene.controls.first : nil
        guard let control = focused ?? only else { return moveFocus(by: 1, at: now) }
        return receive(.touched(control.action), at: now)
    }
}

extension Glass {
    /// The glass of a panel. Where its pixels are not square the denser axis counts for both, so that nothing gets smaller
    /// than it was laid out.
    public init(_ panel: Panel) {
        let scale = panel.pixelsPerMillimetre
        self.init(
            widthPixels: panel.widthPixels, heightPixels: panel.heightPixels, width: Double(panel.widthPixels) / scale,
            height: Double(panel.heightPixels) / scale)
    }
}

extension Panel {
    /// An area of a scene in real millimetres of the panel.
    public func millimetres(_ area: Area) -> Area {
        let across = pixelsPerMillimetre / pixelsPerMillimetreAcross
        let down = pixelsPerMillimetre / pixelsPerMillimetreDown
        return Area(x: area.x * across, y: area.y * down, width: area.width * across, height: area.height * down)
    }
}

/// The slots of protocol B; a panel for one finger is a single slot.
///
/// A slot keeps its last place when its contact is lifted: the kernel reports only what differs, so a second finger at
/// the very place of the first comes without a place.
struct ContactSlots: Sendable {
    private struct Slot {
        var trackingID: Int32 = -1
        var x: Int32?
        var y: Int32?
        var touchMajor: Int32?
        var toolType: Int32?
    }

    private let axes: TouchAxes
    private var slots: [Slot] = Array(repeating: Slot(), count: ContactDecoder.mostContacts)
    private var selected: Int? = 0
    private var nextSingleID: Int32 = 0

    init(axes: TouchAxes) {
        self.axes = axes
    }

    /// The contacts whose place is known, in the order of their slots.
    ///
    /// No two have the same number, even if a broken driver says so: the first one counts.
    var contacts: [Contact] {
        var taken: Set<Int32> = []
        return slots.compactMap { slot in
            guard slot.trackingID >= 0, let x = slot.x, let y = slot.y, taken.insert(slot.trackingID).inserted else {
                return nil
            }
            return Contact(
                id: slot.trackingID, point: axes.point(rawX: x, rawY: y),
                width: slot.touchMajor.map(axes.length(raw:)), isPalm: slot.toolType == InputCode.palm)
        }
    }

    /// Takes an event of protocol B.
    mutating func receive(_ event: InputEvent) {
        guard event.type == InputCode.axis else { return }
        if event.code == InputCode.slot {
            selected = slots.indices.contains(Int(event.value)) ? Int(event.value) : nil
            return
        }
        guard let selected else { return }
        switch event.code {
        case InputCode.trackingID: slots[selected].trackingID = event.value
        case InputCode.contactX: slots[selected].x = event.value
        case InputCode.contactY: slots[selected].y = event.value
        case InputCode.touchMajor: slots[selected].touchMajor = event.value
        case InputCode.toolType: slots[selected].toolType = event.value
        default: break
        }
    }

    /// Takes an event of a panel that senses one finger.
    mutating func receiveSingle(_ event: InputEvent) {
        switch (event.type, event.code) {
        case (InputCode.axis, InputCode.x): slots[0].x = event.value
        case (InputCode.axis, InputCode.y): slots[0].y = event.value
        case (InputCode.key, InputCode.touch):
            slots[0].trackingID = event.value == 0 ? -1 : takeSingleID()
        default: break
        }
    }

    /// Lifts every contact and keeps the places.
    mutating func forget() {
        for index in slots.indices { slots[index].trackingID = -1 }
    }

    /// Takes over what the kernel holds.
    mutating func replace(with states: [SlotState], selected: Int) {
        slots = Array(repeating: Slot(), count: ContactDecoder.mostContacts)
        self.selected = slots.indices.contains(selected) ? selected : nil
        for state in states where slots.indices.contains(state.slot) {
            slots[state.slot] = Slot(
                trackingID: state.trackingID, x: state.x, y: state.y, touchMajor: state.touchMajor,
                toolType: state.toolType)
        }
    }

    private mutating func takeSingleID() -> Int32 {
        nextSingleID = nextSingleID == .max ? 0 : nextSingleID + 1
        return nextSingleID
    }
}

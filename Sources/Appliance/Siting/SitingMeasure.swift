/// What an installer measures where a kiosk is to stand.
///
/// The raw values are the names that `kioskctl doctor --siting --measured NAME=VALUE` takes.
public enum SitingMeasure: String, CaseIterable, Hashable, Sendable {
    case highestPart = "highest-part"
    case lowestPart = "lowest-part"
    case obstacleDepth = "obstacle-depth"
    case floorWidth = "floor-width"
    case floorDepth = "floor-depth"
    case kneeHeight = "knee-height"
    case toeHeight = "toe-height"
    case sideObstacleHeight = "side-obstacle-height"
    case sideObstacleDepth = "side-obstacle-depth"
    case alcoveDepth = "alcove-depth"
    case helperRoom = "helper-room"
    case floorStep = "floor-step"
    case seatedView = "seated-view"
    case viewingDistance = "viewing-distance"
    case capitalHeight = "capital-height"
    case light
    case reflection
    case noise
    case keyForce = "key-force"
    case keyGrip = "key-grip"
    case labels
    case loudspeaker
    case loudspeakerUsual = "loudspeaker-usual"
    case headsetUsual = "headset-usual"
    case headsetLeak = "headset-leak"
    case socketMark = "socket-mark"
    case brailleLabel = "braille-label"
    case headsetCovers = "headset-covers"
    case onlookers

    /// What a measured value is.
    public enum Unit: Hashable, Sendable {
        case millimetres, lux, decibels, newtons
        /// 1 for yes, 0 for no.
        case yesOrNo

        /// As it stands behind a number.
        public var symbol: String {
            switch self {
            case .millimetres: "mm"
            case .lux: "lx"
            case .decibels: "dBA"
            case .newtons: "N"
            case .yesOrNo: "yes/no"
            }
        }
    }

    public var unit: Unit {
        switch self {
        case .seatedView, .reflection, .socketMark, .brailleLabel, .headsetCovers, .onlookers, .helperRoom, .keyGrip, .labels, .headsetLeak:
            .yesOrNo
        case .light: .lux
        case .noise, .loudspeaker, .loudspeakerUsual, .headsetUsual: .decibels
        case .keyForce: .newtons
        default: .millimetres
        }
    }

    /// What the installer is asked.
    public var question: String {
        switch self {
        case .highestPart: "From the floor to the top of the highest thing to touch (top row of the glass, keys, headset socket)"
        case .lowestPart: "From the floor to the lowest thing to touch"
        case .obstacleDepth: "How deep is the counter or shelf that a person in a wheelchair reaches over (0: none)"
        case .floorWidth: "Width of the clear, level floor in front"
        case .floorDepth: "Depth of the clear, level floor in front"
        case .kneeHeight: "Height of the free space for knees under the counter (0: people stand beside it)"
        case .toeHeight: "Height of the free space for toes under the counter (0: people stand beside it)"
        case .sideObstacleHeight: "Height of what people reach over from the side (0: nothing)"
        case .sideObstacleDepth: "Depth of what people reach over from the side (0: nothing)"
        case .alcoveDepth: "How deep is the alcove that it stands in, if its walls leave less than 1525 mm (0: none, or wider)"
        case .helperRoom: "Is there room for a second person beside the one who uses it"
        case .floorStep: "Highest step or door sill on the way to it"
        case .seatedView: "With the eye 1015 mm above the middle of that floor: is all of the picture seen"
        case .viewingDistance: "From the eye to the glass, as people will stand or sit"
        case .capitalHeight: "Height of a capital letter of the text on the welcome page"
        case .light: "Light falling on the glass at the brightest hour"
        case .reflection: "Is a lamp or a window mirrored in the glass from where people stand or sit"
        case .noise: "Noise around it at the busiest hour"
        case .keyForce: "Force that the stiffest key needs"
        case .keyGrip: "Does a key, the headset or the slip need a grip, a twist or two hands"
        case .labels: "Can the labels of keys and case be read seated and standing"
        case .loudspeaker: "Loudest speech of the loudspeaker where a visitor's head is (the sound test of the staff page)"
        case .loudspeakerUsual: "Speech of the loudspeaker at the same place, at the volume with which it begins"
        case .headsetUsual: "Speech in the headset at the volume with which it begins (the meter where the ear is)"
        case .headsetLeak: "With the headset at its loudest: can its words be understood from 1.2 m away"
        case .socketMark: "Can the headset socket be found by touch, without looking"
        case .brailleLabel: "Is there a braille label that says how to start the speech"
        case .headsetCovers: "Are wipes or fresh covers for the headset kept beside it"
        case .onlookers: "Can people who queue, an agent or a camera read the glass"
        }
    }

    /// Where the rule comes from.
    public var source: String {
        switch self {
        case .highestPart, .lowestPart, .obstacleDepth, .floorWidth, .floorDepth, .kneeHeight, .toeHeight, .sideObstacleHeight,
            .sideObstacleDepth, .alcoveDepth, .floorStep, .seatedView:
            "EN 301 549 V3.2.1, 8.3"
        case .viewingDistance, .capitalHeight: "EN 301 549 V3.2.1, 5.1.4; Section 508, 402.4"
        case .light, .reflection, .headsetCovers: "VVSG 2.0, 8.1-A and 8.1-H"
        case .helperRoom: "VVSG 2.0, 7.2-P"
        case .keyGrip: "EN 301 549 V3.2.1, 8.4.2.1; Section 508, 407.6"
        case .labels: "VVSG 2.0, 7.2-R"
        case .loudspeaker: "EN 301 549 V3.2.1, 5.1.3.12; Section 508, 402.3.2"
        case .loudspeakerUsual: "EN 301 549 V3.2.1, 5.1.3.13"
        case .headsetUsual: "VVSG 2.0, 7.1-K"
        case .headsetLeak: "VVSG 2.0, 6.1-D"
        case .noise: "14 CFR 382.57"
        case .keyForce: "EN 301 549 V3.2.1, 8.4.2.2; Section 508, 407.6"
        case .socketMark: "EN 301 549 V3.2.1, 5.1.3.2"
        case .brailleLabel: "Section 508, 402.2.5; EN 301 549 V3.2.1, 8.5"
        case .onlookers: "this project: what is touched here is nobody else's business"
        }
    }

    /// What to do when it is out of range.
    public var remedy: String {
        switch self {
        case .highestPart: "Hang it lower, and move keys and socket down."
        case .lowestPart: "Hang it higher, or put keys and socket higher."
        case .obstacleDepth: "Take the counter away or move the kiosk to its front edge."
        case .floorWidth, .floorDepth: "Clear chairs, bins and ropes away, or choose another place; mark the floor."
        case .kneeHeight: "Take away what is under the counter, or let people come alongside."
        case .toeHeight: "Take away what stands under the counter, or let people come alongside."
        case .sideObstacleHeight, .sideObstacleDepth: "Take away what people reach over, or move the kiosk to its edge."
        case .alcoveDepth: "Make the alcove 1525 mm wide, or move the kiosk to its front."
        case .helperRoom: "Move chairs and ropes: a child, an interpreter or a friend stands there."
        case .floorStep: "Put a ramp there, or choose another way to it."
        case .seatedView: "Tilt the glass, or hang it lower."
        case .viewingDistance, .capitalHeight: "Choose the panel profile that fits the panel, or a larger text size as the site's default."
        case .light: "Turn it away from the window, or shade it; no panel is readable in the sun."
        case .reflection: "Tilt or turn it until the reflection is gone."
        case .noise: "Choose a quieter place, or provide a headset: a loudspeaker cannot stand out here."
        case .keyForce: "Change the key; people with weak hands cannot press it."
        case .keyGrip: "Choose keys that are only pressed, a plug that pulls out with a fist, and a slip that drops."
        case .labels: "Put labels where the eye at 1015 mm sees them, in letters of 5 mm or more."
        case .loudspeaker: "Turn the amplifier up, or choose another loudspeaker."
        case .loudspeakerUsual: "Turn the amplifier down until this and the loudest speech both fit."
        case .headsetUsual: "Choose another headset, or set the sound card's level once for all."
        case .headsetLeak: "Choose a headset that closes around the ear: what it says is private."
        case .socketMark: "Put a raised ring or arrow at the socket."
        case .brailleLabel: "Put the label below the lower left corner of the glass, beside the socket."
        case .headsetCovers: "Hang a box of wipes beside it, and write its refilling into the cleaning plan."
        case .onlookers: "Turn it to a wall, put up side screens, or add a privacy film. An agent must not read along."
        }
    }
}

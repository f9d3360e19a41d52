/// Pages for who sits: everything in the lower part of the glass.
extension Glass {
    /// The height that no page goes below, in millimetres: that of a seven-inch glass, on which every page is known to fit.
    private static let least = 85.9
    /// How much of a high glass a page takes up for a person who sits, from the lower edge. Chosen: every page still fits, and the
    /// highest control comes 50 to 96 mm down. Whether a hand then reaches it is a matter of where the glass hangs:
    /// `Kiosk/SITING.md`.
    private static let share = 0.6
    /// The same of an upright glass, where the rail lies under the page and needs room too.
    private static let uprightShare = 0.72
    /// Less than this is not worth another layout, in millimetres.
    private static let worth = 20.0

    /// Its lower part, as a glass of its own that stands or lies as this one does; `nil`: it is no higher than pages need.
    public var lowered: Glass? {
        let wanted = max(height * (isPortrait ? Glass.uprightShare : Glass.share), Glass.least, isPortrait ? width + 1 : 0)
        guard height - wanted >= Glass.worth else { return nil }
        let pixels = Int((wanted * Double(heightPixels) / height).rounded(.up))
        return Glass(widthPixels: widthPixels, heightPixels: pixels, width: width, height: Double(pixels) * height / Double(heightPixels))
    }
}

extension Scene {
    /// The same at the lower edge of a higher glass.
    func lowered(onto glass: Glass) -> Scene {
        let way = glass.height - self.glass.height
        var scene = self
        scene.glass = glass
        scene.elements = elements.map { $0.moved(down: way) }
        for index in controls.indices { scene.controls[index].area.y += way }
        return scene
    }
}

extension Element {
    fileprivate func moved(down way: Double) -> Element {
        switch self {
        case .panel(var panel):
            panel.area.y += way
            return .panel(panel)
        case .text(var run):
            run.area.y += way
            return .text(run)
        case .icon(var run):
            run.area.y += way
            return .icon(run)
        case .symbol(let symbol, let area): return .symbol(symbol, area.moved(down: way))
        case .weave(let area): return .weave(area.moved(down: way))
        case .swatch(let colour, let area): return .swatch(colour, area.moved(down: way))
        }
    }
}

extension Area {
    fileprivate func moved(down way: Double) -> Area { Area(x: x, y: y + way, width: width, height: height) }
}

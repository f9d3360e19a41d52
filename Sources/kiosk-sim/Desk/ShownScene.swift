import Scene

/// A scene with the number under which it was shown; the first since the simulator started is 1.
struct ShownScene: Sendable {
    let number: Int
    let scene: Scene
}

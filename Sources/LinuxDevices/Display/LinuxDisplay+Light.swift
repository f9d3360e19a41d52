import Devices

extension LinuxDisplay {
    /// Lights, dims or darkens the panel; the picture stays.
    ///
    /// A panel without a backlight that can be set is sent to sleep when it is to be dark, and is as bright dimmed as
    /// it is in full.
    public func light(_ light: PanelLight) async {
        self.light.wanted = light
        guard !self.light.isAtWork else { return }
        self.light.isAtWork = true
        defer { self.light.isAtWork = false }
        while self.light.made != self.light.wanted {
            let next = self.light.wanted
            self.light.made = next
            await make(next)
        }
    }

    /// Makes the panel as bright as it was wanted last.
    func relight() {
        guard light.made != nil else { return }
        light.made = nil
        relighting = Task { [weak self] in
            guard let self else { return }
            await self.light(self.light.wanted)
        }
    }

    private func make(_ light: PanelLight) async {
        if !self.light.isLampUseless, let backlight = backlight ?? Backlight.find(in: classes) {
            do throws(SystemFailure) {
                return try await backlight.set(percent: options.percent(for: light))
            } catch {
                // The panel can still be sent to sleep.
                self.light.isLampUseless = true
                self.backlight = nil
            }
        }
        await waitForGlass()
        guard let screen, !isFinished else { return }
        do throws(DisplayError) {
            try await carry(limit: pace.start, isPicture: false) { (cookie) throws(SystemFailure) in
                light == .off ? try screen.darken(cookie: cookie) : try screen.brighten(cookie: cookie)
            }
        } catch {
            // The screen is begun anew, dark or lit as it was wanted.
        }
    }
}

/// What the USB cable's own status byte says, which some printers set and others leave alone.
///
/// It is evidence for a printer that is silent, and never a proof that all is well.
///
/// Source: USB Device Class Definition for Printing Devices 1.1, 4.2.2, `GET_PORT_STATUS`.
public enum PortStatus {
    /// What speaks against printing. Bit 3: no error; bit 4: selected; bit 5: no paper.
    public static func decode(_ byte: UInt8) -> PrinterStatus {
        var status: PrinterStatus = []
        if byte & 0x20 != 0 { status.insert(.paperOut) }
        if byte & 0x10 == 0 { status.insert(.offline) }
        // Without paper the error bit says nothing more.
        if byte & 0x28 == 0 { status.insert(.fault) }
        return status
    }
}

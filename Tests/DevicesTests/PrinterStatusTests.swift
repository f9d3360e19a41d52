import Devices
import Testing

@Suite struct PrinterStatusTests {
    /// An answer with nothing to report: bits 1 and 4 are always set.
    private let well: UInt8 = 0b0001_0010

    private func replies(_ request: StatusRequest, _ reply: UInt8) -> [StatusRequest: UInt8] {
        var replies: [StatusRequest: UInt8] = [:]
        for each in StatusRequest.allCases { replies[each] = well }
        replies[request] = reply
        return replies
    }

    @Test func `the questions are DLE EOT with their number`() {
        #expect(StatusRequest.allCases.map(\.bytes) == [[0x10, 4, 1], [0x10, 4, 2], [0x10, 4, 3], [0x10, 4, 4]])
    }

    @Test func `four good answers make a printer ready`() {
        let status = PrinterStatus(replies: replies(.printer, well))
        #expect(status == .ready)
        #expect(status.canPrint)
    }

    @Test(arguments: [
        (StatusRequest.printer, UInt8(0b0001_1010), PrinterStatus.offline),
        (.offline, 0b0001_0110, .coverOpen),
        (.offline, 0b0011_0010, .paperOut),
        (.error, 0b0001_0110, .fault),
        (.error, 0b0001_1010, .cutterFault),
        (.error, 0b0011_0010, .fault),
        (.error, 0b0101_0010, .overheated),
        (.paper, 0b0111_0010, .paperOut),
        (.paper, 0b0001_0110, .unknown),
        (.paper, 0b0011_0010, .unknown),
        (.printer, 0b0000_0000, .unknown),
        (.error, 0xff, .unknown),
    ])
    func `each trouble is read from its bit and keeps a slip from being sent`(
        request: StatusRequest, reply: UInt8, expected: PrinterStatus
    ) {
        let status = PrinterStatus(replies: replies(request, reply))
        #expect(status == expected)
        #expect(!status.canPrint)
    }

    @Test func `a roll near its end still prints`() {
        let status = PrinterStatus(replies: replies(.paper, 0b0001_1110))
        #expect(status == [.ready, .paperNearEnd])
        #expect(status.canPrint)
        #expect(status.description == "ready, paper-near-end")
    }

    @Test func `an answer that is missing, an empty status and an unknown one never count as fine`() {
        var replies = replies(.printer, well)
        replies[.error] = nil
        #expect(PrinterStatus(replies: replies) == .unknown)
        #expect(PrinterStatus(replies: [:]) == .unknown)
        #expect(!PrinterStatus().canPrint)
        #expect(!PrinterStatus([.ready, .unknown]).canPrint)
    }

    @Test func `an open cover is not heat`() {
        var answers = replies(.offline, 0b0101_0110)
        answers[.error] = 0b0101_0010
        #expect(PrinterStatus(replies: answers) == .coverOpen)
    }

    @Test func `the automatic message, every byte named`() {
        let paperOut: [UInt8] = [
            0b0001_1000,  // printer: bit 4 always, bit 3 offline
            0b0000_0000,  // error: none
            0b0000_1111,  // paper: near its end, and none left
            0b0000_0000,  // not used
        ]
        #expect(AutomaticStatus.decode(paperOut) == [.paperOut, .paperNearEnd, .offline])
        #expect(AutomaticStatus.decode([0b0001_0000, 0, 0, 0]) == .ready)
        #expect(AutomaticStatus.decode([0b0011_0000, 0, 0, 0]) == .coverOpen)
        #expect(AutomaticStatus.decode([0b0001_0000, 0b0000_1000, 0, 0]) == .cutterFault)
        #expect(AutomaticStatus.decode([0b0001_0000, 0b0001_0000, 0, 0]) == .unknown)
        #expect(AutomaticStatus.decode([0b0001_0000, 0, 0]) == .unknown)
        #expect(StatusRequest.automaticStatus == [0x1d, 0x61, 14])
    }

    @Test func `answers and automatic messages may come mixed`() {
        var decoder = StatusDecoder()
        for request in StatusRequest.allCases { decoder.asked(.realTime(request)) }
        var heard: [PrinterReply] = []
        for byte in [well, 0b0001_1000, well, 0, 0x11, 0x0c, well, 0, 0x13, well] {
            if let reply = decoder.receive(byte) { heard.append(reply) }
        }
        let answers = StatusRequest.allCases.map { PrinterReply.answer(.realTime($0), []) }
        #expect(heard == answers.prefix(3) + [.told([.paperOut, .offline])] + answers.suffix(1))
        #expect(!decoder.isWaiting)
    }

    @Test func `an answer in its turn is not taken for a part of an automatic message, nor the other way round`() {
        var decoder = StatusDecoder()
        decoder.asked(.inOrder)
        for byte in [0b0001_0000, 0, 0] { #expect(decoder.receive(UInt8(byte)) == nil) }
        #expect(decoder.receive(0) == .told(.ready))
        #expect(decoder.receive(well) == .stray)
        #expect(decoder.receive(0x0f) == .answer(.inOrder, [.paperOut, .paperNearEnd]))
        #expect(PrinterQuestion.inOrder.bytes == [0x1d, 0x72, 1])
    }

    @Test func `an answer that nobody asked for is stray, and what no printer says is rubbish`() {
        var decoder = StatusDecoder()
        #expect(decoder.receive(well) == .stray)
        #expect(decoder.receive(0xff) == .rubbish)
        #expect(decoder.receive(0b0001_0000) == nil)
        #expect(decoder.receive(0x80) == .rubbish)
        for byte in [0b0001_0000, 0, 0] { #expect(decoder.receive(UInt8(byte)) == nil) }
        #expect(decoder.receive(0) == .told(.ready))
    }

    @Test func `questions that are never answered are forgotten`() {
        var decoder = StatusDecoder()
        for _ in 0..<100 { decoder.asked(.realTime(.paper)) }
        #expect(decoder.isWaiting)
        decoder.giveUp()
        #expect(!decoder.isWaiting)
        #expect(decoder.receive(well) == .stray)
    }
}

import Foundation
import Proofs
import Testing

/// Runs a program of this machine, as the test's own look at an image.
private func shell(_ script: String, in folder: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-ec", script]
    process.currentDirectoryURL = folder
    let told = Pipe()
    process.standardOutput = told
    try process.run()
    let output = try told.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(script)")
    return String(decoding: output, as: UTF8.self)
}

@Suite struct `Images for kiosks` {
    /// A small disk as Images/make/disk lays it out: a table, and a FAT partition from the first MiB on.
    private func makeImage(in folder: URL) throws {
        _ = try shell(
            """
            mkfs.vfat -F 32 -s 1 -n KIOSK-BOOT --invariant -C boot.fat 40960 > /dev/null
            printf 'example' | mcopy -i boot.fat - ::/kiosk-example.toml
            truncate -s 43M kiosk.img
            printf 'label: gpt\\nstart=1MiB, size=40MiB, type=uefi, name=kiosk-boot\\nstart=41MiB, size=1MiB, type=linux, name=kiosk-root-A\\n' |
                PATH=/usr/sbin:$PATH sfdisk --quiet kiosk.img
            dd if=boot.fat of=kiosk.img bs=1M seek=1 conv=notrunc status=none
            echo root | dd of=kiosk.img bs=1M seek=41 conv=notrunc status=none
            rm boot.fat
            """, in: folder)
    }

    private func settings(_ image: String, in folder: URL) throws -> String {
        try shell("mtype -i \(image)@@1M ::/kiosk.toml", in: folder)
    }

    private func personalize(_ folder: URL, _ arguments: String...) throws -> Command {
        try Command(["image", "personalize", "kiosk.img", "--printers", "\(HandbookFixture.root.path)/Kiosk/Printers"] + arguments, in: folder)
    }

    @Test func `settings are put into the image itself, and put over those that were there`() async throws {
        try await withFolder { folder in
            try makeImage(in: folder)
            for text in ["panel = \"seven-inch\"\n[staff]\npin = \"4711\"\n", "[printer]\nprofile = \"generic-58\"\n"] {
                try Data(text.utf8).write(to: folder.appending(path: "one.toml"))
                let command = try personalize(folder, "--config", "one.toml")
                #expect(command.status == 0, "\(command.errors)")
                #expect(try settings("kiosk.img", in: folder) == text)
            }
            #expect(try shell("mtype -i kiosk.img@@1M ::/kiosk-example.toml; tail -c +\((41 << 20) + 1) kiosk.img | head -c 4", in: folder) == "exampleroot")
            #expect(try shell("stat -c %a kiosk.img; ls", in: folder) == "600\nkiosk.img\none.toml\n")
            #expect(try shell("dd if=kiosk.img of=b bs=1M skip=1 count=40 status=none; /usr/sbin/fsck.vfat -n b > /dev/null && echo whole", in: folder) == "whole\n")
        }
    }

    @Test func `a folder of settings gives an image of each, and the one that was given stays as it is`() async throws {
        try await withFolder { folder in
            try makeImage(in: folder)
            let before = try shell("sha256sum kiosk.img; mkdir fifty", in: folder)
            for name in ["hall-a", "hall-b"] {
                try Data("# \(name)\n".utf8).write(to: folder.appending(path: "fifty/\(name).toml"))
            }
            let command = try personalize(folder, "--config", "fifty", "-o", "made")
            #expect(command.status == 0, "\(command.errors)")
            #expect(try shell("ls made", in: folder) == "hall-a.img\nhall-b.img\n")
            #expect(try settings("made/hall-b.img", in: folder) == "# hall-b\n")
            #expect(try shell("sha256sum kiosk.img", in: folder) == before)
            #expect(try personalize(folder, "--config", "fifty").errors.contains("--output"))
        }
    }

    @Test func `wrong settings are told with their lines, no secret among them, before any image is made`() async throws {
        try await withFolder { folder in
            try makeImage(in: folder)
            _ = try shell("mkdir fifty; echo '# right' > fifty/a.toml; printf '\\npanel = \"wall\"\\n' > fifty/b.toml", in: folder)
            _ = try shell("printf '[staff]\\npin = \"4711x\"\\n' > fifty/c.toml", in: folder)
            let command = try personalize(folder, "--config", "fifty", "-o", "made")
            #expect(command.status == 78)
            #expect(command.errors.contains("b.toml, line 2: panel is \"wall\"; allowed are "))
            #expect(command.errors.contains("c.toml, line 2: staff.pin is no PIN; allowed are 4 to 8 digits"))
            #expect(!command.errors.contains("4711"))
            #expect(try shell("ls", in: folder) == "fifty\nkiosk.img\n")
        }
    }

    @Test(arguments: ["head -c 700 kiosk.img > x", "head -c 2M /dev/zero > x", "sed 's/k\\x00i\\x00o\\x00s\\x00k\\x00-\\x00b/X\\x00i\\x00o\\x00s\\x00k\\x00-\\x00b/' kiosk.img > x"])
    func `what is no image of a kiosk is refused and stays as it is`(spoil: String) async throws {
        try await withFolder { folder in
            try makeImage(in: folder)
            _ = try shell("\(spoil); mv x kiosk.img; echo '# right' > a.toml", in: folder)
            let before = try shell("sha256sum kiosk.img", in: folder)
            let command = try personalize(folder, "--config", "a.toml")
            #expect(command.status == 65 && command.errors.contains("kiosk.img"), "\(command.errors)")
            #expect(try shell("sha256sum kiosk.img; ls", in: folder) == before + "a.toml\nkiosk.img\n")
        }
    }

    @Test func `an image whose boot partition is damaged is refused and stays as it is`() async throws {
        try await withFolder { folder in
            try makeImage(in: folder)
            _ = try shell("dd if=/dev/zero of=kiosk.img bs=1M seek=1 count=1 conv=notrunc status=none; echo '# right' > a.toml", in: folder)
            let command = try personalize(folder, "--config", "a.toml")
            #expect(command.status == 74 && command.errors.contains("mcopy"), "\(command.errors)")
            #expect(try shell("ls", in: folder) == "a.toml\nkiosk.img\n")
        }
    }
}

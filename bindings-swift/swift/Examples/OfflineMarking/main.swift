// Marking without a connection: take a copy along, mark it, be killed, come back, sync.
//
//   OfflineMarking take FOLDER    the school's side is FOLDER/school, the device's FOLDER/device
//   OfflineMarking mark FOLDER    ends without a word, as if killed, when everything is typed
//   OfflineMarking sync FOLDER
import Foundation
import Korrigo

let marker: ActorId = "marker-1"
let copy: CopyId = "MATH-1"
let page: PageId = "0123456789abcdef0123456789abcdef"

func hex() -> String { (0..<16).map { _ in String(format: "%02x", UInt8.random(in: .min ... .max)) }.joined() }

func request(_ actor: ActorId, _ role: Role) -> Request {
    Request(
        id: RequestId(rawValue: hex()), actor: actor, role: role, newToken: LockToken(rawValue: hex()),
        salt: Salt(rawValue: hex()))
}

/// At school: a copy is there, and the marker takes it along for the journey.
func take(_ folder: URL) throws {
    let school = Store(try DiskStore(folder.appendingPathComponent("school")))
    _ = try school.create(copy: copy, pages: [page], request: request("school", .administrator))
    _ = try school.handle(copy: copy, command: .validate, request: request("school", .administrator))
    let taken = try school.handle(copy: copy, command: .lock(offline: true), request: request(marker, .marker))
    let device = folder.appendingPathComponent("device")
    try FileManager.default.createDirectory(at: device, withIntermediateDirectories: true)
    try Data(taken.token!.rawValue.utf8).write(to: device.appendingPathComponent("token"))
    let batch = OfflineBatch(clientId: "tablet-7", fence: taken.copy.fence, commands: [])
    try JSONEncoder().encode(batch).write(to: device.appendingPathComponent("batch.json"), options: .atomic)
    print("taken: \(taken.copy.id) under fence \(taken.copy.fence.rawValue)")
}

/// On the train: every stroke is on disk before the next one.
func mark(_ folder: URL) throws {
    let device = folder.appendingPathComponent("device")
    let token = LockToken(rawValue: try String(contentsOf: device.appendingPathComponent("token"), encoding: .utf8))
    let remark = Annotation(
        id: "a1", page: page, author: marker, shape: .comment(x: 0.1, y: 0.2, w: 0.3, h: 0.05),
        content: "Bien vu", scoreDelta: "0.5")
    try remark.check()
    let typed: [Command] = [
        .createAnnotation(annotation: remark, token: token),
        .score(question: "1.a", score: "12.5", token: token),
        .appreciation(text: "Continuez", token: token),
    ]
    let file = device.appendingPathComponent("batch.json")
    for command in typed {
        var batch = try JSONDecoder().decode(OfflineBatch.self, from: Data(contentsOf: file))
        batch.commands.append(OfflineCommand(sequence: batch.commands.count + 1, command: command))
        try JSONEncoder().encode(batch).write(to: file, options: .atomic)
    }
}

/// Back at school: twice, because the first answer was lost on its way.
func sync(_ folder: URL) throws {
    let school = Store(try DiskStore(folder.appendingPathComponent("school")))
    let file = folder.appendingPathComponent("device/batch.json")
    let batch = try JSONDecoder().decode(OfflineBatch.self, from: Data(contentsOf: file))
    let first = try school.sync(copy: copy, batch: batch, request: request(marker, .marker))
    let again = try school.sync(copy: copy, batch: batch, request: request(marker, .marker))
    precondition(first.outcomes.map(\.outcome) == [.done, .done, .done])
    precondition(again.outcomes.map(\.outcome) == [.known, .known, .known])
    let marked = again.answer.copy
    precondition(marked.annotations["a1"]?.content == "Bien vu")
    precondition(marked.scores.scores["1.a"] == "12.5")
    precondition(marked.scores.appreciation == "Continuez")
    print("synced: \(first.outcomes.count) commands, \(marked.annotations.count) annotation, score 12.5")
}

let folder = URL(fileURLWithPath: CommandLine.arguments[2])
switch CommandLine.arguments[1] {
case "take": try take(folder)
case "mark":
    try mark(folder)
    kill(getpid(), SIGKILL)
case "sync": try sync(folder)
default: exit(2)
}

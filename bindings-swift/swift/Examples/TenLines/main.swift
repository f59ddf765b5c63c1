import Foundation
import Korrigo

let files = CommandLine.arguments.dropFirst().map { URL(fileURLWithPath: $0) }
let document = try await Document.open(source: Bytes(contentsOf: files[0]))
let plan = try await Booklet.plan(sources: [NamedDocument(name: "scan", document: document)], mode: .fixed(pages: 4))
let copy = try await Split.copy(plan: plan, index: 0, sources: [document])
let header = Zone(page: 0, x: 0, y: 0, w: 1, h: 0.25, reason: .given)
let hidden = try Redact.plan(document: copy.pdf, zones: [header])
try await Redact.apply(document: copy.pdf, plan: hidden).write(to: files[1])
let ids = try IdScheme.create(exam: "MATH", copies: plan.copies.count)
let key = try ExamKey.create(random: String(repeating: "07", count: 32))
print("\(copy.pages.count) pages, \(try Exam.anonymousId(scheme: ids, key: key, index: 0))")

import Foundation
import XCTest

@testable import Korrigo

final class InspectTests: XCTestCase {
    /// A small PDF with so many landscape A3 pages.
    private func pdf(pages: Int) -> Data {
        let kids = (0..<pages).map { "\(3 + $0) 0 R" }.joined(separator: " ")
        var bodies = [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[\(kids)]/Count \(pages)/MediaBox[0 0 1191 842]>>",
        ]
        bodies += Array(repeating: "<</Type/Page/Parent 2 0 R>>", count: pages)
        var out = "%PDF-1.4\n"
        var table = ""
        for (number, body) in bodies.enumerated() {
            table += String(format: "%010d 00000 n \n", out.utf8.count)
            out += "\(number + 1) 0 obj\n\(body)\nendobj\n"
        }
        let start = out.utf8.count
        let size = bodies.count + 1
        out += "xref\n0 \(size)\n0000000000 65535 f \n\(table)"
        out += "trailer\n<</Size \(size)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Data(out.utf8)
    }

    func testPages() throws {
        let found = try inspect(data: pdf(pages: 3))
        XCTAssertEqual(found.pageCount, 3)
        XCTAssertEqual(found.pages.first?.widthPt, 1191)
        XCTAssertFalse(found.repaired)
    }

    func testRefusalsHaveCodes() {
        for (data, expected) in [
            (Data(), "empty_file"), (Data("hello".utf8), "invalid_mime_type"), (pdf(pages: 0), "empty_pdf"),
        ] {
            XCTAssertThrowsError(try inspect(data: data)) { error in
                guard case KorrigoError.Refused(let code, _, _) = error else { return XCTFail("\(error)") }
                XCTAssertEqual(code, expected)
            }
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain

extension SourceReading {
    /// What is written into a form field is one answer: words of a condition that were found in it are all of its words, where
    /// the others hold no code.
    mutating func completeDiagnoses(from form: FormPages) {
        for index in diagnoses.indices {
            let place = diagnoses[index].textSource ?? diagnoses[index].source
            guard let text = diagnoses[index].text, place.kind == .form,
                let whole = place.formField.flatMap(form.answer), let found = whole.firstRange(of: text),
                !whole[..<found.lowerBound].holdsCode, !whole[found.upperBound...].holdsCode
            else { continue }
            diagnoses[index].text = whole
        }
    }
}

extension Substring {
    /// Three figures in a row; `stadio 3`, `48 mm` are none.
    fileprivate var holdsCode: Bool {
        var figures = 0
        for byte in utf8 {
            figures = (0x30...0x39).contains(byte) ? figures + 1 : 0
            if figures == 3 { return true }
        }
        return false
    }
}

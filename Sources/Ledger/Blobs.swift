import Foundation
import GRDB
import Intake

extension [UInt8] {
    var blob: DatabaseValue { Data(self).databaseValue }
}

extension Lookup {
    var databaseValue: DatabaseValue { bytes.blob }
}

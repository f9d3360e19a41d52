extension ClientReports {
    /// Kinds of remedy are told by currency, for sums in two currencies cannot be added.
    private struct Key: Hashable { var kind: String, currency: String }

    /// What one client won.
    private struct Won {
        var workers: Int64 = 0, ordered: Int64 = 0, received: Int64 = 0

        mutating func add(_ other: Won) {
            workers += other.workers
            ordered += other.ordered
            received += other.received
        }
    }

    /// R7: how many clients won what, and the money where enough of them share it.
    var remedies: [Table] {
        let won = records.map(remediesOfOne)
        let currencies = Set(won.flatMap { $0.keys.map(\.currency) })
        let money = Dimension(name: "Currency", occurring: currencies, label: { $0.isEmpty ? "No money" : $0 }, othersName: "Other currencies")
        let rule = request.tier.twoWay
        var crosstab = Crosstab(rows: .remedy, columns: money)
        var settled: SettledCrosstab?
        if !currencies.isEmpty {
            for client in won { for key in client.keys { crosstab.add(key.kind, key.currency) } }
            settled = SettledCrosstab(crosstab, rows: Grouping(.remedy), columns: Grouping(money), rule: rule)
        }
        let counts = Table(
            id: "R7a", title: "What was won", settled, of: crosstab, tier: request.tier, unit: "clients",
            definition: "Clients for whom something was won, once for each kind and currency. \(ClientReports.who)")
        let amounts = Table(
            id: "R7b", title: "Money won", rowName: "Remedy", columns: ["Workers", "Ordered", "Received"],
            rows: settled.map { sums(of: won, in: $0, money) } ?? [], unit: "money",
            definition:
                "Workers whom it is for, sums that were ordered, and what of these was received so far. \(ClientReports.who)",
            notes: [
                "Sums in two currencies are never added. Ordered is not received. A figure is hidden where fewer than \(rule.smallest) clients share it or "
                    + "one has more than half."
            ])
        return [counts, amounts]
    }

    private func remediesOfOne(_ client: ClientRecord) -> [Key: Won] {
        client.remedies.reduce(into: [:]) { sums, remedy in
            let one = Won(workers: Int64(remedy.workers), ordered: remedy.orderedMinor, received: remedy.receivedMinor)
            sums[Key(kind: remedy.kind, currency: remedy.currency), default: Won()].add(one)
        }
    }

    /// A row for each cell that may be told; no totals, so that nothing can be taken away from them.
    private func sums(of won: [[Key: Won]], in settled: SettledCrosstab, _ money: Dimension) -> [Table.Row] {
        let width = settled.columns.groups.count
        return settled.values.indices.compactMap { place in
            let (row, column) = (settled.rows.groups[place / width], settled.columns.groups[place % width])
            guard settled.values[place] > 0, !settled.isHidden[place], !column.isMerged, let currency = column.members.first
            else { return nil }
            let code = money.values[currency].id
            let keys = row.members.map { Key(kind: Dimension.remedy.values[$0].id, currency: code) }
            let clients = won.compactMap { client -> Won? in
                let own = keys.compactMap { client[$0] }
                return own.isEmpty ? nil : own.reduce(into: Won()) { $0.add($1) }
            }
            return Table.Row("\(row.label), \(money.values[currency].label)", figures(of: clients, code))
        }
    }

    private func figures(of clients: [Won], _ currency: String) -> [Table.Figure] {
        let workers = shared(clients.map(\.workers)).map { request.tier.shown(Int($0)) } ?? .hidden
        guard !currency.isEmpty else { return [workers, .none, .none] }
        let money = [shared(clients.map(\.ordered)), shared(clients.map(\.received))].map { sum in
            sum.map { Table.Figure.money(minor: $0, currency: currency) } ?? .hidden
        }
        return [workers] + money
    }

    /// The sum, or `nil` where few share it or one has most of it.
    private func shared(_ parts: [Int64]) -> Int64? {
        let sum = parts.reduce(Int64(0)) { sum, part in
            let (larger, isTooLarge) = sum.addingReportingOverflow(part)
            return isTooLarge ? .max : larger
        }
        // More than can be added up is no sum that anybody won.
        guard sum < .max else { return nil }
        let isShared = parts.count { $0 > 0 } >= request.tier.twoWay.smallest
        return isShared && (parts.max() ?? 0) <= sum / 2 ? sum : nil
    }
}

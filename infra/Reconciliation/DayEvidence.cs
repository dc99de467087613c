using System.Text;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Evidence;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Brings together what speaks of one difference: the bill's bytes, the order's messages, history and postings.</summary>
public sealed class DayEvidence(
    ReconciliationBook book, OrdersOfBills orders, OrderEnvelopes envelopes, BillArchive archive,
    IOptionsMonitor<ReconciliationOptions> options, TimeProvider clock)
{
    /// <returns>The pack; null: there is no such difference of that day.</returns>
    public async Task<byte[]?> PackAsync(RunKey key, string id, CancellationToken cancellation)
    {
        if (await book.FindDifferenceAsync(key, id, cancellation) is not { } stored) return null;
        var entry = stored.Entry;
        var story = await orders.FindAsync(key, entry.Difference, cancellation);
        var callbacks = story is null ? [] : await envelopes.ReadAsync(story.Order.Key, cancellation);
        var (audit, _) = await book.AuditAsync(key, cancellation);
        var pack = new MemoryStream();
        EvidencePack.Write(pack, new(
            entry.Id, $"{key}#{entry.LastRun}", key.Channel, key.Day, clock.GetUtcNow(), new(entry.Difference, entry.Cause))
        {
            Lines = await LinesAsync(key, entry.Difference, cancellation),
            Callbacks = [.. callbacks.SelectMany((one, at) => Files(one, at + 1))],
            Records = Records(entry, story),
            Audit = [.. audit.Where(row => row.Entry.Subject == entry.Id)],
        });
        return pack.ToArray();
    }

    /// <summary>Of the third side each half is a bill's line.</summary>
    private async Task<IReadOnlyList<BillExtract>> LinesAsync(
        RunKey key, DifferenceRow difference, CancellationToken cancellation) => difference.Books switch
        {
            ComparedBooks.LedgerAndBill => await LinesAsync(key, BillKind.Trade, difference.There, cancellation),
            ComparedBooks.BillAndAccount =>
            [
                .. await LinesAsync(key, BillKind.Trade, difference.Here, cancellation),
                .. await LinesAsync(key, BillKind.Funds, difference.There, cancellation),
            ],
        };

    /// <summary>A row that was carried stands in the bill of its own day.</summary>
    private async Task<IReadOnlyList<BillExtract>> LinesAsync(
        RunKey key, BillKind kind, IReadOnlyList<MovementRow> rows, CancellationToken cancellation)
    {
        var lines = new List<BillExtract>();
        foreach (var row in rows.Where(row => row.Line > 0))
        {
            var day = key with { Day = key.Day.AddDays(-row.Age) };
            var format = BillFormatsByChannel.Of(options.CurrentValue, day, kind);
            if (await archive.FindLineAsync(day, kind, format, row, cancellation) is { } line) lines.Add(line);
        }

        return lines;
    }

    private static IEnumerable<EvidenceFile> Files(OrderEnvelope one, int number)
    {
        var source = $"{one.Event} of {one.Source} {one.Id}";
        yield return new($"callbacks/{number}.body", one.Body, source);
        if (one.Headers is { } headers) yield return new($"callbacks/{number}.headers.txt", Encoding.UTF8.GetBytes(headers), source);
    }

    private static IReadOnlyList<EvidenceFile> Records(DifferenceEntry entry, OrderStory? story)
    {
        var records = new List<EvidenceFile> { new("decision.json", DayJson.Write(entry), "the book of runs") };
        if (story is null) return records;
        var source = $"the order {story.Order.Key.OrderId}";
        records.Add(new("order/history.json", DayJson.Write(story.Timeline), source));
        records.Add(new("order/postings.json", DayJson.Write(story.Postings), source));
        records.Add(new("order/refunds.json", DayJson.Write(story.Refunds), source));
        return records;
    }
}

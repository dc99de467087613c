using System.Diagnostics;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Reports;
using Spectre.Console;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>One run of the command: opens the files, compares, tells.</summary>
internal sealed class ReconcileRun(ReconcileRequest request)
{
    private const int Agreed = 0;
    private const int Differ = 1;
    private const int Refused = 2;
    private const long BytesOfPartition = 1 << 20;
    private const long BytesOfMemoryByte = 12;
    private const long MemoryMin = 64 << 20;
    private const long MemoryMax = 320 << 20;
    private static readonly TimeSpan BorderOfDay = TimeSpan.FromMinutes(10);

    public int Run(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (request.TimeMax != TimeSpan.MaxValue) limited.CancelAfter(request.TimeMax);
        try
        {
            return Compare(watch, limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Refuse($"Given up after {request.TimeMax}: the comparison is not complete.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or ArgumentException)
        {
            return Refuse(e.Message);
        }
    }

    private int Compare(Stopwatch watch, CancellationToken cancellation)
    {
        using var ledger = Open(request.Ledger);
        using var bill = Open(request.Bill);
        var expectation = new BillExpectation { Hash = request.Hash, Day = Day };
        var (here, refusedHere) = BillContainer.Open(request.Ledger.Name, ledger, LedgerFile.Instance, new());
        var (there, refusedThere) = BillContainer.Open(
            request.Bill.Name, bill, BillFormats.Of(request.Channel, request.Date), expectation);
        if ((refusedHere ?? refusedThere) is { } refused) return Refuse(refused.ToString());
        using var csv = request.Differences?.Create();
        var file = csv is null ? null : new DifferenceCsv(csv);
        var listed = new ListedDifferences(file, request.DifferencesMax);
        var reconciler = new Reconciler(new()
        {
            Memory = request.MemoryMegabytes is { } megabytes ? (long)megabytes << 20 : ShareOf(ledger.Length + bill.Length),
            Partitions = (int)Math.Clamp((ledger.Length + bill.Length) / BytesOfPartition / 2, 64, 1024),
            Spill = SpillFiles.Open,
            Day = Day,
        });
        var outcome = ReconcileView.Watch(request.Json, reconciler.Progress, () =>
            reconciler.Run(new([here!], [there!]), listed, cancellation));
        file?.Flush();
        if (outcome.Refusal is { } refusal) return Refuse(refusal.ToString());
        if (!outcome.Coverage.Holds) return Refuse("The proof of coverage does not hold: nothing of this run may be used.");
        WriteReport(outcome.Coverage, listed.Digest);
        ReconcileView.Show(request, outcome.Coverage, listed, watch.Elapsed);
        return outcome.Coverage.Disagreements == 0 ? Agreed : Differ;
    }

    /// <summary>Enough that the days of most merchants spill little, and little enough for a small machine.</summary>
    private static long ShareOf(long bytes) => Math.Clamp(bytes / BytesOfMemoryByte, MemoryMin, MemoryMax);

    private void WriteReport(Coverage coverage, DifferenceDigest digest)
    {
        if (request.Report is null) return;
        using var page = request.Report.CreateText();
        var explained = CauseAnalysis.Explain(digest.First, new() { Day = Day });
        HtmlReport.Write(page, new(
            $"{request.Ledger.Name} against {request.Bill.Name}", TimeProvider.System.GetUtcNow(),
            [new(request.Channel, coverage, digest.ByHour, explained)]));
    }

    private DayWindow? Day => request.Date is { } day ? DayWindow.OfChina(day, TimeSpan.Zero, BorderOfDay, daysMax: 1) : null;

    private static FileStream Open(FileInfo file) => new(
        file.FullName, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });

    private int Refuse(string what)
    {
        if (request.Json) Console.WriteLine(ReconcileView.RefusalJson(what));
        else AnsiConsole.MarkupLineInterpolated($"[red]Refused.[/] {what}");
        return Refused;
    }
}

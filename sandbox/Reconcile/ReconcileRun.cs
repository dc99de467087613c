using System.Diagnostics;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Reports;
using PayFunctions.Core.Reconciliation.Shadow;
using Spectre.Console;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>One run of the command: opens the files, compares, tells.</summary>
internal sealed class ReconcileRun(ReconcileRequest request)
{
    private const int Agreed = 0;
    private const int Differ = 1;
    private const int Refused = 2;
    private static readonly TimeSpan BorderOfDay = TimeSpan.FromMinutes(10);

    private readonly DayWindow? _day =
        request.Date is { } day ? DayWindow.OfChina(day, TimeSpan.Zero, BorderOfDay, daysMax: 1) : null;

    public int Run(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (request.TimeMax != TimeSpan.MaxValue) limited.CancelAfter(request.TimeMax);
        try
        {
            var code = Run(watch, limited.Token);
            if (code == Refused) request.Differences?.Delete(); // What was listed before a refusal is nothing to go by.
            return code;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            request.Differences?.Delete();
            return Refuse($"Given up after {request.TimeMax}: the comparison is not complete.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or ArgumentException)
        {
            return Refuse(e.Message);
        }
    }

    private int Run(Stopwatch watch, CancellationToken cancellation)
    {
        using var csv = request.Differences?.Create();
        var file = csv is null ? null : new DifferenceCsv(csv);
        var all = new List<Compared>();
        foreach (var sides in Sides())
        {
            var (compared, refusal) = Compare(sides, file, cancellation);
            if (compared is null) return Refuse(refusal);
            all.Add(compared);
        }

        // On a busy machine the token may be later than the time that it stands for.
        if (watch.Elapsed > request.TimeMax) throw new OperationCanceledException("There was no more time.");
        file?.Flush();
        WriteReport(all);
        ReconcileView.Show(request, all, watch.Elapsed);
        return all.TrueForAll(one => one.Agrees) ? Agreed : Differ;
    }

    private IEnumerable<ReconcileSides> Sides()
    {
        var expected = new BillExpectation { Hash = request.Hash, Day = _day };
        yield return ReconcileSides.OfBill(request, expected);
        if (request.Funds is { } funds) yield return ReconcileSides.OfFunds(request, funds, expected);
    }

    private (Compared? Compared, string Refusal) Compare(ReconcileSides sides, DifferenceCsv? file, CancellationToken cancellation)
    {
        if (file is not null) file.Channel = sides.Channel;
        var listed = new ListedDifferences(file, request.DifferencesMax, request.Shadow is null ? null : new());
        var options = sides.Options(request.MemoryMegabytes, _day);
        var reconciler = new Reconciler(options);
        var (outcome, refused) = sides.Read(input => ReconcileView.Watch(
            request.Json, reconciler.Progress, () => reconciler.Run(input, listed, cancellation)));
        if ((refused ?? outcome?.Refusal) is { } refusal) return (null, refusal.ToString());
        if (!outcome!.Coverage.Holds) return (null, "The proof of coverage does not hold: nothing of this run may be used.");
        return (new(sides.Channel, outcome.Coverage, listed, Shadow(sides, options, outcome.Coverage, listed, cancellation)), "");
    }

    private ShadowReport? Shadow(
        ReconcileSides sides, ReconcilerOptions options, Coverage applied, ListedDifferences listed, CancellationToken cancellation)
    {
        if (request.Shadow is not { } rules) return null;
        var (report, refused) = sides.Read(input => ShadowRun.Run(options, rules, input, (applied, listed.Kept!), cancellation));
        return report ?? new(refused, applied, new(), [], IsWhole: false);
    }

    private void WriteReport(List<Compared> all)
    {
        if (request.Report is null && request.Figures is null) return;
        var report = new ReconciliationReport(
            $"{request.Ledger.Name} against {request.Bill.Name}", TimeProvider.System.GetUtcNow(),
            [.. all.Select(one => new ChannelReport(
                one.Channel, one.Coverage, one.Listed.Digest.ByHour,
                CauseAnalysis.Explain(one.Listed.Digest.First, new() { Day = _day }))
            { Shadow = one.Shadow })]);
        Write(request.Report, page => HtmlReport.Write(page, report));
        Write(request.Figures, lines => FiguresCsv.Write(lines, report));
    }

    private static void Write(FileInfo? to, Action<TextWriter> write)
    {
        if (to is null) return;
        using var text = to.CreateText();
        write(text);
    }

    private int Refuse(string what)
    {
        if (request.Json) Console.WriteLine(ReconcileJson.OfRefusal(what));
        else AnsiConsole.MarkupLineInterpolated($"[red]Refused.[/] {what}");
        return Refused;
    }
}

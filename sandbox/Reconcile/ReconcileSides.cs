using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>Two files and how each is read. They can be opened again and again: a shadow run reads them once more.</summary>
internal sealed record ReconcileSides(
    string Channel, FileInfo Here, BillFormat HereFormat, BillExpectation HereExpected,
    FileInfo There, BillFormat ThereFormat, BillExpectation ThereExpected)
{
    private const long BytesOfPartition = 1 << 20;
    private const long BytesOfMemoryByte = 12;
    private const long MemoryMin = 68 << 20;
    private const long MemoryMax = 320 << 20;

    /// <summary>Our ledger against the provider's bill.</summary>
    public static ReconcileSides OfBill(ReconcileRequest request, BillExpectation expected) => new(
        request.Channel, request.Ledger, LedgerFile.Instance, BillExpectation.Nothing,
        request.Bill,
        request.Columns is { } columns ? new ConfiguredBill(columns) : BillFormats.Of(request.Channel, request.Date), expected);

    /// <summary>What the trade bill says of the account against what the account's own bill says.</summary>
    public static ReconcileSides OfFunds(ReconcileRequest request, FileInfo funds, BillExpectation expected) => new(
        WeChatFundBill.Instance.Channel, request.Bill, WeChatTradeFunds.Instance, expected,
        funds, WeChatFundBill.Instance, expected with { Hash = null });

    public ReconcilerOptions Options(int? megabytes, DayWindow? day)
    {
        var bytes = Here.Length + There.Length;
        return new()
        {
            Memory = megabytes is { } given ? (long)given << 20 : ShareOf(bytes),
            Partitions = (int)Math.Clamp(bytes / BytesOfPartition / 2, 64, 1024),
            Spill = SpillFiles.Open,
            Day = day,
            Rules = ThereFormat is WeChatFundBill ? MatchingRules.Account : MatchingRules.Standard,
            SkipsNoTrade = ThereFormat is WeChatFundBill,
        };
    }

    /// <summary>Opens both files for as long as the work lasts.</summary>
    /// <returns>What the work returned, or why a container was refused.</returns>
    public (T? Done, BillRefusal? Refusal) Read<T>(Func<ReconciliationInput, T> work)
    {
        using var here = Open(Here);
        using var there = Open(There);
        var (ours, refusedHere) = BillContainer.Open(Here.Name, here, HereFormat, HereExpected);
        var (theirs, refusedThere) = BillContainer.Open(There.Name, there, ThereFormat, ThereExpected);
        return (refusedHere ?? refusedThere) is { } refused ? (default, refused) : (work(new([ours!], [theirs!])), null);
    }

    private static FileStream Open(FileInfo file) => new(
        file.FullName, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });

    /// <summary>Enough that the days of most merchants spill little, and little enough for a small machine.</summary>
    private static long ShareOf(long bytes) => Math.Clamp(bytes / BytesOfMemoryByte, MemoryMin, MemoryMax);
}

using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>Runs the engine on rows.</summary>
internal static class Engine
{
    public static (Coverage Coverage, IReadOnlyList<DifferenceRow> Differences) Compare(
        IEnumerable<MovementRow> here, IEnumerable<MovementRow> there, int partitions = 4, long memory = 1 << 20, int workers = 2,
        DayWindow? day = null, IReadOnlySet<string>? merchants = null)
    {
        var list = new DifferenceList();
        var run = new Reconciler(new()
        {
            Partitions = partitions,
            Memory = memory,
            Workers = workers,
            Day = day,
            Merchants = merchants,
            Spill = () => new MemoryStream(),
        }).Run(new([new MovementRows("here", here)], [new MovementRows("there", there)]), list, TestContext.Current.CancellationToken);
        Assert.Null(run.Refusal);
        return (run.Coverage, list.Rows);
    }

    /// <summary>One difference as a line of text: two lists are the same when their lines are.</summary>
    public static string Text(DifferenceRow one) =>
        $"{one.Kind} {one.Aspects} | {string.Join(';', one.Here.Select(Text))} | {string.Join(';', one.There.Select(Text))}";

    private static string Text(MovementRow row) =>
        $"{row.Kind} {row.Status} {row.OrderId} {row.Reference} {row.ProviderId} {row.Amount} {row.Currency} {row.Fee} {row.At.UtcDateTime:O} {row.Line} {row.Age}";
}

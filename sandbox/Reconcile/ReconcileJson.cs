using System.Text.Json;
using System.Text.Json.Serialization;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>What a script gets to see of a run: one object, of the ledger and the bill; the account's bill is an object in it.</summary>
internal static class ReconcileJson
{
    private const int ChangesMax = 100;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string OfRefusal(string what) => JsonSerializer.Serialize(new { refused = what }, Options);

    public static string Of(IReadOnlyList<Compared> all, TimeSpan took)
    {
        var root = JsonSerializer.SerializeToNode(Of(all[0]), Options)!.AsObject();
        root["agrees"] = all.All(one => one.Agrees);
        if (all.Count > 1) root["funds"] = JsonSerializer.SerializeToNode(Of(all[1]), Options);
        root["seconds"] = Math.Round(took.TotalSeconds, 3);
        root["cpuSeconds"] = Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 3);
        root["peakMegabytes"] = PeakMegabytes();
        return root.ToJsonString(Options);
    }

    private static object Of(Compared one) => new
    {
        channel = one.Channel,
        agrees = one.Agrees,
        matchRate = one.Coverage.MatchRate,
        here = Side(one.Coverage.Here),
        there = Side(one.Coverage.There),
        found = Found(one.Coverage),
        listed = one.Listed.Listed,
        first = one.Listed.First.Select(Row),
        shadow = one.Shadow is null ? null : Shadow(one.Shadow),
    };

    private static object Shadow(ShadowReport shadow) => new
    {
        agrees = shadow.Agrees,
        refused = shadow.Refusal?.ToString(),
        matchRate = shadow.Shadow.MatchRate,
        found = Found(shadow.Shadow),
        isWhole = shadow.IsWhole,
        changed = shadow.Changes.Count,
        changes = shadow.Changes.Take(ChangesMax).Select(change => new
        {
            movement = change.Movement,
            key = change.Key,
            applied = change.Applied.Select(Row),
            shadow = change.Shadow.Select(Row),
        }),
    };

    private static Dictionary<string, long> Found(Coverage coverage) => DifferenceKinds.All
        .Where(kind => coverage.Found(kind) > 0)
        .ToDictionary(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), coverage.Found);

    private static long PeakMegabytes()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.PeakWorkingSet64 >> 20;
    }

    private static object Row(DifferenceRow one) => new
    {
        kind = one.Kind,
        aspects = one.Aspects.ToString(),
        here = one.Here.Select(Movement),
        there = one.There.Select(Movement),
    };

    private static object Movement(MovementRow row) => new
    {
        kind = row.Kind,
        status = row.Status,
        orderId = row.OrderId,
        refundId = row.Reference,
        transactionId = row.ProviderId,
        amount = row.Amount,
        currency = row.Currency.Code,
        feeThousandths = row.Fee,
        at = row.At,
        line = row.Line,
        offset = row.Offset,
    };

    private static object Side(SideCoverage side) => new
    {
        rows = side.In.Rows,
        sums = side.In.Sums,
        matched = side.Matched.Rows,
        skippedAsUnpaid = side.SkippedAsUnpaid.Rows,
        skippedAsNoTrade = side.SkippedAsNoTrade.Rows,
    };
}

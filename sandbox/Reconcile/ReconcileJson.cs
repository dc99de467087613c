using System.Buffers;
using System.Text;
using System.Text.Json;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>What a script gets to see of a run: one object, of the ledger and the bill; the account's bill is an object in it.</summary>
/// <remarks>Written name by name: a serializer that looks at types first took a tenth of all that a day of a million rows takes.</remarks>
internal static class ReconcileJson
{
    private const int ChangesMax = 100;

    public static string OfRefusal(string what) => Print(json => json.WriteString("refused", what));

    public static string Of(IReadOnlyList<Compared> all, TimeSpan took) => Print(json =>
    {
        Write(json, all[0], all.All(one => one.Agrees));
        if (all.Count > 1)
        {
            json.WriteStartObject("funds");
            Write(json, all[1], all[1].Agrees);
            json.WriteEndObject();
        }

        json.WriteNumber("seconds", Math.Round(took.TotalSeconds, 3));
        json.WriteNumber("cpuSeconds", Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 3));
        json.WriteNumber("peakMegabytes", PeakMegabytes());
    });

    private static string Print(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Compared one, bool agrees)
    {
        json.WriteString("channel", one.Channel);
        json.WriteBoolean("agrees", agrees);
        json.WriteNumber("matchRate", one.Coverage.MatchRate);
        WriteSide(json, "here", one.Coverage.Here);
        WriteSide(json, "there", one.Coverage.There);
        WriteFound(json, one.Coverage);
        json.WriteNumber("listed", one.Listed.Listed);
        WriteRows(json, "first", one.Listed.First);
        if (one.Shadow is { } shadow) WriteShadow(json, shadow);
    }

    private static void WriteSide(Utf8JsonWriter json, string name, SideCoverage side)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rows", side.In.Rows);
        json.WriteStartObject("sums");
        foreach (var (currency, sum) in side.In.Sums) json.WriteNumber(currency, sum);
        json.WriteEndObject();
        json.WriteNumber("matched", side.Matched.Rows);
        json.WriteNumber("skippedAsUnpaid", side.SkippedAsUnpaid.Rows);
        json.WriteNumber("skippedAsNoTrade", side.SkippedAsNoTrade.Rows);
        json.WriteEndObject();
    }

    private static void WriteFound(Utf8JsonWriter json, Coverage coverage)
    {
        json.WriteStartObject("found");
        foreach (var kind in DifferenceKinds.All)
        {
            if (coverage.Found(kind) > 0) json.WriteNumber(Word(kind), coverage.Found(kind));
        }

        json.WriteEndObject();
    }

    private static void WriteShadow(Utf8JsonWriter json, ShadowReport shadow)
    {
        json.WriteStartObject("shadow");
        json.WriteBoolean("agrees", shadow.Agrees);
        if (shadow.Refusal is { } refusal) json.WriteString("refused", refusal.ToString());
        json.WriteNumber("matchRate", shadow.Shadow.MatchRate);
        WriteFound(json, shadow.Shadow);
        json.WriteBoolean("isWhole", shadow.IsWhole);
        json.WriteNumber("changed", shadow.Changes.Count);
        json.WriteStartArray("changes");
        foreach (var change in shadow.Changes.Take(ChangesMax))
        {
            json.WriteStartObject();
            json.WriteString("movement", Word(change.Movement));
            json.WriteString("key", change.Key);
            WriteRows(json, "applied", change.Applied);
            WriteRows(json, "shadow", change.Shadow);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, string name, IEnumerable<DifferenceRow> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("kind", Word(row.Kind));
            json.WriteString("aspects", row.Aspects.ToString());
            WriteMovements(json, "here", row.Here);
            WriteMovements(json, "there", row.There);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMovements(Utf8JsonWriter json, string name, IReadOnlyList<MovementRow> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("kind", Word(row.Kind));
            json.WriteString("status", Word(row.Status));
            json.WriteString("orderId", row.OrderId);
            json.WriteString("refundId", row.Reference);
            json.WriteString("transactionId", row.ProviderId);
            json.WriteNumber("amount", row.Amount);
            json.WriteString("currency", row.Currency.Code);
            if (row.Fee is { } fee) json.WriteNumber("feeThousandths", fee);
            json.WriteString("at", row.At);
            json.WriteNumber("line", row.Line);
            json.WriteNumber("offset", row.Offset);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static long PeakMegabytes()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.PeakWorkingSet64 >> 20;
    }
}

using System.Globalization;
using System.Text.Json;
using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Edge;

namespace PayFunctions.Reconciliation;

internal static class ReconciliationJson
{
    public static byte[] Run(ReconciliationRun run) => Json.Write(run, static (json, run) =>
    {
        json.WriteStartObject();
        json.WriteString("channel"u8, run.Key.Channel);
        json.WriteString("date"u8, run.Key.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("run"u8, run.Number);
        json.WriteString("state"u8, run.State.ToString());
        json.WriteTime("startedAt"u8, run.StartedAt);
        if (run.EndedAt is { } ended) json.WriteTime("endedAt"u8, ended);
        if (run.Why is { } why) json.WriteString("why"u8, why);
        if (run.IsStorm) json.WriteBoolean("storm"u8, true);
        Figures(json, "found", run.Found);
        Figures(json, "left", run.Left);
        if (run.Left is not null)
        {
            json.WriteNumber("open"u8, run.Open);
            json.WriteNumber("repaired"u8, run.Repaired);
        }

        json.WriteEndObject();
    });

    public static byte[] Differences(IReadOnlyList<DifferenceEntry> entries) => Json.Write(entries, static (json, entries) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("differences"u8);
        foreach (var entry in entries) Write(json, entry);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static byte[] Difference(DifferenceEntry entry) => Json.Write(entry, Write);

    private static void Figures(Utf8JsonWriter json, string name, RunFigures? figures)
    {
        if (figures is null) return;
        json.WriteStartObject(name);
        json.WriteNumber("hereRows"u8, figures.HereRows);
        json.WriteNumber("thereRows"u8, figures.ThereRows);
        json.WriteNumber("matched"u8, figures.Matched);
        json.WriteNumber("differences"u8, figures.Differences);
        json.WriteNumber("carried"u8, figures.Carried);
        json.WriteNumber("crossed"u8, figures.Crossed);
        json.WriteNumber("shardsAgreeing"u8, figures.SkippedShards);
        json.WriteNumber("indexMended"u8, figures.IndexMended);
        if (figures.AccountRows is { } rows)
        {
            json.WriteNumber("accountRows"u8, rows);
            json.WriteNumber("accountMatched"u8, figures.AccountMatched);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DifferenceEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, entry.Id);
        json.WriteString("kind"u8, entry.Difference.Kind.ToString());
        json.WriteString("state"u8, entry.State.ToString());
        json.WriteString("books"u8, entry.Difference.Books.ToString());
        json.WriteString("orderId"u8, entry.Difference.OrderId);
        if (entry.Difference.First.Reference is { Length: > 0 } refund) json.WriteString("refundId"u8, refund);
        Rows(json, "here", entry.Difference.Here);
        Rows(json, "there", entry.Difference.There);
        json.WriteStartObject("cause"u8);
        json.WriteString("kind"u8, entry.Cause.Kind.ToString());
        json.WriteNumber("confidence"u8, entry.Cause.Confidence);
        json.WriteString("evidence"u8, entry.Cause.Evidence);
        json.WriteEndObject();
        json.WriteString("action"u8, entry.Action.ToString());
        json.WriteNumber("approvalsNeeded"u8, (int)entry.Need);
        json.WriteString("why"u8, entry.Why);
        json.WriteTime("foundAt"u8, entry.FoundAt);
        if (entry.EndedAt is { } ended) json.WriteTime("endedAt"u8, ended);
        if (entry.Outcome is { } outcome) json.WriteString("outcome"u8, outcome);
        json.WriteStartArray("approvals"u8);
        foreach (var one in entry.Approvals) Word(json, one);
        json.WriteEndArray();
        if (entry.TakeBacks.Count > 0)
        {
            json.WriteStartArray("takeBacks"u8);
            foreach (var one in entry.TakeBacks) Word(json, one);
            json.WriteEndArray();
        }

        if (entry.Rejection is { } no)
        {
            json.WritePropertyName("rejection"u8);
            Word(json, no);
        }

        Preview(json, entry.Preview);
        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, string name, IReadOnlyList<MovementRow> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("movement"u8, row.Kind.ToString());
            json.WriteString("status"u8, row.Status.ToString());
            json.WriteMoney("amount"u8, new Money(row.Amount, row.Currency));
            if (row.ProviderId.Length > 0) json.WriteString("transactionId"u8, row.ProviderId);
            json.WriteTime("at"u8, row.At);
            if (row.Line > 0) json.WriteNumber("line"u8, row.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Word(Utf8JsonWriter json, Approval word)
    {
        json.WriteStartObject();
        json.WriteString("by"u8, word.By);
        json.WriteString("reason"u8, word.Reason);
        json.WriteTime("at"u8, word.At);
        json.WriteEndObject();
    }

    /// <summary>The dry run: postings that stand, and those that the repair would add.</summary>
    private static void Preview(Utf8JsonWriter json, IReadOnlyList<PostingLine> lines)
    {
        if (lines.Count == 0) return;
        json.WriteStartArray("preview"u8);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteBoolean("new"u8, line.IsNew);
            json.WriteNumber("sequence"u8, line.Sequence);
            json.WriteString("kind"u8, line.Kind);
            json.WriteString("account"u8, line.Account);
            json.WriteNumber("debit"u8, line.Debit);
            json.WriteNumber("credit"u8, line.Credit);
            json.WriteString("currency"u8, line.Currency.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

using System.Globalization;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>The keys of an order's rows.</summary>
internal static class OrderKeys
{
    public const string Order = "order";

    /// <summary>In the partition of an attempt's number, or of an order that could be taken for one: whose it is.</summary>
    public const string Number = "number";

    public const string EvidencePrefix = "evidence|";

    public const string LedgerPrefix = "ledger|";

    public const string RefundPrefix = "refund|";

    public const string SplitPrefix = "split|";

    public const string OutboxPrefix = "outbox|";

    /// <summary>One past every key that begins with the prefix: <c>}</c> follows the pipe.</summary>
    public static string After(string prefix) => $"{prefix[..^1]}}}";

    /// <summary>
    /// An order id may hold pipes and the tenant's are escaped, so that the first pipe is always the border.
    /// </summary>
    public static string Partition(OrderKey key) =>
        $"{TableKeys.EscapePart(key.Tenant)}|{TableKeys.Escape(key.OrderId)}";

    public static OrderKey OfPartition(string partition)
    {
        var border = partition.IndexOf('|', StringComparison.Ordinal);
        return new(TableKeys.Unescape(partition[..border]), TableKeys.Unescape(partition[(border + 1)..]));
    }

    public static string Evidence(Evidence evidence) => Evidence(evidence.Source.ToString(), IdOf(evidence));

    /// <summary>Two attempts may be answered in the same words: the answers are two.</summary>
    public static string IdOf(Evidence evidence) => evidence is { Source: EvidenceSource.Answer, Attempt: > 1 }
        ? string.Create(CultureInfo.InvariantCulture, $"{evidence.Id}@{evidence.Attempt}")
        : evidence.Id;

    public static string Evidence(RefundEvidence evidence) => Evidence(evidence.Source.ToString(), evidence.Id);

    public static string Evidence(SplitEvidence evidence) => Evidence(evidence.Source.ToString(), evidence.Id);

    /// <summary>The source is a word of ours without a pipe, so that the id's own pipes are no border.</summary>
    public static string Evidence(string source, string id) => $"{EvidencePrefix}{source}|{TableKeys.EscapeForeign(id)}";

    public static string Split(string splitId) => $"{SplitPrefix}{TableKeys.Escape(splitId)}";

    public static string Refund(string refundId) => $"{RefundPrefix}{TableKeys.Escape(refundId)}";

    public static string Ledger(int sequence) => $"{LedgerPrefix}{Sequence(sequence)}";

    public static string Outbox(int sequence) => $"{OutboxPrefix}{Sequence(sequence)}";

    /// <summary>Six digits, so that keys sort as numbers do.</summary>
    public static string Sequence(int sequence) => sequence.ToString("D6", CultureInfo.InvariantCulture);
}

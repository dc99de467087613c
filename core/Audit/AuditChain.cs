using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Core.Audit;

/// <summary>
/// What was done, row upon row: each carries the hash of the one before it, so that none can be changed, moved, taken out
/// or put in without every later hash telling of it. A chain belongs to what it is about: the first row hangs on its name.
/// </summary>
public static class AuditChain
{
    /// <param name="name">What the chain is about: <c>default/wechatpay/20261120</c>, <c>order default|ORD1</c>.</param>
    public static AuditHead Start(string name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "payfunctions-audit");
        Append(hash, name);
        return new(0, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The row that comes next.</summary>
    public static AuditRow Next(AuditHead head, AuditEntry entry) =>
        new(head.Count + 1, entry, head.Hash, HashOf(head.Count + 1, entry, head.Hash));

    /// <summary>Where the chain ends with this row.</summary>
    public static AuditHead HeadOf(AuditRow row) => new(row.Sequence, row.Hash);

    /// <summary>Reads a chain from its start.</summary>
    /// <param name="rows">In their order.</param>
    /// <param name="head">What is kept elsewhere as its end; null when nobody has kept it, and then a cut end goes unseen.</param>
    /// <returns>The first row that is wrong; null when every one is what it was.</returns>
    public static BrokenLink? Verify(string name, IEnumerable<AuditRow> rows, AuditHead? head)
    {
        var at = Start(name);
        foreach (var row in rows)
        {
            if (Check(at, row) is { } what) return new(at.Count + 1, what);
            at = HeadOf(row);
        }

        if (head is null || head == at) return null;
        return head.Count > at.Count
            ? new(at.Count + 1, $"there are to be {head.Count} rows, and {at.Count} are here")
            : new(Math.Max(1, at.Count), $"it is to end with row {head.Count} and another hash");
    }

    private static string? Check(AuditHead before, AuditRow row)
    {
        if (row.Sequence != before.Count + 1) return $"row {before.Count + 1} is missing: row {row.Sequence} stands in its place";
        if (row.Before != before.Hash) return "it hangs on another row than the one before it";
        return row.Hash == HashOf(row.Sequence, row.Entry, row.Before) ? null : "its hash is not that of what it says";
    }

    private static string HashOf(int sequence, AuditEntry entry, string before)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        Append(hash, before);
        BinaryPrimitives.WriteInt64LittleEndian(number, sequence);
        hash.AppendData(number);
        BinaryPrimitives.WriteInt64LittleEndian(number, entry.At.UtcTicks);
        hash.AppendData(number);
        foreach (var text in (ReadOnlySpan<string>)[entry.Actor, entry.Action, entry.Subject, entry.Detail]) Append(hash, text);
        // Rows from before traces were kept hash as they did: every text goes in with its length, so that one more is no other's.
        if (entry.Trace.Length > 0) Append(hash, entry.Trace);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>With its length before it, so that no two lists of texts are the same bytes.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

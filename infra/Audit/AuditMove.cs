using PayFunctions.Core.Audit;

namespace PayFunctions.Infra.Audit;

/// <summary>A move from one state to another as an entry's detail says it: <c>Held -> Confirmed 100 CNY</c>.</summary>
internal static class AuditMove
{
    /// <summary>In the trace that it is called in.</summary>
    public static AuditEntry Entry(
        DateTimeOffset at, string actor, string action, string subject, string from, string to, string detail) =>
        new(at, actor, action, subject, $"{from} -> {to} {detail}") { Trace = AuditTrace.Current };

    /// <summary>Where an entry's move ended; null where it tells of none.</summary>
    public static string? StateAfter(AuditEntry entry) => entry.Detail.Split(' ') is [_, "->", var to, ..] ? to : null;

    /// <summary>Whether the chain begins with another state than everything begins with: the moves before it were not audited.</summary>
    /// <returns>What is to be said of it; null: it is whole.</returns>
    public static string? BeganLate(IReadOnlyList<AuditRow> chain, string first)
    {
        var from = chain.Count == 0 ? first : chain[0].Entry.Detail.Split(' ')[0];
        return from == first ? null : $"how it came to be {from} is from before the audit";
    }

    /// <summary>What a row of another kind says of where things stand, against the last entry that tells of it.</summary>
    /// <returns>Null: both say the same.</returns>
    public static BrokenLink? Contradiction(AuditRow? last, string what, string stands)
    {
        var said = last is null ? null : StateAfter(last.Entry);
        return said == stands ? null : new(last?.Sequence ?? 1, $"it says {said ?? "nothing"}, and the {what} is {stands}");
    }
}

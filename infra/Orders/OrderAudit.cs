using PayFunctions.Core.Audit;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Audit;

namespace PayFunctions.Infra.Orders;

/// <summary>What of an order's moves goes into its audit: who moved it, by what, from where to where.</summary>
internal static class OrderAudit
{
    /// <summary>The subject of what is said of the order itself.</summary>
    public const string Subject = "order";

    /// <summary>The first of a whole chain.</summary>
    public const string CreatedAction = "Created";

    private const string Nothing = "-";

    public static AuditEntry Created(Order order) => AuditMove.Entry(
        order.CreatedAt, nameof(EvidenceSource.Merchant), CreatedAction, Subject, Nothing, order.State.ToString(),
        $"{order.Channel} {order.MerchantId} {order.Total}");

    public static IEnumerable<AuditEntry> Of(Order before, OrderChange change, Evidence evidence, DateTimeOffset at)
    {
        var actor = Actor(evidence.Source, evidence.Provider);
        yield return AuditMove.Entry(
            at, actor, evidence.Event.ToString(), Subject, before.State.ToString(), change.Order.State.ToString(),
            By(OrderKeys.IdOf(evidence), EnvelopeDigest.Of(evidence.EnvelopeHeaders, evidence.Envelope)));
        if (change.Refund is { } refund)
            yield return AuditMove.Entry(at, actor, "RefundRequested", SubjectOf(refund), Nothing, refund.State.ToString(), Asked(refund));
    }

    public static AuditEntry Of(RefundAsked asked, DateTimeOffset at) => AuditMove.Entry(
        at, nameof(EvidenceSource.Merchant), "RefundRequested", SubjectOf(asked.Refund!), Nothing,
        asked.Refund!.State.ToString(), Asked(asked.Refund));

    public static IEnumerable<AuditEntry> Of(
        Order before, Refund refund, RefundChange change, RefundEvidence evidence, DateTimeOffset at)
    {
        var (actor, by) = (
            Actor(evidence.Source, evidence.Provider),
            By(evidence.Id, EnvelopeDigest.Of(evidence.EnvelopeHeaders, evidence.Envelope)));
        var action = $"Refund{evidence.Event}";
        yield return AuditMove.Entry(at, actor, action, SubjectOf(refund), refund.State.ToString(), change.Refund.State.ToString(), by);
        if (before.State != change.Order.State)
            yield return AuditMove.Entry(at, actor, action, Subject, before.State.ToString(), change.Order.State.ToString(), by);
    }

    public static AuditEntry Of(SplitAsked asked, DateTimeOffset at) => AuditMove.Entry(
        at, nameof(EvidenceSource.Merchant), asked.Return is null ? "SplitRequested" : "SplitReturnRequested",
        SubjectOf(asked.Split!, asked.Return?.Id), Nothing, (asked.Return?.State ?? asked.Split!.State).ToString(),
        asked.Return?.Number ?? asked.Split!.Number);

    public static AuditEntry Of(
        Split split, SplitEvidence evidence, SplitState from, SplitState to, DateTimeOffset at) => AuditMove.Entry(
        at, Actor(evidence.Source, evidence.Provider), $"Split{evidence.Event}", SubjectOf(split, evidence.ReturnId),
        from.ToString(), to.ToString(), By(evidence.Id, EnvelopeDigest.Of(evidence.EnvelopeHeaders, evidence.Envelope)));

    /// <summary>The evidence and its digest that an entry names; null where it names none.</summary>
    public static (string Id, string? Digest)? EvidenceOf(AuditEntry entry)
    {
        var by = entry.Detail.IndexOf(" by ", StringComparison.Ordinal);
        if (by < 0) return null;
        var said = entry.Detail[(by + 4)..];
        var digest = said.LastIndexOf(" sha256 ", StringComparison.Ordinal);
        return digest < 0 ? (said, null) : (said[..digest], said[(digest + 8)..]);
    }

    private static string Actor(EvidenceSource source, string? provider) =>
        provider is null ? source.ToString() : $"{source} {provider}";

    private static string By(string id, string? digest) => digest is null ? $"by {id}" : $"by {id} sha256 {digest}";

    private static string Asked(Refund refund) => $"{refund.Amount} {refund.Cause}";

    private static string SubjectOf(Refund refund) => $"refund {refund.Id}";

    private static string SubjectOf(Split split, string? returnId) =>
        returnId is null ? $"split {split.Id}" : $"split {split.Id} return {returnId}";
}

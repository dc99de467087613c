using PayFunctions.Core.Audit;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Infra.Webhooks;

/// <summary>What of a message's delivery goes into its audit: that it arrived, was given up, or is to be delivered once more.</summary>
/// <remarks>A chain a message: orders and their messages move at the same time, and neither is to wait for the other.</remarks>
internal static class DeliveryAudit
{
    /// <summary>Begins the keys of all deliveries' rows.</summary>
    public const string AnyPrefix = "told|";

    /// <summary>The name that a message's chain hangs on.</summary>
    public static string ChainOf(string partition, int sequence) => $"message {sequence} of {partition}";

    public static string Prefix(int sequence) => $"{AnyPrefix}{OrderKeys.Sequence(sequence)}|";

    /// <returns>None where an attempt has moved nothing: those are counted in the message's own row.</returns>
    public static IEnumerable<AuditEntry> Of(int sequence, Delivery before, Delivery after, DateTimeOffset at)
    {
        if (after.Redeliveries > before.Redeliveries)
            yield return Entry("RedeliveryAsked", $"{Number(after.Redeliveries)} time");
        else if (after.State != before.State)
            yield return Entry(after.State.ToString(), $"attempt {Number(after.Attempts)}: {after.LastOutcome} {after.LastStatus}".TrimEnd());
        else if (before.IsRedelivering && !after.IsRedelivering)
            yield return Entry("RedeliveryEnded", $"attempt {Number(after.Attempts)}: {after.LastOutcome} {after.LastStatus}".TrimEnd());

        AuditEntry Entry(string action, string detail) => AuditMove.Entry(
            at, "app", action, $"message {Number(sequence)}", before.State.ToString(), after.State.ToString(), detail);
    }

    private static string Number(int number) => FormattableString.Invariant($"{number}");
}

using PayFunctions.Core.Webhooks;
using static PayFunctions.Core.Diagnosis.FindingKind;
using static PayFunctions.Core.Diagnosis.FindingLevel;

namespace PayFunctions.Core.Diagnosis;

/// <summary>What the order's merchant has not heard yet.</summary>
internal static class MessageDiagnosis
{
    private const string None = "–";

    public static IEnumerable<Finding> Of(IReadOnlyList<ToldMessage> messages)
    {
        foreach (var (happened, delivery) in messages)
        {
            var (word, last) = (happened.Word(), delivery.LastOutcome ?? None);
            if (delivery.State == DeliveryState.Pending)
                yield return new(MessageWaits, delivery.Attempts > 1 ? Warn : Note, word, delivery.Attempts, last);
            if (delivery.State == DeliveryState.DeadLettered)
                yield return new(MessageGivenUp, Bad, word, delivery.Attempts, last);
        }

        if (messages.Count > 0 && messages.All(one => one.Delivery.State == DeliveryState.Delivered))
            yield return new(MessagesTaken, Note, messages.Count);
    }
}

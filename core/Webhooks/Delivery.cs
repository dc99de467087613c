namespace PayFunctions.Core.Webhooks;

/// <summary>What has been done so far to bring one message to the merchant.</summary>
public sealed record Delivery
{
    public DeliveryState State { get; init; } = DeliveryState.Pending;

    public int Attempts { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    /// <summary>How the last attempt ended, in a word: <c>accepted</c>, <c>no-answer</c>.</summary>
    public string? LastOutcome { get; init; }

    /// <summary>The HTTP status of the last attempt; null where there was no answer.</summary>
    public int? LastStatus { get; init; }

    /// <summary>How often somebody asked for it again.</summary>
    public int Redeliveries { get; init; }

    /// <summary>Whether the last of those is still under way.</summary>
    public bool IsRedelivering { get; init; }

    /// <summary>Whether somebody has to be at it.</summary>
    public bool IsOpen => State == DeliveryState.Pending || IsRedelivering;

    /// <summary>Which redelivery is at it while it is open; 0: the delivery itself.</summary>
    public int Current => IsRedelivering ? Redeliveries : 0;

    /// <summary>Whether the delivery, or that redelivery of it, has nothing left to do.</summary>
    /// <param name="redelivery">0: the delivery itself; else which redelivery.</param>
    public bool IsDone(int redelivery) => redelivery == 0
        ? State != DeliveryState.Pending
        : redelivery != Redeliveries || !IsRedelivering;

    /// <summary>After one more attempt.</summary>
    /// <param name="accepted">Whether the merchant took it.</param>
    /// <param name="last">Whether no other attempt is to follow.</param>
    public Delivery After(
        bool accepted, bool last, int redelivery, DateTimeOffset at, string outcome, int? status)
    {
        var givenUp = State == DeliveryState.Pending && last && !accepted;
        var ends = redelivery > 0 && redelivery == Redeliveries && (accepted || last);
        return this with
        {
            State = accepted ? DeliveryState.Delivered : givenUp ? DeliveryState.DeadLettered : State,
            Attempts = Attempts + 1,
            LastAt = at,
            LastOutcome = outcome,
            LastStatus = status,
            IsRedelivering = IsRedelivering && !ends,
        };
    }
}

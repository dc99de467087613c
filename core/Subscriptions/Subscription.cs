namespace PayFunctions.Core.Subscriptions;

/// <summary>Whose subscription, to which app of theirs, and which: the parts of its key.</summary>
/// <param name="App">The store's name of the app: its bundle id.</param>
/// <param name="Id">The store's number of the very first purchase.</param>
public readonly record struct SubscriptionKey(string Tenant, string App, string Id)
{
    public override string ToString() => $"{Tenant}/{App}/{Id}";
}

/// <summary>A subscription as its store last told it: a value. It changes only by notices.</summary>
public sealed record Subscription
{
    public required SubscriptionKey Key { get; init; }

    public SubscriptionState State { get; init; } = SubscriptionState.New;

    /// <summary>When the latest word on it was signed.</summary>
    public DateTimeOffset SignedAt { get; init; }

    /// <summary>The store's number of the purchase that pays for the period that runs, or ran last.</summary>
    public string? TransactionId { get; init; }

    public string? ProductId { get; init; }

    /// <summary>When that period ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it is to renew; null where nobody has said.</summary>
    public bool? Renews { get; init; }

    /// <summary>The account of ours that the app named at the purchase.</summary>
    public string? AccountToken { get; init; }
}

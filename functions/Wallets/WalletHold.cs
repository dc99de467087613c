using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PayFunctions.Infra.Wallets;

namespace PayFunctions.Wallets;

/// <summary>Which hold is to expire, and when.</summary>
public sealed record HoldExpiry(string Tenant, string Account, string HoldId, DateTime ExpiresAtUtc)
{
    internal string InstanceId => $"hold-{Tenant}-{Account}-{HoldId}";
}

/// <summary>Waits for a hold's expiry and releases what nobody confirmed. What was confirmed or cancelled stays as it is.</summary>
public static class WalletHold
{
    // An activity fails when storage is away: these tries outlast a day of it.
    private static readonly TaskOptions Again = TaskOptions.FromRetryPolicy(
        new RetryPolicy(100, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(15)));

    [Function(nameof(WalletHold))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var hold = context.GetInput<HoldExpiry>() ?? throw new InvalidOperationException("Started without a hold.");
        await context.CreateTimer(hold.ExpiresAtUtc, CancellationToken.None);
        await context.CallActivityAsync(nameof(ExpireHold), hold, Again);
    }
}

/// <summary>Safe to run twice: the hold's own state decides.</summary>
public sealed class ExpireHold(WalletBook book)
{
    [Function(nameof(ExpireHold))]
    public async Task RunAsync([ActivityTrigger] HoldExpiry hold, CancellationToken cancellation)
    {
        var answer = await book.ExpireAsync(hold.Tenant, hold.Account, hold.HoldId, cancellation);
        if (answer.Outcome == WalletOutcome.Contended)
            throw new InvalidOperationException($"The account of hold {hold.HoldId} is too busy; the next try will find it.");
    }
}

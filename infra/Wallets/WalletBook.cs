using PayFunctions.Core;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Wallets;

/// <summary>How a wallet command ended.</summary>
public enum WalletOutcome
{
    Done,
    Repeat,
    Refused,

    /// <summary>Others moved the account each time: come again.</summary>
    Contended,
}

/// <param name="Hold">The hold as it stands; null for a top-up.</param>
/// <param name="Wallet">The account as it stands; null where there is none.</param>
public sealed record WalletAnswer(WalletOutcome Outcome, Hold? Hold, Wallet? Wallet, WalletRefusal? Refusal);

/// <summary>The one door to wallets: try, confirm, cancel, expiry and top-up, one entity-group transaction each.</summary>
public sealed class WalletBook(WalletStore store, TimeProvider clock)
{
    /// <summary>Many holds on one account race for its balance row, so a lost race is decided anew more often than an order's.</summary>
    private const int Tries = 40;

    public Task<WalletAnswer> TryAsync(
        string tenant, string account, string holdId, Money amount, DateTimeOffset expiresAt, CancellationToken cancellation) =>
        RunAsync(tenant, account, new(holdId, amount.MinorUnits, HoldState.None, expiresAt), amount.Currency,
            HoldCommand.Try, cancellation);

    public Task<WalletAnswer> ConfirmAsync(string tenant, string account, string holdId, CancellationToken cancellation) =>
        RunAsync(tenant, account, Unnamed(holdId), default, HoldCommand.Confirm, cancellation);

    public Task<WalletAnswer> CancelAsync(string tenant, string account, string holdId, CancellationToken cancellation) =>
        RunAsync(tenant, account, Unnamed(holdId), default, HoldCommand.Cancel, cancellation);

    public Task<WalletAnswer> ExpireAsync(string tenant, string account, string holdId, CancellationToken cancellation) =>
        RunAsync(tenant, account, Unnamed(holdId), default, HoldCommand.Expire, cancellation);

    public Task<Wallet?> FindAsync(string tenant, string account, CancellationToken cancellation) =>
        store.FindAsync(tenant, account, cancellation);

    /// <summary>Puts money on the account, once a reference; the first top-up opens it, in its currency.</summary>
    public async Task<WalletAnswer> TopUpAsync(
        string tenant, string account, Money amount, string reference, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var read = await store.ReadAsync(tenant, account, holdId: null, cancellation);
            var wallet = read.Wallet ?? new Wallet(tenant, account, amount.Currency, 0, 0, 0);
            if (wallet.Currency != amount.Currency)
                return new(WalletOutcome.Refused, null, wallet, WalletRefusal.OtherCurrency);
            var (after, entry) = WalletDecision.TopUp(wallet, amount, reference, clock.GetUtcNow());
            switch (await store.TopUpAsync(read, after, entry, cancellation))
            {
                case TopUpCommit.Committed:
                    LedgerMeter.Count(entry, after.Currency);
                    Story.Tag("wallet", entry.Kind);
                    return new(WalletOutcome.Done, null, after, null);
                case TopUpCommit.DoneBefore:
                    return new(WalletOutcome.Repeat, null, wallet, null);
                case TopUpCommit.Stale:
                    continue;
            }
        }

        return new(WalletOutcome.Contended, null, null, null);
    }

    private async Task<WalletAnswer> RunAsync(
        string tenant, string account, Hold asked, Currency currency, HoldCommand command, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var read = await store.ReadAsync(tenant, account, asked.Id, cancellation);
            var now = clock.GetUtcNow();
            var change = WalletDecision.Decide(read.Wallet, read.Hold, asked, currency, command, now);
            switch (change.Verdict)
            {
                case HoldVerdict.Refuse:
                    return new(WalletOutcome.Refused, change.Hold, read.Wallet, change.Refusal);
                case HoldVerdict.Repeat:
                    Transitions.Repeat(change.Hold.State);
                    return new(WalletOutcome.Repeat, change.Hold, read.Wallet, null);
                case HoldVerdict.Move when await store.CommitAsync(
                    tenant, account, read, change, WalletAudit.Of(command, read.Hold?.State ?? HoldState.None, change, now), cancellation):
                    Transitions.Count(read.Hold?.State ?? HoldState.None, change.Hold.State, change.Entry);
                    if (change.Entry is { } entry) LedgerMeter.Count(entry, change.Wallet!.Currency);
                    return new(WalletOutcome.Done, change.Hold, change.Wallet, null);
            }
        }

        return new(WalletOutcome.Contended, null, null, null);
    }

    private static Hold Unnamed(string holdId) => new(holdId, 0, HoldState.None, DateTimeOffset.UnixEpoch);
}

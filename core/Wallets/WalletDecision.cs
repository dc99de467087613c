namespace PayFunctions.Core.Wallets;

/// <summary>Why a wallet command moves nothing.</summary>
public enum WalletRefusal
{
    /// <summary>Less is available than the hold asks for.</summary>
    InsufficientBalance,

    /// <summary>The account is kept in another currency.</summary>
    OtherCurrency,

    /// <summary>The same hold id was tried with another amount.</summary>
    OtherAmount,

    /// <summary>The hold's state does not allow it: confirm after cancel, cancel after confirm, try after cancel.</summary>
    WrongState,

    /// <summary>There is no such account.</summary>
    NoSuchAccount,
}

/// <summary>What a command comes to: the rows to write, or the reason that nothing is written.</summary>
/// <param name="Hold">The hold as it stands afterwards.</param>
/// <param name="Wallet">The balance afterwards; unchanged when no money moves.</param>
/// <param name="Entry">The entry to append; null when no money moves.</param>
public sealed record HoldChange(HoldVerdict Verdict, Hold Hold, Wallet? Wallet, WalletEntry? Entry, WalletRefusal? Refusal);

/// <summary>Decides try, confirm, cancel and expiry of a hold: pure, so that every order of them can be enumerated.</summary>
public static class WalletDecision
{
    /// <param name="wallet">The account; null where there is none. A fence needs none.</param>
    /// <param name="known">The hold's row; null where there is none.</param>
    /// <param name="asked">The hold as the command names it: its id, and for a try its amount and expiry.</param>
    public static HoldChange Decide(
        Wallet? wallet, Hold? known, Hold asked, Currency currency, HoldCommand command, DateTimeOffset now)
    {
        var stands = known ?? asked with { State = HoldState.None };
        var due = command == HoldCommand.Confirm && stands.State == HoldState.Held && now >= stands.ExpiresAt;
        var decision = HoldMachine.Decide(due ? HoldState.Expired : stands.State, command);

        if (decision.Verdict == HoldVerdict.Refuse) return Refuse(stands, wallet, WalletRefusal.WrongState);
        if (command == HoldCommand.Try && known is not null && known.MinorUnits != asked.MinorUnits)
            return Refuse(stands, wallet, WalletRefusal.OtherAmount);
        if (decision.Verdict == HoldVerdict.Repeat) return new(HoldVerdict.Repeat, stands, wallet, null, null);

        var moved = stands with { State = decision.To };
        if (decision.Effect == HoldEffect.Fence) return new(HoldVerdict.Move, moved, wallet, null, null);
        if (wallet is null) return Refuse(stands, wallet, WalletRefusal.NoSuchAccount);
        if (command == HoldCommand.Try && wallet.Currency != currency)
            return Refuse(stands, wallet, WalletRefusal.OtherCurrency);
        if (decision.Effect == HoldEffect.Freeze && wallet.Available < moved.MinorUnits)
            return Refuse(stands, wallet, WalletRefusal.InsufficientBalance);

        var (available, frozen) = Changes(decision.Effect, moved.MinorUnits);
        return Moved(wallet, moved, command, available, frozen, now);
    }

    /// <summary>Puts money on an account; the caller's reference makes it happen once.</summary>
    public static (Wallet Wallet, WalletEntry Entry) TopUp(
        Wallet wallet, Money amount, string reference, DateTimeOffset now)
    {
        Currency.Shared(wallet.Currency, amount.Currency);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount.MinorUnits);
        return Append(wallet, "top-up", reference, amount.MinorUnits, 0, now);
    }

    private static HoldChange Moved(
        Wallet wallet, Hold hold, HoldCommand command, long available, long frozen, DateTimeOffset now)
    {
        var kind = command switch
        {
            HoldCommand.Try => "hold",
            HoldCommand.Confirm => "settle",
            HoldCommand.Cancel => "release",
            HoldCommand.Expire => "expire",
        };
        var (after, entry) = Append(wallet, kind, hold.Id, available, frozen, now);
        return new(HoldVerdict.Move, hold, after, entry, null);
    }

    private static (Wallet Wallet, WalletEntry Entry) Append(
        Wallet wallet, string kind, string reference, long available, long frozen, DateTimeOffset now)
    {
        var after = wallet with
        {
            Available = wallet.Available + available,
            Frozen = wallet.Frozen + frozen,
            Entries = wallet.Entries + 1,
        };
        if (after.Available < 0 || after.Frozen < 0)
            throw new InvalidOperationException($"Entry {after.Entries} of {wallet.Account} would go below zero.");
        return (after, new(after.Entries, now, kind, reference, available, frozen, after.Available, after.Frozen));
    }

    private static (long Available, long Frozen) Changes(HoldEffect effect, long amount) => effect switch
    {
        HoldEffect.Freeze => (-amount, amount),
        HoldEffect.Settle => (0, -amount),
        HoldEffect.Release => (amount, -amount),
        HoldEffect.None or HoldEffect.Fence => (0, 0),
    };

    private static HoldChange Refuse(Hold stands, Wallet? wallet, WalletRefusal why) =>
        new(HoldVerdict.Refuse, stands, wallet, null, why);
}
